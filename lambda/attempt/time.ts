import type { IngestConfig } from "../config.ts";
import type { ProgressState } from "./progress-writer.ts";

/** Seconds to wait after the given attempt (1 or more) before the next one. */
export const pauseAfter = (attempt: number, { pauseSeconds }: IngestConfig["attempts"]): number =>
  pauseSeconds * 3 ** (attempt - 1);

/** Progress at the last hand-over to a continuation, and how many hand-overs in a row came without any. */
export interface HandOverMark {
  readonly stage: string;
  readonly bytesDone: number;
  readonly filesDone: number;
  readonly standstills: number;
  /** True when the attempt must end instead. */
  readonly stalled: boolean;
}

/** Hand-overs in a row without progress after which an attempt ends. */
const MAX_STANDSTILLS = 2;

export function nextMark(previous: HandOverMark | undefined, progress: ProgressState): HandOverMark {
  const here = { stage: progress.stage, bytesDone: progress.bytes_done, filesDone: progress.files_done };
  const moved =
    previous === undefined ||
    here.stage !== previous.stage ||
    here.bytesDone > previous.bytesDone ||
    here.filesDone > previous.filesDone;
  const standstills = moved ? 0 : previous.standstills + 1;
  return { ...here, standstills, stalled: standstills >= MAX_STANDSTILLS };
}
