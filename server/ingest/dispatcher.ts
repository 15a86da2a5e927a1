import { setTimeout as pause } from "node:timers/promises";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import pLimit from "p-limit";
import type { Logger } from "pino";
import type { DispatchStore, Due } from "../../db/ingest/dispatch.ts";
import type { components } from "../../generated/api.ts";

export type IngestEvent = components["schemas"]["IngestEvent"];

/** What the ingest function is told: the seed's payload plus the id that joins the logs. */
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
   * Has the function told about one committed artifact, soon: nobody who posts waits for the call, and few calls are
   * under way at once, however fast links come in. Never throws: what is lost, or more than can wait here, is left to
   * the sweeper.
   */
  dispatch(artifactId: number): Promise<void>;
  /** Tells the function about every artifact that waits too long. How many there were. */
  dispatchDue(): Promise<number>;
  /** Begins no more calls; resolves when none is under way. What still waited is left to the sweeper. */
  settled(): Promise<void>;
}

/** Artifacts per round: bounds how many calls one server makes at once. */
const BATCH = 20;
/** Full rounds in a row before the sweeper gets to its other work. */
const ROUNDS = 10;
/** Calls for fresh artifacts at once: they share the processor with the answers to whoever posts next. */
const LANES = 4;
/**
 * Calls for fresh artifacts in a second, the first hundred at once. A call costs more of the processor than taking a link
 * does: without a pace, a flood of links would be answered at half the speed, to start functions that then queue anyway.
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

/** The same, telling of every failure before it is thrown. */
export const telling =
  (send: Send, failed: () => void): Send =>
  async (event) => {
    try {
      await send(event);
    } catch (error) {
      failed();
      throw error;
    }
  };

export function createDispatcher(store: DispatchStore, send: Send, log: Logger): Dispatcher {
  const tell = async (due: Due): Promise<void> => {
    try {
      await send(toEvent(due));
    } catch (error) {
      const message = (error as Error).message;
      log.warn({ artifact_id: due.artifactId, correlation_id: due.correlationId, err: error }, "dispatch failed");
      await store.noteError(due.artifactId, message.slice(0, 500));
    }
  };
  let stopping = false;
  const dispatchOne = async (artifactId: number): Promise<void> => {
    if (stopping) return;
    try {
      const due = await store.take(artifactId);
      if (due !== null) await tell(due);
    } catch (error) {
      log.error({ artifact_id: artifactId, err: error }, "dispatch could not be recorded");
    }
  };
  const inTurn = async (artifactId: number): Promise<void> => {
    // What still waits at a stop must not wait for its turn first.
    if (!stopping) await turn();
    await dispatchOne(artifactId);
  };
  const lanes = pLimit(LANES);
  const turn = paced(PER_SECOND);
  const under = new Set<Promise<void>>();
  return {
    dispatch: async (artifactId) => {
      if (lanes.pendingCount >= BACKLOG) return;
      const call = lanes(() => inTurn(artifactId)).finally(() => under.delete(call));
      under.add(call);
    },
    dispatchDue: async () => {
      let dispatched = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const due = await store.takeDue(BATCH);
        await Promise.all(due.map(tell));
        dispatched += due.length;
        if (due.length < BATCH) break;
      }
      return dispatched;
    },
    settled: async () => {
      stopping = true;
      await Promise.all(under);
    },
  };
}

/** Resolves at most `perSecond` times in a second over time; as many may pass at once after a second of silence. */
function paced(perSecond: number): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    const mine = Math.max(next, now - 1_000);
    next = mine + 1_000 / perSecond;
    if (mine > now) await pause(mine - now);
  };
}
