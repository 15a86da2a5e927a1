import type { components } from "../../generated/api.ts";
import type { ProgressState } from "./progress-writer.ts";

type StageTime = components["schemas"]["StageTime"];

/**
 * When each stage began and how long it took. `previous` is what an earlier invocation wrote: a continuation of the same
 * attempt goes on with its running stage, a new attempt keeps what earlier ones finished.
 */
export function stageTimes(previous: ProgressState | null, attempt: number) {
  const known = previous?.stages ?? [];
  let times: readonly StageTime[] =
    previous?.attempt === attempt ? known : known.filter(({ seconds }) => seconds !== null);
  return {
    enter(stage: ProgressState["stage"], now: number): void {
      if (times.at(-1)?.stage === stage && times.at(-1)?.seconds === null) return;
      const ended = times.map((time) => (time.seconds === null ? { ...time, seconds: secondsSince(time, now) } : time));
      const begun = stage === "done" ? [] : [{ stage, started_at: new Date(now).toISOString(), seconds: null }];
      times = [...ended.filter((time) => time.stage !== stage), ...begun];
    },
    list: () => times,
  };
}

const secondsSince = ({ started_at }: StageTime, now: number): number =>
  Math.max(0, now - Date.parse(started_at)) / 1000;
