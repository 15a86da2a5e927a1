import { type FaultAction, faultOf } from "../faults.ts";
import type { Call } from "./call.ts";
import { json, type Reply, redirect, text } from "./reply.ts";

/** The answer that a fault gives in place of the real one, before the real one is worked out. */
export function replacement(call: Call): Reply | null {
  const failed = faultOf(call.faults, "status");
  if (failed !== undefined) return failure(failed);
  const sent = faultOf(call.faults, "redirect");
  if (sent !== undefined) return redirect(sent.location, {}, sent.status ?? 302);
  if (faultOf(call.faults, "redirect-loop") !== undefined) return redirect(call.request.url ?? "/");
  return null;
}

function failure({ status, headers, body }: Extract<FaultAction, { kind: "status" }>): Reply {
  const own = status === 429 && headers === undefined ? { RateLimit: '"api";r=0;t=1' } : { ...headers };
  if (body !== undefined) return text(body, own, status);
  return json({ error: status === 429 ? "Too Many Requests" : `Status ${status}` }, own, status);
}

const sized = (bytes: number) => ({ "Content-Length": String(bytes) });

/** Changes the parts of a ready answer that a fault falsifies, apart from its bytes. */
export function falsified(reply: Reply, faults: readonly FaultAction[]): Reply {
  const foreign = faultOf(faults, "foreign-link");
  const link = reply.headers["Link"];
  if (foreign !== undefined && link !== undefined) {
    return { ...reply, headers: { ...reply.headers, Link: link.replace(/<https?:\/\/[^/]+/, `<${foreign.origin}`) } };
  }
  if (faultOf(faults, "garbage-json") !== undefined && reply.body !== null && "content" in reply.body) {
    const end = Math.max(1, Math.floor(reply.body.end / 2));
    return { ...reply, headers: { ...reply.headers, ...sized(end) }, body: { ...reply.body, end } };
  }
  if (faultOf(faults, "overlong") !== undefined) {
    const { "Content-Length": _said, ...headers } = reply.headers;
    return { ...reply, headers };
  }
  return reply;
}
