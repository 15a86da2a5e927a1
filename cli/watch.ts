/** Following artifacts until they are final, drawn in place on a terminal and line by line elsewhere. */
import { createLogUpdate } from "log-update";
import type { Context } from "./context.ts";
import { CommandFault } from "./fault.ts";
import type { Registry } from "./registry.ts";
import { explanation, frame, isFinal, type Followed as Shown, table } from "./show/artifacts.ts";

export { isFinal } from "./show/artifacts.ts";

export interface Followed extends Shown {
  /** The link as it was given. */
  readonly url: string;
}

const POLL_MS = 400;
/** How long the registry may be away while it is watched, in milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * Polls until every artifact is final. A registry that is away for a while is waited for. Who asked for JSON gets
 * lines in place of pictures.
 */
export async function watchAll(
  all: readonly Followed[],
  registry: Registry,
  context: Context,
  json: boolean,
): Promise<void> {
  const live = context.page.live && !json ? createLogUpdate(process.stderr) : null;
  let heardAt = context.now();
  try {
    while (!all.every(isFinal)) {
      const waiting = all.filter((one) => !isFinal(one));
      const missed = await look(waiting, registry, context, live === null);
      if (missed === null) heardAt = context.now();
      else if (context.now() - heardAt > PATIENCE_MS) throw missed;
      live?.(
        frame(all, context.page.columns, process.stderr) + (missed === null ? "" : `\n${missed.message}; trying again`),
      );
      if (!all.every(isFinal)) await context.sleep(POLL_MS);
    }
  } catch (error) {
    if (context.signal.aborted) context.err(`stopped watching; the registry goes on: ${later(all)}\n`);
    throw error;
  } finally {
    live?.done();
  }
}

const later = (all: readonly Followed[]): string =>
  all
    .filter((one) => !isFinal(one))
    .map(({ id }) => `gatehouse status ${id}`)
    .join(", ");

/** One look at each; the fault when the registry was not there for one of them. */
async function look(
  waiting: readonly Followed[],
  registry: Registry,
  context: Context,
  announce: boolean,
): Promise<CommandFault | null> {
  const faults = await Promise.all(waiting.map((one) => refresh(one, registry, context, announce)));
  return faults.find((fault) => fault !== null) ?? null;
}

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
  if (announce && changed)
    context.err(`${frame([one], Math.max(100, context.page.columns), process.stderr).trimEnd()}\n`);
  return null;
}

/** The closing table, and the reasons of what was not admitted. */
export function report(all: readonly Followed[], { page }: Context): string {
  if (all.length === 0) return "";
  const reasons = all.filter(({ artifact }) => artifact !== null && artifact.status !== "completed").map(explanation);
  return `${[table(all, page.columns), ...reasons].join("\n\n")}\n`;
}

/** What became of a link that is not watched. */
export function sentence({ id, type, title, artifact }: Followed): string {
  const how = artifact === null ? "accepted" : `${artifact.status}: ${artifact.status_message}`;
  return `${type} ${id}  ${title}  ${how}${artifact === null ? `; follow it with: gatehouse status ${id} --watch` : ""}\n`;
}
