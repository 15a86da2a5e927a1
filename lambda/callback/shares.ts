import { writeHold } from "../../db/ingest/ledger-bodies.ts";
import { readExchanged, writeExchange } from "../../db/ingest/shares/bodies.ts";
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
    exchange: async (share, work) => {
      // Work that is only renewed is renewed again soon.
      const patience = work.wants || work.finished.length > 0 ? PATIENT : BRIEF;
      return readExchanged(await call(writeExchange(held(share), work), patience));
    },
    giveBack: async (share, { worker, number, bytesFetched, failure }) => {
      const hold = held(share);
      const given = { worker, number, bytes_fetched: bytesFetched, ...(failure === null ? {} : { failure }) };
      await call({ call: "LedgerShareGiveBack", hold, ...given }, PATIENT);
    },
    report: async (claim) => (await call({ call: "LedgerShareReport", hold: held(claim) }, PATIENT)).report,
  };
}
