import { createHash, timingSafeEqual } from "node:crypto";
import type { Call } from "../http/call.ts";
import { Refusal, redirect } from "../http/reply.ts";
import type { RepositoryKind } from "../sample.ts";
import { refusal } from "./refusals.ts";
import type { HubRepository } from "./repository.ts";
import type { Site } from "./site.ts";

/** Who asks: nobody known, an account with access to everything, or one without any. */
export type Caller = "anonymous" | "member" | "outsider";

const same = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((one) => createHash("sha256").update(one).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
};

/** Reads the token; an unknown one counts as none, a malformed header is refused. */
export function callerOf(call: Call, site: Site): Caller {
  const header = call.header("authorization");
  if (header === null) return "anonymous";
  const token = /^Bearer (\S+)$/i.exec(header)?.[1];
  if (token === undefined) throw refusal("unauthenticated", "Invalid credentials in Authorization header");
  if (site.token !== null && same(token, site.token)) return "member";
  return site.outsiderToken !== null && same(token, site.outsiderToken) ? "outsider" : "anonymous";
}

const DENIED = "Invalid username or password.";
const moved = (call: Call, from: string, to: string): string => {
  const target = call.request.url ?? "/";
  const at = target.toLowerCase().indexOf(from.toLowerCase());
  return at < 0 ? target : target.slice(0, at) + to + target.slice(at + from.length);
};

/** Finds the repository a call is about, or refuses the way the Hub does: first existence, then redirects, then rights. */
export function admit(call: Call, site: Site, kind: RepositoryKind, id: string): HubRepository {
  const caller = callerOf(call, site);
  const found = site.world.find(kind, id);
  if (found === null || (found.sample.private === true && caller !== "member")) {
    if (caller === "anonymous") throw refusal("unauthenticated", DENIED);
    throw refusal("repository-missing", "Repository not found");
  }
  const canonical = found.sample.renamedTo ?? found.id;
  if (canonical !== id) throw new Refusal(redirect(moved(call, id, canonical)));
  if (found.sample.disabled === true) {
    if (caller === "anonymous") throw refusal("unauthenticated", DENIED);
    throw refusal("disabled", "Access to this resource is disabled.");
  }
  return found;
}

/** Whether the caller may read the files of a gated repository. */
export const mayRead = (call: Call, site: Site, repository: HubRepository): boolean =>
  (repository.sample.gated ?? false) === false || callerOf(call, site) === "member";

/** Refuses the content of a gated repository to callers without access. */
export function guardContent(call: Call, site: Site, repository: HubRepository): void {
  if (mayRead(call, site, repository)) return;
  const subject = `${repository.sample.kind} ${repository.id}`;
  const restricted = `Access to ${subject} is restricted`;
  const options = { asText: true, headers: { "X-Repo-Commit": repository.head.id } };
  if (callerOf(call, site) === "anonymous") {
    const hint = "You must have access to it and be authenticated to access it. Please log in.";
    throw refusal("gated-anonymous", `${restricted}. ${hint}`, options);
  }
  const page = `${site.endpoint}/${repository.sample.kind === "model" ? "" : `${repository.sample.kind}s/`}${repository.id}`;
  const messages = {
    none: `${restricted} and you are not in the authorized list. Visit ${page} to ask for access.`,
    pending: `Your request to access ${subject} is awaiting a review from the repo authors.`,
    rejected: `Your request to access ${subject} has been rejected by the repo's authors.`,
  };
  throw refusal("gated-account", messages[repository.sample.gateRequest ?? "none"], options);
}
