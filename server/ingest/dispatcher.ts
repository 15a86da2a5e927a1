import { setTimeout as pause } from "node:timers/promises";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import pLimit from "p-limit";
import type { Logger } from "pino";
import type { DispatchStore, Due } from "../../db/ingest/dispatch.ts";
import type { components } from "../../generated/api.ts";

export type IngestEvent = components["schemas"]["IngestEvent"];

/** The event for the ingest function: the seed's payload plus the id that joins the logs. */
export const toEvent = (due: Due): IngestEvent => ({
  artifact_id: due.artifactId,
  source_url: due.url,
  artifact_type: due.link.type,
  revision: due.link.revision,
  name: due.name,
  correlation_id: due.correlationId,
});

export interface Dispatcher {
  /**
   * Invokes the function for one committed artifact, soon: no request waits for the call, and few calls are in flight
   * at once, however many links come in. Never throws: failed calls, and artifacts beyond the backlog, are left to the
   * sweeper.
   */
  dispatch(artifactId: number): Promise<void>;
  /** Invokes the function for every artifact that has waited too long. Returns how many there were. */
  dispatchDue(): Promise<number>;
  /** Starts no more calls; resolves when none is in flight. Artifacts that still wait are left to the sweeper. */
  settled(): Promise<void>;
}

export interface DispatcherOptions {
  readonly store: Pick<DispatchStore, "take" | "takeDue" | "noteError">;
  readonly send: Send;
  /** Called for each call that failed. */
  readonly onFailure?: () => void;
  readonly log: Logger;
}

/** Artifacts per round: bounds how many calls one server makes at once. */
const BATCH = 20;
/** Full rounds in a row before the sweeper goes on to its other work. */
const ROUNDS = 10;
/** Concurrent calls for fresh artifacts: they share the processor with the requests that post more. */
const LANES = 4;
/**
 * Calls for fresh artifacts in a second, the first hundred at once. A call costs more processor time than accepting a
 * link: without a pace, a flood of links would halve the rate of answers, to start functions that then queue anyway.
 */
const PER_SECOND = 100;
/** Fresh artifacts that wait for a lane; the sweeper finds those beyond at its next round. */
const BACKLOG = 1_000;

/** Carries an event to the ingest function; resolves when it was accepted. */
export type Send = (event: IngestEvent) => Promise<void>;

export function lambdaSend(client: LambdaClient, functionName: string): Send {
  return async (event) => {
    const command = new InvokeCommand({
      FunctionName: functionName,
      InvocationType: "Event",
      Payload: Buffer.from(JSON.stringify(event)),
    });
    const answer = await client.send(command);
    if (answer.StatusCode !== 202) throw new Error(`the function's service answered ${answer.StatusCode}`);
  };
}

/** Readers see this code; the text of a fault, which may hold names and addresses, is for the log. */
function dispatchFaultCode(error: unknown): string {
  const { name, code, $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  if (name === "TooManyRequestsException" || $metadata?.httpStatusCode === 429) return "throttled";
  if (name === "ResourceNotFoundException" || $metadata?.httpStatusCode === 404) return "function_not_found";
  if ($metadata?.httpStatusCode === 401 || $metadata?.httpStatusCode === 403) return "access_denied";
  if (name === "TimeoutError" || code === "ETIMEDOUT") return "timed_out";
  if (typeof code === "string" && /^(ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|EPIPE)/.test(code)) return "unreachable";
  return "failed";
}

export function createDispatcher({ store, send, onFailure, log }: DispatcherOptions): Dispatcher {
  const invoke = async (due: Due): Promise<void> => {
    try {
      await send(toEvent(due));
    } catch (error) {
      onFailure?.();
      const code = dispatchFaultCode(error);
      log.warn({ artifact_id: due.artifactId, correlation_id: due.correlationId, code, err: error }, "dispatch failed");
      await store.noteError(due.artifactId, code);
    }
  };
  let stopping = false;
  const dispatchInTurn = async (artifactId: number): Promise<void> => {
    // At a stop nothing waits for its turn first.
    if (!stopping) await turn();
    if (stopping) return;
    try {
      const due = await store.take(artifactId);
      if (due !== null) await invoke(due);
    } catch (error) {
      log.error({ artifact_id: artifactId, err: error }, "dispatch could not be recorded");
    }
  };
  const lanes = pLimit(LANES);
  const turn = paced(PER_SECOND);
  const inFlight = new Set<Promise<void>>();
  return {
    dispatch: async (artifactId) => {
      if (lanes.pendingCount >= BACKLOG) return;
      const call = lanes(() => dispatchInTurn(artifactId)).finally(() => inFlight.delete(call));
      inFlight.add(call);
    },
    dispatchDue: async () => {
      let dispatched = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const due = await store.takeDue(BATCH);
        await Promise.all(due.map(invoke));
        dispatched += due.length;
        if (due.length < BATCH) break;
      }
      return dispatched;
    },
    settled: async () => {
      stopping = true;
      await Promise.all(inFlight);
    },
  };
}

/** Resolves at most `perSecond` times in a second over time; as many may pass at once after an idle second. */
function paced(perSecond: number): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    const mine = Math.max(next, now - 1_000);
    next = mine + 1_000 / perSecond;
    if (mine > now) await pause(mine - now);
  };
}
