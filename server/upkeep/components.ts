import type { Logger } from "pino";
import type { Queue } from "../../db/upkeep/workload.ts";
import type { Deps } from "../../handlers/deps.ts";

export type ComponentName = "database" | "object_store" | "function" | "hub";
export interface Probe {
  readonly name: ComponentName;
  /** Null when the component works, or in what way it is degraded. Rejects when it does not work. */
  readonly look: (signal: AbortSignal) => Promise<string | null>;
}
export interface ComponentsOptions {
  readonly probes: readonly Probe[];
  readonly queue: () => Promise<Queue>;
  readonly limits: {
    /** Longest probe of one component, in milliseconds. */
    readonly lookMs: number;
    /** A component that takes longer to answer is degraded. */
    readonly slowMs: number;
    /** How long a result is reused. */
    readonly keepMs: number;
  };
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

type Report = Awaited<ReturnType<Deps["components"]>>;
type Component = Report["components"][ComponentName];
type LastError = NonNullable<Component["last_error"]>;

/** Probes every component side by side, each in bounded time, and at most once per `keepMs`. */
export function componentHealth(options: ComponentsOptions): Deps["components"] {
  const lastErrors = new Map<ComponentName, LastError>();
  let kept: { readonly at: number; readonly report: Promise<Report> } | null = null;
  return () => {
    const now = options.now();
    if (kept === null || now - kept.at >= options.limits.keepMs)
      kept = { at: now, report: report(options, lastErrors) };
    return kept.report;
  };
}

async function report(options: ComponentsOptions, lastErrors: Map<ComponentName, LastError>): Promise<Report> {
  const checkedAt = new Date(options.now()).toISOString();
  const [queue, ...looked] = await Promise.all([
    queueOf(options),
    ...options.probes.map(async (probe) => [probe.name, await examine(probe, options, lastErrors)] as const),
  ]);
  const components = Object.fromEntries(looked) as Report["components"];
  return { status: overall(components), checked_at: checkedAt, components, queue };
}

async function examine(
  probe: Probe,
  { limits, now, log }: ComponentsOptions,
  lastErrors: Map<ComponentName, LastError>,
): Promise<Component> {
  const started = performance.now();
  const ended = (status: Component["status"], message: string | null): Component => {
    const latency = (performance.now() - started) / 1000;
    if (message !== null) lastErrors.set(probe.name, { message, at: new Date(now()).toISOString() });
    return { status, latency_seconds: latency, last_error: lastErrors.get(probe.name) ?? null };
  };
  try {
    const degraded = await limited(probe.look, limits.lookMs);
    if (degraded !== null) return ended("degraded", degraded);
    const took = performance.now() - started;
    return took > limits.slowMs ? ended("degraded", `It took ${Math.round(took)} ms to answer`) : ended("ok", null);
  } catch (error) {
    log.warn({ component: probe.name, err: error }, "component down");
    return ended("down", describeFault(error, limits.lookMs));
  }
}

/** Ends in time also when a client ignores the signal. */
async function limited<T>(look: (signal: AbortSignal) => Promise<T>, limitMs: number): Promise<T> {
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const overdue = new DOMException("the time is over", "TimeoutError");
      deadline.abort(overdue);
      reject(overdue);
    }, limitMs);
  });
  try {
    return await Promise.race([look(deadline.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function queueOf({ queue, limits, log }: ComponentsOptions): Promise<Report["queue"]> {
  try {
    const { depth, oldestSeconds } = await limited(queue, limits.lookMs);
    return { depth, oldest_pending_seconds: oldestSeconds };
  } catch (error) {
    log.warn({ err: error }, "queue could not be counted");
    return { depth: null, oldest_pending_seconds: null };
  }
}

/** Nothing works without database or object store; without the others, artifacts can still be read. */
function overall(components: Report["components"]): Report["status"] {
  const { database, object_store: store } = components;
  if (database.status === "down" || store.status === "down") return "down";
  return Object.values(components).every(({ status }) => status === "ok") ? "ok" : "degraded";
}

/** The kind of a fault without its text, which may hold names and addresses. */
export function describeFault(error: unknown, limitMs: number): string {
  const { name, code, $metadata } = error as { name?: string; code?: unknown; $metadata?: { httpStatusCode?: number } };
  if (name === "TimeoutError" || name === "AbortError") return `It did not answer within ${limitMs / 1000} s`;
  if ($metadata?.httpStatusCode !== undefined) return `It answered ${$metadata.httpStatusCode} (${name})`;
  return typeof code === "string" ? `It could not be reached (${code})` : `It failed (${name ?? "unknown"})`;
}
