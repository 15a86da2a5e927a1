import type { Handler } from "./contract.ts";

const DEFAULT_HOURS = 24;

/** How ingests ended lately. */
export const ingestStatistics: Handler<"IngestStatistics"> = async ({ query }, deps) => {
  const { hours, failures } = await deps.endedIngests(query.hours ?? DEFAULT_HOURS);
  const present = hours.map((hour) => ({ ...hour, start: hour.start.toISOString() }));
  return { status: 200, body: { hours: present, failures: [...failures] } };
};
