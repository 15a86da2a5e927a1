import { faultOf } from "../faults.ts";
import type { Entry } from "../git/objects.ts";
import { type Call, decoded } from "../http/call.ts";
import { contentReply } from "../http/ranges.ts";
import { Refusal, type Reply, redirect, text } from "../http/reply.ts";
import { disposition } from "./answers/file-headers.ts";
import type { HubRepository } from "./repository.ts";
import type { Site } from "./site.ts";
import { xetHash } from "./xet.ts";

const xml = (status: number, code: string, message: string): Refusal =>
  new Refusal(
    text(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
      {},
      status,
      "application/xml",
    ),
  );

const epoch = (site: Site): number => Math.floor(site.now().getTime() / 1000);

/** Origin of the CDN as the client of this call reaches it. */
function originFor(call: Call, { cdn, cdnAtHubHost }: Site): string {
  const host = call.header("host");
  if (!cdnAtHubHost || host === null) return cdn;
  return Object.assign(new URL(cdn), { hostname: new URL(`http://${host}`).hostname }).origin;
}

/** A signed address of an LFS object on the CDN, through one more redirect when the site has two hops. */
export function cdnAddress(
  call: Call,
  site: Site,
  { repository, entry }: { readonly repository: HubRepository; readonly entry: Entry },
  options: { readonly expired: boolean; readonly download: boolean },
): string {
  const expires = epoch(site) + (options.expired ? -1 : site.signedUrlSeconds);
  const gate = site.hops === 2 ? "bridge" : "xet-bridge-us";
  const path = `/${gate}/${repository.objectId}/${xetHash(entry.lfs?.sha256 ?? entry.oid)}`;
  const extra = { "response-content-disposition": disposition(entry.path, options.download) };
  return `${originFor(call, site)}${path}?${site.signer.sign(path, expires, extra)}`;
}

/** The LFS object that a path of the CDN stands for, in whatever revision it is. */
export function objectAt(segments: readonly string[], site: Site): Entry | null {
  const [gate, objectId = "", hash = ""] = segments;
  if ((gate !== "bridge" && gate !== "xet-bridge-us") || segments.length !== 3) return null;
  return site.world.byObjectId(objectId)?.objects.get(hash) ?? null;
}

/** Serves one signed address. The CDN knows no accounts: a request with a token is refused. */
export function cdn(call: Call, site: Site): Reply {
  if (call.method !== "GET" && call.method !== "HEAD") throw xml(405, "MethodNotAllowed", "Method Not Allowed");
  if (call.header("authorization") !== null) {
    throw xml(400, "InvalidArgument", "Only one auth mechanism allowed");
  }
  const verdict = site.signer.verify(decoded(call.path), call.query, epoch(site));
  if (verdict === "forged") throw xml(403, "AccessDenied", "Access Denied");
  if (verdict === "expired" || faultOf(call.faults, "expired-signature") !== undefined) {
    throw xml(403, "AccessDenied", "Request has expired");
  }
  const entry = objectAt(call.segments, site);
  if (entry === null) throw xml(404, "NoSuchKey", "The specified key does not exist.");
  if (call.segments[0] === "bridge") return secondHop(call, site);
  const named = call.query.get("response-content-disposition");
  const headers = {
    "Content-Type": "application/octet-stream",
    ...(named === null ? {} : { "Content-Disposition": named }),
    "Cache-Control": "public, max-age=31536000, immutable",
  };
  const ignoreRange = faultOf(call.faults, "ignore-range") !== undefined;
  return contentReply(call, entry.content, headers, { etag: `"${call.segments[2]}"`, ignoreRange });
}

function secondHop(call: Call, site: Site): Reply {
  const path = call.path.replace("/bridge/", "/xet-bridge-us/");
  const named = call.query.get("response-content-disposition") ?? "";
  const query = site.signer.sign(path, Number(call.query.get("Expires")), { "response-content-disposition": named });
  return redirect(`${originFor(call, site)}${path}?${query}`, {}, 302);
}
