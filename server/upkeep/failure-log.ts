export type ComponentName = "database" | "object_store" | "function" | "hub";

interface Minute {
  readonly start: Date;
  /** The longest check in it. */
  seconds: number;
  failures: number;
}
interface LastError {
  readonly message: string;
  readonly at: string;
}

/** Failures that this server saw in its components, minute by minute for a day. */
export interface FailureLog {
  checked(name: ComponentName, seconds: number): void;
  failed(name: ComponentName, message: string): void;
  /** Minutes of the window in which the component was checked or failed, oldest first. */
  history(name: ComponentName, windowMinutes: number): readonly Readonly<Minute>[];
  /** The last failure; null when there was none. */
  last(name: ComponentName): LastError | null;
}

const MINUTE_MS = 60_000;
/** Minutes that are kept: the longest window of the contract. */
const KEPT = 1_440;

export function failureLog(now: () => number): FailureLog {
  const minutes = new Map<ComponentName, Minute[]>();
  const lastErrors = new Map<ComponentName, LastError>();
  const minuteOf = (name: ComponentName): Minute => {
    const start = new Date(Math.floor(now() / MINUTE_MS) * MINUTE_MS);
    const kept = minutes.get(name) ?? [];
    const newest = kept.at(-1);
    if (newest?.start.getTime() === start.getTime()) return newest;
    const minute: Minute = { start, seconds: 0, failures: 0 };
    minutes.set(name, [...kept.slice(1 - KEPT), minute]);
    return minute;
  };
  return {
    checked: (name, seconds) => {
      const minute = minuteOf(name);
      minute.seconds = Math.max(minute.seconds, seconds);
    },
    failed: (name, message) => {
      minuteOf(name).failures += 1;
      lastErrors.set(name, { message: message.slice(0, 200), at: new Date(now()).toISOString() });
    },
    history: (name, windowMinutes) => {
      const from = now() - windowMinutes * MINUTE_MS;
      return (minutes.get(name) ?? []).filter(({ start }) => start.getTime() > from - MINUTE_MS);
    },
    last: (name) => lastErrors.get(name) ?? null,
  };
}
