import { ANSWERS, type AnswerOf, type CallName, type CallOf, type LedgerCall } from "../../db/ingest/ledger-bodies.ts";
import { type Backoff, backoffMs } from "../../domain/backoff.ts";
import { IngestFailure, LeaseLost } from "../../domain/failure.ts";
import { isLedgerAnswer, isLedgerCall, type Validator } from "../../generated/validators.js";
import type { Clock, Log } from "../ports.ts";
import type { Exchange, ExchangeAnswer } from "./exchange.ts";

/** How often and how long a call is tried. */
export interface Patience {
  readonly tries: number;
  /** Milliseconds for one try. */
  readonly timeoutMs: number;
}

/** For calls that are repeated soon anyway. */
export const BRIEF: Patience = { tries: 2, timeoutMs: 5_000 };
/** For most calls: outlasts a restart of the server. */
export const PATIENT: Patience = { tries: 9, timeoutMs: 30_000 };
/** For calls that make the server delete objects. */
export const LONG: Patience = { tries: 5, timeoutMs: 120_000 };

export interface CallerOptions {
  readonly exchange: Exchange;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
}

/** Sends a call until it is answered; returns the answer of its kind. */
export type CallLedger = <Name extends CallName>(call: CallOf<Name>, patience: Patience) => Promise<AnswerOf<Name>>;

/** The registry refused a report for good: wrong secret, clock or version. */
export class CallbackRefused extends Error {
  override readonly name = "CallbackRefused";
  /** HTTP status of the answer; 403 is about the signature. */
  readonly status: number;
  constructor(call: CallName, status: number, detail: string) {
    super(`The registry refused ${call} with ${status}: ${detail}`);
    this.status = status;
  }
}

const PAUSES: Backoff = { firstMs: 250, maxMs: 10_000 };

/**
 * Calls the ledger on the server. Both bodies are checked against the contract. Network errors and 408, 429 and 5xx are
 * retried with growing, random pauses; the last one throws IngestFailure("storage_unavailable"). 409 throws LeaseLost;
 * any other status throws CallbackRefused with the server's detail.
 */
export function ledgerCaller(options: CallerOptions): CallLedger {
  const { exchange, clock, random, log } = options;
  return async <Name extends CallName>(call: CallOf<Name>, patience: Patience): Promise<AnswerOf<Name>> => {
    assertValid(isLedgerCall, call, `the call ${call.call}`);
    const json = JSON.stringify(call);
    for (let failures = 1; ; failures++) {
      const outcome = await attempt(() => exchange.post(json, patience.timeoutMs));
      if ("answer" in outcome) return accepted(call, outcome.answer) as AnswerOf<Name>;
      const { cause, askedMs } = outcome;
      if (failures >= patience.tries)
        throw new IngestFailure("storage_unavailable", "the registry did not accept the report", { cause });
      log.warn("report retried", { call: call.call, failures, cause: String(cause) });
      await clock.sleep(backoffMs(failures, PAUSES, random, Math.min(askedMs ?? 0, PAUSES.maxMs)));
    }
  };
}

type Outcome = { readonly answer: ExchangeAnswer } | { readonly cause: Error; readonly askedMs: number | null };

async function attempt(send: () => Promise<ExchangeAnswer>): Promise<Outcome> {
  try {
    const answer = await send();
    const passing = answer.status >= 500 || answer.status === 429 || answer.status === 408;
    if (!passing) return { answer };
    const cause = new Error(`the registry answered ${answer.status}: ${detailOf(answer.body)}`);
    return { cause, askedMs: answer.retryAfterMs };
  } catch (error) {
    return { cause: error as Error, askedMs: null };
  }
}

function accepted(call: LedgerCall, { status, body }: ExchangeAnswer): unknown {
  if (status === 409 && "hold" in call) throw new LeaseLost(call.hold.artifact_id);
  if (status !== 200) throw new CallbackRefused(call.call, status, detailOf(body));
  assertValid(isLedgerAnswer, body, `the answer to ${call.call}`);
  const { answer } = body as AnswerOf<CallName>;
  const expected = call.call in ANSWERS ? ANSWERS[call.call as keyof typeof ANSWERS] : "LedgerDone";
  if (answer !== expected) throw new TypeError(`${call.call} was answered as ${answer}`);
  return body;
}

function assertValid(validate: Validator, value: unknown, what: string): void {
  if (validate(value)) return;
  const faults = (validate.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`);
  throw new TypeError(`${what} breaks the contract: ${faults.join("; ")}`);
}

const detailOf = (body: unknown): string =>
  String((body as { detail?: unknown } | null | undefined)?.detail ?? "no reason given").slice(0, 1000);
