import type { Logger } from "pino";
import type { AttemptResult, DueDelivery, WebhookStore } from "../../../db/catalogue/webhooks.ts";
import { AddressRefused } from "../../../domain/address.ts";
import { presentArtifact } from "../../../handlers/present.ts";
import { type Rounds, rounds } from "../../ingest/rounds.ts";
import type { Post } from "./post.ts";
import { signatureOf } from "./signature.ts";

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

/** Deliveries under way at once, and full batches per round. */
const BATCH = 10;
const BATCHES = 10;

/**
 * Sends what is due, at least once: several servers may run it, each takes deliveries of its own. The receiver tells
 * repeats by the delivery's id.
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
    options.log.error({ err: error }, "callbacks could not be sent; the next round tries again");
  }
}

async function attempt(delivery: DueDelivery, options: OutboxOptions, signal: AbortSignal): Promise<void> {
  const result = await outcomeOf(delivery, options, signal);
  if (result.error !== null && signal.aborted) return;
  const fields = { delivery: delivery.id, artifact_id: delivery.artifact.id, attempt: delivery.attempt };
  if (result.error === null) options.log.info({ ...fields, status: result.status }, "a callback was delivered");
  else options.log.warn({ ...fields, status: result.status, reason: result.error }, "a callback was not delivered");
  try {
    await options.store.note(delivery.id, result, options.maxAttempts);
  } catch (error) {
    options.log.error({ ...fields, err: error }, "a callback's result could not be recorded; it is sent again");
  }
}

async function outcomeOf(delivery: DueDelivery, options: OutboxOptions, signal: AbortSignal): Promise<AttemptResult> {
  const nowMs = options.now();
  const artifact = presentArtifact(delivery.artifact, new Date(nowMs), null);
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
    return { status: null, error: inWords(error) };
  }
}

/** The address may hold a secret of its receiver: nothing of the error but its kind is kept. */
function inWords(error: unknown): string {
  const { name, code, cause } = error as Error & { code?: unknown };
  const refused = [error, cause].find((one) => one instanceof AddressRefused);
  if (refused !== undefined) return "The receiver has an address or a port that callbacks must not go to";
  if (name === "TimeoutError") return "The receiver did not answer in time";
  return `The receiver could not be reached (${typeof code === "string" ? code : name})`;
}
