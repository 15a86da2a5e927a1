/** Follows artifacts until their statuses are final: redrawn in place on a terminal, a line per change elsewhere. */
import { createLogUpdate } from "log-update";
import type { Context } from "./context.ts";
import type { Registry } from "./registry.ts";
import { CommandFault } from "./runtime.ts";
import { explanation, frame, isFinal, type Followed as Shown, table } from "./show/artifacts.ts";

export interface Followed extends Shown {
  /** The link as the user gave it. */
  readonly url: string;
}

const POLL_MS = 400;
/** How long the registry may be unreachable before watching fails, in milliseconds. */
const OUTAGE_MS = 120_000;
/** Lines that are not redrawn get at least this width. */
const LOG_COLUMNS = 100;

/** Polls until every artifact is final, also through a short outage of the registry. With `json` it draws nothing. */
export async function watchAll(
  all: readonly Followed[],
  registry: Registry,
  context: Context,
  json: boolean,
): Promise<void> {
  const live = context.progress.live && !json ? createLogUpdate(process.stderr) : null;
  let lastResponseAt = context.now();
  try {
    while (!all.every(isFinal)) {
      const waiting = all.filter((one) => !isFinal(one));
      const faults = await Promise.all(waiting.map((one) => refresh(one, registry, context, live === null)));
      const fault = faults.find((one) => one !== null) ?? null;
      if (fault === null) lastResponseAt = context.now();
      else if (context.now() - lastResponseAt > OUTAGE_MS) throw fault;
      live?.(frame(all, context.progress) + (fault === null ? "" : `\n${fault.message}. Retrying`));
      if (!all.every(isFinal)) await context.sleep(POLL_MS);
    }
  } catch (error) {
    if (context.signal.aborted) context.err(`Stopped watching. The ingest continues: ${statusCommands(all)}\n`);
    throw error;
  } finally {
    live?.done();
  }
}

const statusCommands = (all: readonly Followed[]): string =>
  all
    .filter((one) => !isFinal(one))
    .map(({ id }) => `gatehouse status ${id}`)
    .join(", ");

/** Reads one artifact again. Resolves to the fault when the registry was unreachable, else null. */
async function refresh(
  one: Followed,
  registry: Registry,
  context: Context,
  announce: boolean,
): Promise<CommandFault | null> {
  const path = { artifact_type: one.type, id: one.id };
  const before = one.artifact;
  try {
    const { data } = await registry.answer(
      registry.client.GET("/artifacts/{artifact_type}/{id}", { params: { path } }),
    );
    one.artifact = data ?? null;
  } catch (error) {
    if (error instanceof CommandFault && (error.status === null || error.status >= 500)) return error;
    throw error;
  }
  if (isFinal(one)) one.endedAt = context.now();
  const changed = before?.status !== one.artifact?.status || before?.progress.stage !== one.artifact?.progress.stage;
  const page = { ...context.progress, columns: Math.max(LOG_COLUMNS, context.progress.columns) };
  if (announce && changed) context.err(`${frame([one], page).trimEnd()}\n`);
  return null;
}

/** The closing table, and the reasons of the artifacts that were not completed. */
export function report(all: readonly Followed[], { page }: Context): string {
  if (all.length === 0) return "";
  const reasons = all
    .filter(({ artifact }) => artifact !== null && artifact.status !== "completed")
    .map((one) => explanation(one, page));
  return `${[table(all, page), ...reasons].join("\n\n")}\n`;
}
