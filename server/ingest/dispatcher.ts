import { setTimeout as pause } from "node:timers/promises";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { Logger } from "pino";
import type { Agent } from "undici";
import type { DispatchStore, Due } from "../../db/ingest/dispatch.ts";
import type { components } from "../../generated/api.ts";
import { signedRequests } from "../../lambda/signed-request.ts";

type IngestEvent = components["schemas"]["IngestEvent"];

/** The event for the ingest function: the seed's payload plus the id that joins the logs. */
const toEvent = (due: Due): IngestEvent => ({
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
/** Full rounds in a row before the sweeper continues to its other work. */
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

/**
 * Invokes the function. The first try goes past the SDK, which takes three times the processor time of signing and
 * sending (1.2 ms instead of 0.4). Whatever it is answered but 202, the SDK tries again, with its retries and its errors.
 */
export function lambdaSend(client: LambdaClient, functionName: string, connections: Agent): Send {
  const invokeDirectly = directInvocation(client, functionName, connections);
  return async (event) => {
    const Payload = Buffer.from(JSON.stringify(event));
    if (await invokeDirectly(Payload)) return;
    const command = new InvokeCommand({ FunctionName: functionName, InvocationType: "Event", Payload });
    const answer = await client.send(command);
    if (answer.StatusCode !== 202) throw new Error(`the function's service answered ${answer.StatusCode}`);
  };
}

/** One try; false when the service did not accept the event. The event may have been accepted all the same. */
function directInvocation(
  { config }: LambdaClient,
  functionName: string,
  dispatcher: Agent,
): (payload: Buffer) => Promise<boolean> {
  const send = signedRequests({ config, service: "lambda", parameters: {}, dispatcher, uriEscapePath: true });
  const path = `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
  const headers = () => ({ "content-type": "application/octet-stream", "x-amz-invocation-type": "Event" });
  return async (body) => {
    try {
      const answer = await send({ method: "POST", path, headers, body });
      answer.body.drop();
      return answer.status === 202;
    } catch {
      return false;
    }
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
  return {
    ...freshDispatches(store, invoke, log),
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
  };
}

/** Calls for artifacts that have just been committed, in turn. */
function freshDispatches(
  store: Pick<DispatchStore, "take">,
  invoke: (due: Due) => Promise<void>,
  log: Logger,
): Pick<Dispatcher, "dispatch" | "settled"> {
  const waiting: number[] = [];
  const inFlight = new Set<Promise<void>>();
  const turn = paced(PER_SECOND);
  let draining: Promise<void> | null = null;
  let stopping = false;
  const unlessAway = <T>(ids: readonly number[], work: Promise<T>): Promise<T | null> =>
    work.catch((error: unknown) => {
      log.error({ artifact_ids: ids, err: error }, "dispatch could not be recorded");
      return null;
    });
  /** Starts calls until nothing waits. One statement takes as many artifacts as lanes are free. */
  const drain = async (): Promise<void> => {
    while (waiting.length > 0 && !stopping) {
      if (inFlight.size >= LANES) await Promise.race(inFlight);
      const batch = waiting.splice(0, LANES - inFlight.size);
      await turn(batch.length);
      if (stopping) return;
      for (const due of (await unlessAway(batch, store.take(batch))) ?? []) {
        const call = unlessAway([due.artifactId], invoke(due)).then(() => void inFlight.delete(call));
        inFlight.add(call);
      }
    }
    draining = null;
  };
  return {
    dispatch: async (artifactId) => {
      if (waiting.length >= BACKLOG) return;
      waiting.push(artifactId);
      draining ??= drain();
    },
    settled: async () => {
      stopping = true;
      await draining;
      await Promise.all(inFlight);
    },
  };
}

/** Lets calls pass at most so often in a second over time; as many may pass at once after an idle second. */
function paced(perSecond: number): (calls: number) => Promise<void> {
  let next = 0;
  return async (calls) => {
    const now = performance.now();
    const mine = Math.max(next, now - 1_000);
    next = mine + (calls * 1_000) / perSecond;
    if (mine > now) await pause(mine - now);
  };
}
