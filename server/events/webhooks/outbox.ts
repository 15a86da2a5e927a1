import type { Logger } from "pino";
import type { AttemptResult, DueDelivery, WebhookStore } from "../../../db/catalogue/webhooks.ts";
import { AddressRefused } from "../../../domain/address.ts";
import { presentUnlinked } from "../../../handlers/present.ts";
import { type Rounds, rounds } from "../../ingest/rounds.ts";
import { type Post, signatureOf } from "./post.ts";

export interface OutboxOptions {
  readonly store: WebhookStore;
  readonly post: Post;
  readonly secret: string;
  readonly maxAttempts: number;
  readonly intervalMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Concurrent deliveries, and full batches per round. */
const BATCH = 10;
const BATCHES = 10;

/**
 * Sends due deliveries, each at least once. Several servers may run it: each takes its own. Receivers recognise repeats
 * by the id of the delivery.
 */
export function startOutbox(options: OutboxOptions): Rounds {
  const stopping = new AbortController();
  const sending = rounds(options.intervalMs, () => sendDue(options, stopping.signal));
  return {
    run: sending.run,
    stop: async () => {
      stopping.abort(new Error("the server stops"));
      await sending.stop();
    },
  };
}

async function sendDue(options: OutboxOptions, signal: AbortSignal): Promise<void> {
  try {
    for (let batch = 0; batch < BATCHES && !signal.aborted; batch++) {
      const due = await options.store.takeDue(BATCH, options.maxAttempts);
      await Promise.all(due.map((delivery) => attempt(delivery, options, signal)));
      if (due.length < BATCH) return;
    }
  } catch (error) {
    options.log.error({ err: error }, "callback round failed; the next one tries again");
  }
}

async function attempt(delivery: DueDelivery, options: OutboxOptions, signal: AbortSignal): Promise<void> {
  const result = await send(delivery, options, signal);
  if (result.error !== null && signal.aborted) return;
  const fields = { delivery: delivery.id, artifact_id: delivery.artifact.id, attempt: delivery.attempt };
  if (result.error === null) options.log.info({ ...fields, status: result.status }, "callback delivered");
  else options.log.warn({ ...fields, status: result.status, reason: result.error }, "callback not delivered");
  try {
    await options.store.note(delivery.id, result, options.maxAttempts);
  } catch (error) {
    options.log.error({ ...fields, err: error }, "callback result could not be recorded; it is sent again");
  }
}

async function send(delivery: DueDelivery, options: OutboxOptions, signal: AbortSignal): Promise<AttemptResult> {
  const nowMs = options.now();
  const artifact = presentUnlinked(delivery.artifact, new Date(nowMs));
  const body = JSON.stringify({ delivery_id: delivery.id, artifact });
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": "gatehouse",
    "X-Gatehouse-Delivery": delivery.id,
    "X-Gatehouse-Signature": signatureOf(options.secret, body, nowMs),
  };
  try {
    const status = await options.post({ url: new URL(delivery.url), headers, body, signal });
    return { status, error: status >= 200 && status < 300 ? null : `The receiver answered ${status}` };
  } catch (error) {
    return { status: null, error: describe(error) };
  }
}

/** Only the kind of the error: the address may hold a secret of its receiver. */
function describe(error: unknown): string {
  const { name, code, cause } = error as Error & { code?: unknown };
  const refused = [error, cause].find((one) => one instanceof AddressRefused);
  if (refused !== undefined) return "The receiver has an address or a port that callbacks must not go to";
  if (name === "TimeoutError") return "The receiver did not answer in time";
  return `The receiver could not be reached (${typeof code === "string" ? code : name})`;
}
