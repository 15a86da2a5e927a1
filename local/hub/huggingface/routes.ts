import { createHash, randomUUID } from "node:crypto";
import { type Call, isOn } from "../http/call.ts";
import { type Quota, quota } from "../http/quota.ts";
import { json, Refusal, type Reply, text } from "../http/reply.ts";
import { admit, callerOf, guardContent } from "./access.ts";
import { type Address, apiAddress, cacheAddress, fileAddress, locate } from "./address.ts";
import { commits, refs } from "./answers/commits.ts";
import { discussions } from "./answers/discussions.ts";
import { raw, resolve, resolveCache } from "./answers/files.ts";
import { info } from "./answers/info.ts";
import { people, whoami } from "./answers/people.ts";
import { securityOf } from "./answers/security.ts";
import { pathsInfo, tree, treeSize } from "./answers/tree.ts";
import { refusal } from "./refusals.ts";
import type { HubRepository } from "./repository.ts";
import type { Site } from "./site.ts";

const nothing = () => refusal("no-such-page", "Sorry, we can't find the page you are looking for.");

function only(call: Call, ...methods: readonly string[]): void {
  if (!methods.includes(call.method)) throw new Refusal(json({ error: "Method Not Allowed" }, {}, 405));
}

async function repositoryApi(call: Call, site: Site, { kind, id, route, rest }: Address): Promise<Reply> {
  only(call, ...(route === "paths-info" ? ["POST"] : ["GET", "HEAD"]));
  const repository = admit(call, site, kind, id);
  const at = () => locate(repository, rest);
  switch (route) {
    case "info":
      return info(call, site, repository, repository.head);
    case "revision":
      return info(call, site, repository, at().commit);
    case "tree":
      return tree(call, site, repository, at());
    case "treesize":
      return treeSize(at().commit, at().path);
    case "paths-info":
      return pathsInfo(call, site, repository, at().commit);
    case "commits":
      return commits(call, site, at().commit);
    case "refs":
      return refs(call, repository);
    case "discussions":
      return discussions(call, repository, rest);
    case "scan":
      return json(securityOf(repository));
    case "auth-check":
      return authCheck(call, site, repository);
    default:
      throw nothing();
  }
}

function authCheck(call: Call, site: Site, repository: HubRepository): Reply {
  guardContent(call, site, repository);
  return text("OK");
}

/** All models, datasets or spaces of an author; enough to look around by hand. */
function catalogue(call: Call, site: Site): Reply | null {
  const kinds = { models: "model", datasets: "dataset", spaces: "space" } as const;
  const [api, group] = call.segments;
  if (api !== "api" || call.segments.length !== 2 || group === undefined || !Object.hasOwn(kinds, group)) return null;
  const author = call.query.get("author");
  const visible = site.world
    .all(kinds[group as keyof typeof kinds])
    .filter(({ sample }) => sample.renamedTo === undefined)
    .filter(({ sample }) => sample.private !== true || callerOf(call, site) === "member")
    .filter(({ namespace }) => author === null || author === namespace);
  const full = isOn(call.query.get("full"));
  return json(
    visible.map(({ id, objectId, head, sample }) => {
      const sha = full ? { sha: head.id, lastModified: head.date } : {};
      return { _id: objectId, id, private: sample.private ?? false, gated: sample.gated ?? false, ...sha };
    }),
  );
}

async function route(call: Call, site: Site): Promise<Reply> {
  const cached = cacheAddress(call.segments);
  const file = cached ?? (call.segments[0] === "api" ? null : fileAddress(call.segments));
  if (file !== null) {
    only(call, "GET", "HEAD");
    const repository = admit(call, site, file.kind, file.id);
    const serve = { resolve, raw, "resolve-cache": resolveCache }[file.route];
    if (serve === undefined) throw nothing();
    return serve(call, site, repository, locate(repository, file.rest));
  }
  if (call.path === "/api/whoami-v2") return whoami(call, site);
  const found = people(call, site) ?? catalogue(call, site);
  if (found !== null) return found;
  const address = apiAddress(call.segments);
  if (address === null) throw nothing();
  return repositoryApi(call, site, address);
}

function clientOf(call: Call): string {
  const token = call.header("authorization");
  if (token === null) return `ip:${call.request.socket.remoteAddress}`;
  return `token:${createHash("sha256").update(token).digest("hex")}`;
}

/** The Hub's answers: routes, quotas and the headers that every answer carries. */
export function hubHandler(site: Site): (call: Call) => Promise<Reply> {
  const buckets: Record<"api" | "resolvers", Quota> = {
    api: quota("api", site.rateLimits.api, site.now),
    resolvers: quota("resolvers", site.rateLimits.resolvers, site.now),
  };
  return async (call) => {
    const api = call.segments[0] === "api" && call.segments[1] !== "resolve-cache";
    const ticket = buckets[api ? "api" : "resolvers"].take(clientOf(call));
    const common = { ...ticket.headers, "X-Request-Id": `Root=${randomUUID()}` };
    const answered = async (): Promise<Reply> => {
      if (ticket.exceeded) return json({ error: "We had to rate limit you" }, {}, 429);
      return route(call, site).catch((error: unknown) => {
        if (error instanceof Refusal) return error.reply;
        throw error;
      });
    };
    const reply = await answered();
    return { ...reply, headers: { ...common, ...reply.headers } };
  };
}
