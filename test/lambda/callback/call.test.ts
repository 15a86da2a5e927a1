import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { IngestFailure, LeaseLost } from "../../../domain/failure.ts";
import { BRIEF, CallbackRefused, ledgerCaller, PATIENT } from "../../../lambda/callback/call.ts";
import { type Exchange, type ExchangeAnswer, signedExchange } from "../../../lambda/callback/exchange.ts";
import { CALLBACK_SECRET } from "../../support/api/callback.ts";

const renew = {
  call: "LedgerRenew",
  hold: { artifact_id: 7, token: "0b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a01", lease_seconds: 30 },
} as const;
const done: ExchangeAnswer = { status: 200, body: { answer: "LedgerDone" }, retryAfterMs: null };
const refusal = (status: number, detail: string, retryAfterMs: number | null = null): ExchangeAnswer => ({
  status,
  body: { detail },
  retryAfterMs,
});

/** A caller whose exchange answers from a list; the last entry repeats for ever. */
function aCaller(script: readonly (ExchangeAnswer | Error)[], random = 0) {
  const sent: string[] = [];
  const slept: number[] = [];
  const logged: unknown[] = [];
  const note = (message: string, fields?: Record<string, unknown>) => void logged.push({ message, ...fields });
  const exchange: Exchange = {
    post: async (json) => {
      const next = script[Math.min(sent.length, script.length - 1)] as ExchangeAnswer | Error;
      sent.push(json);
      if (next instanceof Error) throw next;
      return next;
    },
    close: async () => undefined,
  };
  const call = ledgerCaller({
    exchange,
    clock: { now: () => 0, sleep: async (milliseconds) => void slept.push(milliseconds) },
    random: () => random,
    log: { debug: note, info: note, warn: note, error: note },
  });
  return { call, sent, slept, logged };
}

test("a call survives network errors and temporary refusals, with growing pauses", async () => {
  const passing = [new Error("ECONNRESET"), refusal(503, "busy"), refusal(429, "slow"), refusal(500, "oops"), done];
  const { call, sent, slept } = aCaller(passing);
  expect(await call(renew, PATIENT)).toEqual({ answer: "LedgerDone" });
  expect(sent).toHaveLength(5);
  expect(slept).toEqual([125, 250, 500, 1000]);
});

test("pauses are random, respect Retry-After, and stay bounded", async () => {
  expect(await aCaller([new Error("x"), done], 0.99).call(renew, PATIENT)).toEqual({ answer: "LedgerDone" });
  const late = aCaller([new Error("x"), done], 0.99);
  await late.call(renew, PATIENT);
  expect(late.slept).toEqual([249]);
  const asked = aCaller([refusal(503, "away", 5_000), refusal(503, "away", 3_600_000), done]);
  await asked.call(renew, PATIENT);
  expect(asked.slept).toEqual([5_000, 10_000]);
});

test("an unreachable registry is storage_unavailable after the call's number of tries", async () => {
  const { call, sent } = aCaller([new Error("connect ECONNREFUSED 10.0.0.7:443")]);
  const failed = await call(renew, BRIEF).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(IngestFailure);
  expect(failed).toMatchObject({ code: "storage_unavailable", detail: "the registry did not accept the report" });
  expect(sent).toHaveLength(BRIEF.tries);
});

test("a 409 response stops the work as a lost lease", async () => {
  const { call, sent } = aCaller([refusal(409, "Another worker took over artifact 7")]);
  await expect(call(renew, PATIENT)).rejects.toThrow(LeaseLost);
  expect(sent).toHaveLength(1);
});

test.each([400, 403, 404, 413, 302])("a response %i is not retried, and its detail is reported", async (status) => {
  const { call, sent } = aCaller([refusal(status, "The report's time is 400 s behind this server's clock")]);
  const failed = await call(renew, PATIENT).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(CallbackRefused);
  expect(String(failed)).toContain(`LedgerRenew with ${status}: The report's time is 400 s behind`);
  expect(sent).toHaveLength(1);
});

test("a call that breaks the contract is not sent, and such an answer is refused", async () => {
  const wrong = aCaller([done]);
  await expect(wrong.call({ ...renew, hold: { ...renew.hold, lease_seconds: 0 } }, PATIENT)).rejects.toThrow(
    /the call LedgerRenew breaks the contract: \/hold\/lease_seconds/,
  );
  expect(wrong.sent).toEqual([]);
  const liar = aCaller([{ ...done, body: { answer: "LedgerClaimed", claim: {} } }]);
  await expect(liar.call(renew, PATIENT)).rejects.toThrow(/the answer to LedgerRenew breaks the contract/);
  await expect(aCaller([{ ...done, body: undefined }]).call(renew, PATIENT)).rejects.toThrow(TypeError);
});

test("an answer to another call is refused", async () => {
  const other = aCaller([{ ...done, body: { answer: "LedgerBlobsFound", blobs: [] } }]);
  await expect(other.call(renew, PATIENT)).rejects.toThrow(/LedgerRenew was answered as LedgerBlobsFound/);
});

test("the log of a retried call contains neither the secret nor a signature", async () => {
  const { call, logged } = aCaller([new Error("reset"), done]);
  await call(renew, PATIENT);
  expect(logged).toEqual([expect.objectContaining({ message: "report retried", call: "LedgerRenew" })]);
  expect(JSON.stringify(logged)).not.toMatch(/v1=|secret/);
});

test("every try is signed separately, below the address's path, and a silent server times out", async () => {
  const seen: { path: string; nonce: string }[] = [];
  let isAwake = false;
  const server = createServer((request, response) => {
    seen.push({ path: request.url ?? "", nonce: String(request.headers["x-callback-nonce"]) });
    if (isAwake) response.setHeader("Content-Type", "application/json").end('{"answer":"LedgerDone"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/behind/proxy/`);
  let id = 0;
  const exchange = signedExchange({ url, secret: CALLBACK_SECRET, now: Date.now, newId: () => `nonce-number-${id++}` });
  const { log } = { log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} } };
  const call = ledgerCaller({ exchange, clock: { now: Date.now, sleep: async () => {} }, random: () => 0, log });
  const answer = call(renew, { tries: 1_000_000, timeoutMs: 300 });
  await expect.poll(() => seen.length).toBeGreaterThan(1);
  isAwake = true;
  expect(await answer).toEqual({ answer: "LedgerDone" });
  expect(new Set(seen.map(({ path }) => path))).toEqual(new Set(["/behind/proxy/internal/ledger"]));
  expect(new Set(seen.map(({ nonce }) => nonce)).size).toBe(seen.length);
  expect(seen[0]?.nonce).toMatch(/^nonce-number-\d+$/);
  await exchange.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
