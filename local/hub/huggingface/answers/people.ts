import { createHash } from "node:crypto";
import type { Call } from "../../http/call.ts";
import { decoded } from "../../http/call.ts";
import { json, type Reply } from "../../http/reply.ts";
import { callerOf } from "../access.ts";
import { refusal } from "../refusals.ts";
import type { Site } from "../site.ts";

const idOf = (name: string): string => createHash("sha256").update(`name:${name}`).digest("hex").slice(0, 24);

/** The account behind the token. */
export function whoami(call: Call, site: Site): Reply {
  const caller = callerOf(call, site);
  if (caller === "anonymous") throw refusal("unauthenticated", "Invalid username or password.");
  const name = caller === "member" ? "gatehouse" : "outsider";
  const auth = { type: "access_token", accessToken: { displayName: "sample", role: "read" } };
  return json({
    type: "user",
    id: idOf(name),
    name,
    fullname: name,
    emailVerified: true,
    isPro: false,
    orgs: [],
    auth,
  });
}

function countsOf(site: Site, name: string) {
  const own = (kind: "model" | "dataset" | "space") =>
    site.world.all(kind).filter((one) => one.namespace.toLowerCase() === name.toLowerCase()).length;
  return { numModels: own("model"), numDatasets: own("dataset"), numSpaces: own("space") };
}

function organization(site: Site, name: string, page: string | undefined): Reply {
  const found = site.world.organization(name);
  if (found === null) throw refusal("no-such-page", "Organization not found");
  if (page === "members") {
    const rows = found.members.map((user) => ({ _id: idOf(user), user, fullname: user, type: "user", isPro: false }));
    return json(rows, { "X-Total-Count": String(rows.length) });
  }
  const { name: canonical, members } = found;
  const fullname = found.fullname ?? canonical;
  const counts = { numUsers: members.length, numFollowers: 0, ...countsOf(site, canonical) };
  return json({ _id: idOf(canonical), name: canonical, fullname, type: "org", isVerified: false, ...counts });
}

function user(site: Site, name: string): Reply {
  const known = [...site.world.names].find((one) => one.toLowerCase() === name.toLowerCase());
  if (known === undefined || site.world.organization(known) !== null) throw refusal("no-such-page", "User not found");
  return json({ _id: idOf(known), user: known, fullname: known, type: "user", isPro: false, ...countsOf(site, known) });
}

/** /api/organizations/{name}/{overview|members} and /api/users/{name}/overview; null when it is something else. */
export function people(call: Call, site: Site): Reply | null {
  const [api, group, name, page] = call.segments;
  if (api !== "api" || name === undefined || (page !== "overview" && page !== "members")) return null;
  if (group === "organizations") return organization(site, decoded(name), page);
  return group === "users" && page === "overview" ? user(site, decoded(name)) : null;
}
