import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { readAllJson, writeJson } from "../functions/disk.ts";

/** An accepted asynchronous invocation, as it lies on disk. */
export interface QueuedEvent {
  readonly id: string;
  readonly function: string;
  /** As invoked; null for the unqualified function. */
  readonly qualifier: string | null;
  /** Base64. */
  readonly payload: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Runs that ended with an error of the function. */
  readonly failures: number;
  /** Epoch milliseconds: not to be run before. */
  readonly notBefore: number;
}

/** The accepted events, one file each: what was answered with 202 is not lost when this process dies. */
export class EventFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** All that are left from before, oldest first. */
  async load(): Promise<readonly QueuedEvent[]> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const events = (await readAllJson(this.#directory)) as QueuedEvent[];
    return events.sort((a, b) => a.receivedAt - b.receivedAt);
  }

  /** Resolves when the event is safe on disk. */
  save(event: QueuedEvent): Promise<void> {
    return writeJson(this.#file(event.id), event);
  }

  remove(event: QueuedEvent): Promise<void> {
    return rm(this.#file(event.id), { force: true });
  }

  #file(id: string): string {
    return path.join(this.#directory, `${id}.json`);
  }
}
