import type { Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/** Measurements for a collector. They name operations and counts only, so an address is proof enough. */
export const metrics: Handler<"Metrics"> = async (_input, deps, call) => {
  const { shown, render } = deps.metrics;
  if (shown === "off") return problem("no-metrics");
  if (shown === "loopback" && !(call.direct && isLoopback(call.address))) return problem("metrics-from-elsewhere");
  return { status: 200, headers: { "Cache-Control": "no-store" }, body: await render() };
};

const isLoopback = (address: string): boolean => /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address);
