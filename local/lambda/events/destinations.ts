import { mkdir } from "node:fs/promises";
import path from "node:path";
import { writeJson } from "../functions/disk.ts";
import type { QueuedEvent } from "./event.ts";

export type Condition = "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";

/** How an asynchronous invocation ended. */
export interface Ending {
  readonly condition: Condition;
  readonly functionArn: string;
  readonly invokeCount: number;
  /** Null when it never ran. */
  readonly last: { readonly version: string; readonly failed: boolean; readonly payload: Buffer } | null;
}

const jsonOf = (bytes: Buffer): unknown => (bytes.length === 0 ? null : JSON.parse(bytes.toString("utf8")));

/** The record that Lambda sends to a destination. */
function recordOf(event: QueuedEvent, ending: Ending, now: Date): object {
  const { last } = ending;
  return {
    version: "1.0",
    timestamp: now.toISOString(),
    requestContext: {
      requestId: event.id,
      functionArn: ending.functionArn,
      condition: ending.condition,
      approximateInvokeCount: ending.invokeCount,
    },
    requestPayload: jsonOf(Buffer.from(event.payload, "base64")),
    ...(last === null
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion: last.version,
            ...(last.failed ? { functionError: "Unhandled" } : {}),
          },
          responsePayload: jsonOf(last.payload),
        }),
  };
}

/**
 * Stands for the queues and topics that a function's destinations name: a record becomes a file named by the
 * request, in "on-success", "on-failure" or, for the function's dead-letter queue, "dead-letter".
 */
export class Destinations {
  readonly #directory: string;
  readonly #now: () => Date;

  constructor(directory: string, now: () => Date) {
    this.#directory = directory;
    this.#now = now;
  }

  async deliver(
    event: QueuedEvent,
    ending: Ending,
    to: { readonly onSuccess: string | null; readonly onFailure: string | null; readonly deadLetter: string | null },
  ): Promise<void> {
    const record = recordOf(event, ending, this.#now());
    if (ending.condition === "Success") {
      if (to.onSuccess !== null) await this.#write("on-success", event.id, record);
      return;
    }
    if (to.onFailure !== null) await this.#write("on-failure", event.id, record);
    // A dead-letter queue gets the event itself, not a record about it.
    if (to.deadLetter !== null) {
      const body = jsonOf(Buffer.from(event.payload, "base64"));
      await this.#write("dead-letter", event.id, { requestId: event.id, body });
    }
  }

  async #write(kind: "on-success" | "on-failure" | "dead-letter", id: string, value: unknown): Promise<void> {
    const folder = path.join(this.#directory, kind);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeJson(path.join(folder, `${id}.json`), value);
  }
}
