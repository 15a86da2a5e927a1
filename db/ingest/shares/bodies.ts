/** How the values of a share are written in the bodies of reports over HTTP, in both directions. */
import type { components } from "../../../generated/api.ts";
import { type CallOf, readBlob, writeBlob } from "../ledger-bodies.ts";
import type { FinishedUnit, NextRequest, ShareState, TakenUnit } from "./ledger.ts";

type Schemas = components["schemas"];

const writeFinished = ({ number, blob, bytesFetched, report }: FinishedUnit): Schemas["LedgerFinishedUnit"] => ({
  number,
  ...(blob === null ? {} : { blob: writeBlob(blob) }),
  bytes_fetched: bytesFetched,
  report,
});
const readFinished = ({ number, blob, bytes_fetched, report }: Schemas["LedgerFinishedUnit"]): FinishedUnit => ({
  number,
  blob: blob === undefined ? null : readBlob(blob),
  bytesFetched: bytes_fetched,
  report,
});

export const writeNext = (
  hold: Schemas["LedgerHold"],
  { worker, finished }: NextRequest,
): CallOf<"LedgerShareNext"> => ({
  call: "LedgerShareNext",
  hold,
  worker,
  ...(finished === null ? {} : { finished: writeFinished(finished) }),
});
export const readNext = ({ worker, finished }: CallOf<"LedgerShareNext">): NextRequest => ({
  worker,
  finished: finished === undefined ? null : readFinished(finished),
});

export const writeTaken = ({ number, bytes, known, takenOver }: TakenUnit): Schemas["LedgerTakenUnit"] => ({
  number,
  bytes,
  ...(known === null ? {} : { known: writeBlob(known) }),
  taken_over: takenOver,
});
export const readTaken = ({ number, bytes, known, taken_over }: Schemas["LedgerTakenUnit"]): TakenUnit => ({
  number,
  bytes,
  known: known === undefined ? null : readBlob(known),
  takenOver: taken_over,
});

export const writeState = (state: ShareState): Schemas["LedgerShareState"] => {
  const { bytesDone, filesDone, bytesFetched, bytesSaved, failure, ...same } = state;
  return {
    ...same,
    bytes_done: bytesDone,
    files_done: filesDone,
    bytes_fetched: bytesFetched,
    bytes_saved: bytesSaved,
    ...(failure === null ? {} : { failure }),
  };
};
export const readState = (written: Schemas["LedgerShareState"]): ShareState => {
  const { bytes_done, files_done, bytes_fetched, bytes_saved, failure = null, ...same } = written;
  return {
    ...same,
    bytesDone: bytes_done,
    filesDone: files_done,
    bytesFetched: bytes_fetched,
    bytesSaved: bytes_saved,
    failure,
  };
};
