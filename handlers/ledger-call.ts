import type { CallbackLedger } from "../db/ingest/callback-ledger.ts";
import {
  type AnswerOf,
  type CallName,
  type CallOf,
  type LedgerCall,
  readBlob,
  readCompletion,
  readHold,
  readRejection,
  writeBlob,
  writeClaim,
} from "../db/ingest/ledger-bodies.ts";
import { readExchange, writeExchanged } from "../db/ingest/shares/bodies.ts";
import { LeaseLost } from "../domain/failure.ts";
import type { Handler, Schemas } from "./contract.ts";
import { badRequest, problem } from "./problems.ts";

/** Every call of the ledger, each with what it is answered with: a forgotten one does not compile. */
type Calls = { readonly [Name in CallName]: (call: CallOf<Name>, ledger: CallbackLedger) => Promise<AnswerOf<Name>> };

const done = async (work: Promise<void>): Promise<Schemas["LedgerDone"]> => {
  await work;
  return { answer: "LedgerDone" };
};

const calls: Calls = {
  LedgerClaim: async ({ artifact_id, holder, token, lease_seconds, max_attempts }, ledger) => {
    const request = { artifactId: artifact_id, holder, token, leaseSeconds: lease_seconds, maxAttempts: max_attempts };
    const claimed = await ledger.claim(request);
    if (claimed === null) return { answer: "LedgerClaimed" };
    return { answer: "LedgerClaimed", claim: writeClaim(claimed.claim, claimed.stages) };
  },
  LedgerRenew: ({ hold }, ledger) => done(ledger.renew(readHold(hold))),
  LedgerProgress: ({ hold, progress }, ledger) => done(ledger.progress(readHold(hold), progress)),
  LedgerMove: ({ hold, to }, ledger) => done(ledger.move(readHold(hold), to)),
  LedgerPin: async ({ hold, repository, ref, commit, bytes_total }, ledger) => ({
    answer: "LedgerPinned",
    registered_as: await ledger.pin(readHold(hold), { repository, ref, commit, bytesTotal: bytes_total }),
  }),
  LedgerReadme: ({ hold, readme }, ledger) => done(ledger.keepReadme(readHold(hold), readme)),
  LedgerDocumentPart: ({ hold, stage, part, parts, text }, ledger) =>
    done(ledger.savePart(readHold(hold), { stage, part, parts, text })),
  LedgerDocumentRead: async ({ hold, stage, from }, ledger) => {
    const { text, next } = await ledger.readPart(readHold(hold), stage, from);
    return { answer: "LedgerDocumentText", text, next };
  },
  LedgerBlobsFind: async ({ hold, wanted }, ledger) => {
    const hashes = wanted.map(({ sha256, git_sha1 }) => ({ sha256, gitSha1: git_sha1 }));
    const found = await ledger.blobs(readHold(hold)).find(hashes);
    return { answer: "LedgerBlobsFound", blobs: found.map(writeBlob) };
  },
  LedgerBlobsReference: ({ hold, blobs }, ledger) => done(ledger.blobs(readHold(hold)).reference(blobs)),
  LedgerBlobsStored: ({ hold, blobs }, ledger) => done(ledger.blobs(readHold(hold)).stored(blobs.map(readBlob))),
  LedgerBlobMissing: ({ hold, sha256 }, ledger) => done(ledger.blobs(readHold(hold)).missing(sha256)),
  LedgerParentScore: async ({ repository }, ledger) => ({
    answer: "LedgerParentScored",
    score: await ledger.parentScore(repository),
  }),
  LedgerDatasetOffer: async ({ repository }, ledger) => ({
    answer: "LedgerDatasetOffered",
    offered: await ledger.offersDataset(repository),
  }),
  LedgerSharePlan: async ({ hold, units }, ledger) => ({
    answer: "LedgerShareOpened",
    token: await ledger.shares.plan(readHold(hold), units),
  }),
  LedgerShareJoin: async ({ hold }, ledger) => ({
    answer: "LedgerShareJoined",
    ...(await ledger.shares.join(readHold(hold))),
  }),
  LedgerShareExchange: async (call, ledger) =>
    writeExchanged(await ledger.shares.exchange(readHold(call.hold), readExchange(call))),
  LedgerShareGiveBack: ({ hold, worker, number, bytes_fetched, failure = null }, ledger) =>
    done(ledger.shares.giveBack(readHold(hold), { worker, number, bytesFetched: bytes_fetched, failure })),
  LedgerShareReport: async ({ hold }, ledger) => ({
    answer: "LedgerShareReported",
    report: await ledger.shares.report(readHold(hold)),
  }),
  LedgerComplete: (call, ledger) => done(ledger.complete(readHold(call.hold), readCompletion(call))),
  LedgerReject: (call, ledger) => done(ledger.reject(readHold(call.hold), readRejection(call))),
  LedgerFail: ({ hold, failure, progress }, ledger) => done(ledger.fail(readHold(hold), { failure, progress })),
  LedgerRetryLater: ({ hold, failure, progress, message, pause_seconds }, ledger) =>
    done(ledger.retryLater(readHold(hold), { failure, progress, message, pauseSeconds: pause_seconds })),
  LedgerPostpone: ({ hold, message, pause_seconds }, ledger) =>
    done(ledger.postpone(readHold(hold), { message, pauseSeconds: pause_seconds })),
  LedgerHandOver: ({ hold }, ledger) => done(ledger.handOver(readHold(hold))),
  LedgerRelease: ({ hold }, ledger) => done(ledger.release(readHold(hold))),
};

/** One report of a worker that does not reach the database; the server has checked its signature. */
export const ledgerCall: Handler<"LedgerCall"> = async ({ body }, deps) => {
  if (deps.openLedger === null) return problem("no-callback");
  const leaseSeconds = "hold" in body ? body.hold.lease_seconds : body.call === "LedgerClaim" ? body.lease_seconds : 1;
  try {
    return { status: 200, body: await perform(body, deps.openLedger(leaseSeconds)) };
  } catch (error) {
    if (error instanceof LeaseLost) return problem("lease-lost", error.message);
    if (error instanceof RangeError) return badRequest("body", error.message);
    throw error;
  }
};

/** The table knows that a call goes with its own entry; the compiler would have to follow each member of the union. */
const perform = (call: LedgerCall, ledger: CallbackLedger): Promise<Schemas["LedgerAnswer"]> =>
  (calls[call.call] as (call: LedgerCall, ledger: CallbackLedger) => Promise<Schemas["LedgerAnswer"]>)(call, ledger);
