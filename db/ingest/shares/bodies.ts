/** How the values of a share are written in the bodies of reports over HTTP, in both directions. */
import type { components } from "../../../generated/api.ts";
import { type AnswerOf, type CallOf, readBlob, writeBlob } from "../ledger-bodies.ts";
import type { FinishedUnit, ShareNews, ShareState, TakenUnit, WorkerReport } from "./ledger.ts";

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

export const writeExchange = (
  hold: Schemas["LedgerHold"],
  { worker, finished, moving, wants, budget }: WorkerReport,
): CallOf<"LedgerShareExchange"> => ({
  ...{ call: "LedgerShareExchange", hold, worker, wants },
  finished: finished.map(writeFinished),
  moving: moving.map(({ number, bytesDone }) => ({ number, bytes_done: bytesDone })),
  budget: { identity: budget.identity, known: [...budget.known] },
});
export const readExchange = ({
  worker,
  finished,
  moving,
  wants,
  budget,
}: CallOf<"LedgerShareExchange">): WorkerReport => ({
  ...{ worker, wants, budget },
  finished: finished.map(readFinished),
  moving: moving.map(({ number, bytes_done }) => ({ number, bytesDone: bytes_done })),
});

export const writeExchanged = ({ unit, held, state, known }: ShareNews): AnswerOf<"LedgerShareExchange"> => ({
  answer: "LedgerShareExchanged",
  ...(unit === null ? {} : { unit: writeTaken(unit) }),
  ...{ held: [...held], state: writeState(state), known: [...known] },
});
export const readExchanged = ({ unit, held, state, known }: AnswerOf<"LedgerShareExchange">): ShareNews => ({
  unit: unit === undefined ? null : readTaken(unit),
  ...{ held, state: readState(state), known },
});

const writeTaken = ({ number, bytes, known, takenOver }: TakenUnit): Schemas["LedgerTakenUnit"] => ({
  number,
  bytes,
  ...(known === null ? {} : { known: writeBlob(known) }),
  taken_over: takenOver,
});
const readTaken = ({ number, bytes, known, taken_over }: Schemas["LedgerTakenUnit"]): TakenUnit => ({
  number,
  bytes,
  known: known === undefined ? null : readBlob(known),
  takenOver: taken_over,
});

const writeState = (state: ShareState): Schemas["LedgerShareState"] => {
  const { bytesDone, filesDone, bytesFetched, bytesSaved, lanes, failure, ...same } = state;
  return {
    ...same,
    lanes: lanes.map(({ worker, number, ...lane }) => ({
      ...{ worker, number, bytes_done: lane.bytesDone, unit_bytes_done: lane.unitBytesDone },
    })),
    bytes_done: bytesDone,
    files_done: filesDone,
    bytes_fetched: bytesFetched,
    bytes_saved: bytesSaved,
    ...(failure === null ? {} : { failure }),
  };
};
const readState = (written: Schemas["LedgerShareState"]): ShareState => {
  const { bytes_done, files_done, bytes_fetched, bytes_saved, lanes, failure = null, ...same } = written;
  return {
    ...same,
    lanes: lanes.map(({ worker, number, ...lane }) => ({
      ...{ worker, number, bytesDone: lane.bytes_done, unitBytesDone: lane.unit_bytes_done },
    })),
    bytesDone: bytes_done,
    filesDone: files_done,
    bytesFetched: bytes_fetched,
    bytesSaved: bytes_saved,
    failure,
  };
};
