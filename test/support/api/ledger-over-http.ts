import { randomUUID } from "node:crypto";
import type { Ledger } from "../../../db/ingest/ledger.ts";
import { ledgerCaller } from "../../../lambda/callback/call.ts";
import { type Exchange, signedExchange } from "../../../lambda/callback/exchange.ts";
import { httpLedger } from "../../../lambda/callback/ledger.ts";
import { silentLog } from "../transfer/transfer-world.ts";
import type { TestApi } from "./api.ts";
import { CALLBACK_SECRET } from "./callback.ts";

/** The ledger as a function uses it that cannot reach the database; `closings` receives how to close it. */
export function ledgerOverHttp(
  api: TestApi,
  closings: (() => Promise<void>)[],
  alter: (exchange: Exchange) => Exchange = (exchange) => exchange,
): Ledger {
  const clock = { now: () => api.clock.now.getTime(), sleep: async () => undefined };
  const url = new URL(api.url);
  const exchange = signedExchange({ url, secret: CALLBACK_SECRET, now: () => clock.now(), newId: randomUUID });
  closings.push(() => exchange.close());
  const call = ledgerCaller({ exchange: alter(exchange), clock, random: () => 0, log: silentLog });
  return httpLedger({ call, leaseSeconds: 30, clock, newId: randomUUID });
}

/** The server does what it is told, and every second answer is lost on its way. */
export function losingAnswers(exchange: Exchange): Exchange {
  let posts = 0;
  return {
    ...exchange,
    post: async (json, timeoutMs) => {
      const answer = await exchange.post(json, timeoutMs);
      if (posts++ % 2 === 0) throw new Error("the connection was reset");
      return answer;
    },
  };
}
