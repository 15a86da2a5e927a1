import type { Handler } from "./contract.ts";

/** Whether requests should be sent to this server now. */
export const readiness: Handler<"Readiness"> = async (_input, deps) => {
  const reasons = await deps.readiness();
  if (reasons.length === 0) return { status: 200, body: { status: "ready" } };
  return {
    status: 503,
    headers: { "Retry-After": 5 },
    body: { detail: `Not ready: ${reasons.join("; ")}`, reasons: [...reasons] },
  };
};
