import type { Logger } from "pino";
import type { Queue } from "../../db/upkeep/workload.ts";
import type { components } from "../../generated/api.ts";
import type { Deps } from "../../handlers/deps.ts";
import type { ComponentName, FailureLog } from "./failure-log.ts";

export interface Probe {
  readonly name: ComponentName;
  /** Null when the component works, or in what way it is degraded. Rejects when it does not work. */
  readonly look: (signal: AbortSignal) => Promise<string | null>;
}
export interface ComponentsOptions {
  /** Failures outside of the probes are noted here too. */
  readonly failures: FailureLog;
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

type Schemas = components["schemas"];
type Status = Schemas["ComponentStatus"];

/** The result of one probe. */
interface Looked {
  readonly name: ComponentName;
  readonly status: Status;
  readonly seconds: number;
  /** What is wrong now; null when nothing is. */
  readonly issue: string | null;
  readonly at: Date;
}
interface Round {
  readonly at: number;
  readonly looked: Promise<readonly Looked[]>;
  readonly queue: Promise<Schemas["Queue"]>;
}

/** Probes every component side by side, each in bounded time, and at most once per `keepMs`. */
export function componentHealth(options: ComponentsOptions): Deps["components"] {
  const { now, probes, limits, failures } = options;
  let round: Round | null = null;
  return async (window) => {
    if (round === null || now() - round.at >= limits.keepMs) {
      const looks = probes.map((probe) => examine(probe, options));
      round = { at: now(), looked: Promise.all(looks), queue: queueOf(options) };
    }
    const { at } = round;
    const [looked, queue] = await Promise.all([round.looked, round.queue]);
    return {
      status: overall(looked),
      generated_at: new Date(at).toISOString(),
      window_minutes: window.minutes,
      components: looked.map((one) => present(one, failures, window)),
      queue,
    };
  };
}

const shown: Readonly<Record<ComponentName, readonly [name: string, use: string]>> = {
  database: ["Database", "PostgreSQL with all records of the registry."],
  object_store: ["Object store", "S3 with the files and archives of all artifacts."],
  function: [
    "Ingest function",
    "The Lambda function that ingests. Always ok in a registry that ingests within the request.",
  ],
  hub: ["Hugging Face", "The hub that models and datasets come from."],
};

function present(
  { name, status, seconds, issue, at }: Looked,
  failures: FailureLog,
  window: Parameters<Deps["components"]>[0],
): Schemas["ComponentHealth"] {
  const [displayName, description] = shown[name];
  const history = failures.history(name, window.minutes);
  const severity = status === "critical" ? "error" : "warning";
  return {
    id: name,
    display_name: displayName,
    status,
    observed_at: at.toISOString(),
    description,
    metrics: { latency_seconds: seconds, failures: history.reduce((sum, minute) => sum + minute.failures, 0) },
    issues: issue === null ? [] : [{ code: status, severity, summary: issue }],
    ...(window.timeline ? { timeline: history.map(presentMinute) } : {}),
    last_error: failures.last(name),
  };
}

const presentMinute = ({ start, seconds, failures }: ReturnType<FailureLog["history"]>[number]) => ({
  bucket: start.toISOString(),
  value: seconds,
  unit: "seconds" as const,
  failures,
});

async function examine(probe: Probe, { failures, limits, now, log }: ComponentsOptions): Promise<Looked> {
  const { name } = probe;
  const started = performance.now();
  const ended = (status: Status, issue: string | null): Looked => {
    const seconds = (performance.now() - started) / 1000;
    failures.checked(name, seconds);
    if (issue !== null) failures.failed(name, issue);
    return { name, status, seconds, issue, at: new Date(now()) };
  };
  try {
    const degraded = await limited(probe.look, limits.lookMs);
    if (degraded !== null) return ended("degraded", degraded);
    const took = performance.now() - started;
    return took > limits.slowMs ? ended("degraded", `It took ${Math.round(took)} ms to answer`) : ended("ok", null);
  } catch (error) {
    log.warn({ component: name, err: error }, "component does not answer");
    return ended("critical", describeFault(error, limits.lookMs));
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

async function queueOf({ queue, limits, log }: ComponentsOptions): Promise<Schemas["Queue"]> {
  try {
    const { depth, oldestSeconds } = await limited(queue, limits.lookMs);
    return { depth, oldest_pending_seconds: oldestSeconds };
  } catch (error) {
    log.warn({ err: error }, "queue could not be counted");
    return { depth: null, oldest_pending_seconds: null };
  }
}

/** Nothing works without database or object store; without the others, artifacts can still be read. */
function overall(looked: readonly Looked[]): Status {
  const isCritical = ({ name, status }: Looked) =>
    status === "critical" && (name === "database" || name === "object_store");
  if (looked.some(isCritical)) return "critical";
  return looked.every(({ status }) => status === "ok") ? "ok" : "degraded";
}

/** The kind of a fault without its text, which may hold names and addresses. */
export function describeFault(error: unknown, limitMs: number | null = null): string {
  const { name, code, $metadata } = error as { name?: string; code?: unknown; $metadata?: { httpStatusCode?: number } };
  if (name === "TimeoutError" || name === "AbortError")
    return limitMs === null ? "It did not answer in time" : `It did not answer within ${limitMs / 1000} s`;
  if ($metadata?.httpStatusCode !== undefined) return `It answered ${$metadata.httpStatusCode} (${name})`;
  return typeof code === "string" ? `It could not be reached (${code})` : `It failed (${name ?? "unknown"})`;
}
