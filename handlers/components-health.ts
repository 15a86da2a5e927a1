import type { Handler } from "./contract.ts";

const DEFAULT_MINUTES = 60;

export const componentsHealth: Handler<"HealthComponents"> = async ({ query }, deps) => {
  const { windowMinutes = DEFAULT_MINUTES, includeTimeline = false } = query;
  return { status: 200, body: await deps.components({ minutes: windowMinutes, timeline: includeTimeline }) };
};
