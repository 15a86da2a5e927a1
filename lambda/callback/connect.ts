import { randomUUID } from "node:crypto";
import type { Ledger } from "../../db/ingest/ledger.ts";
import type { Clock, Log } from "../ports.ts";
import { ledgerCaller } from "./call.ts";
import { signedExchange } from "./exchange.ts";
import { httpLedger } from "./ledger.ts";

export interface CallbackConnection {
  readonly ledger: Ledger;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** The registry's address. */
  readonly url: URL;
  readonly secret: string;
  readonly leaseSeconds: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** A ledger that reports to the registry's server; nothing is connected before the first call. */
export function connectCallback({ url, secret, leaseSeconds, clock, random, log }: ConnectOptions): CallbackConnection {
  const exchange = signedExchange({ url, secret, now: () => clock.now(), newId: randomUUID });
  const call = ledgerCaller({ exchange, clock, random, log });
  return { ledger: httpLedger({ call, leaseSeconds, clock, newId: randomUUID }), close: () => exchange.close() };
}
