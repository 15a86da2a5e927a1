import type { Progress } from "../../db/ingest/ledger.ts";

/** How far the chain of invocations had come at its last hand-over, and how often it stood still. */
export interface ChainMark {
  readonly stage: string;
  readonly bytesDone: number;
  readonly filesDone: number;
  /** Hand-overs in a row without progress. */
  readonly standstills: number;
  /** True when the chain must end. */
  readonly stalled: boolean;
}

/** Standing still this often in a row ends the chain. */
const MAX_STANDSTILLS = 2;

export function nextMark(previous: ChainMark | undefined, progress: Progress): ChainMark {
  const here = { stage: progress.stage, bytesDone: progress.bytes_done, filesDone: progress.files_done };
  const moved =
    previous === undefined ||
    here.stage !== previous.stage ||
    here.bytesDone > previous.bytesDone ||
    here.filesDone > previous.filesDone;
  const standstills = moved ? 0 : previous.standstills + 1;
  return { ...here, standstills, stalled: standstills >= MAX_STANDSTILLS };
}
