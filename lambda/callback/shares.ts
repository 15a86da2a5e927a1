import { writeHold } from "../../db/ingest/ledger-bodies.ts";
import { readState, readTaken, writeNext } from "../../db/ingest/shares/bodies.ts";
import type { ShareLedger } from "../../db/ingest/shares/ledger.ts";
import type { Held } from "../../domain/failure.ts";
import { BRIEF, PATIENT } from "./call.ts";
import { type DocumentOptions, readDocument } from "./documents.ts";

/** Shared transfers over HTTP: the server makes the same changes as the database ledger. */
export function httpShares(options: DocumentOptions): ShareLedger {
  const { call, leaseSeconds } = options;
  const held = (it: Held) => writeHold(it, leaseSeconds);
  return {
    plan: async (claim, units) =>
      (await call({ call: "LedgerSharePlan", hold: held(claim), units: [...units] }, PATIENT)).token,
    join: async (share) => {
      const { name } = await call({ call: "LedgerShareJoin", hold: held(share) }, PATIENT);
      return { name, resolved: await readDocument(options, share, "resolve") };
    },
    next: async (share, request) => {
      const { unit, state } = await call(writeNext(held(share), request), PATIENT);
      return { unit: unit === undefined ? null : readTaken(unit), state: readState(state) };
    },
    renew: async (share, { worker, number, bytesDone }) => {
      const hold = held(share);
      const { state } = await call({ call: "LedgerShareRenew", hold, worker, number, bytes_done: bytesDone }, BRIEF);
      return state === undefined ? null : readState(state);
    },
    giveBack: async (share, { worker, number, bytesFetched, failure }) => {
      const hold = held(share);
      const given = { worker, number, bytes_fetched: bytesFetched, ...(failure === null ? {} : { failure }) };
      await call({ call: "LedgerShareGiveBack", hold, ...given }, PATIENT);
    },
    budget: async (share, { identity, known }) =>
      (await call({ call: "LedgerShareBudget", hold: held(share), identity, known: [...known] }, BRIEF)).known,
    report: async (claim) => (await call({ call: "LedgerShareReport", hold: held(claim) }, PATIENT)).report,
  };
}
