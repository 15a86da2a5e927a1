import { type Backoff, backoffMs } from "../../../domain/backoff.ts";
import type { Outcome } from "../execution/outcome.ts";
import { type FunctionReference, LATEST } from "../functions/names.ts";
import type { FunctionStore, Resolved } from "../functions/store.ts";
import { Refusal } from "../http/refusal.ts";
import type { Activity } from "../invocations/activity.ts";
import type { InvocationLog, InvocationRecord } from "../invocations/invocations.ts";
import type { Runner } from "../invocations/runner.ts";
import type { Condition, Destinations } from "./destinations.ts";
import type { EventFiles, QueuedEvent } from "./event.ts";

export interface QueueParts {
  readonly store: FunctionStore;
  readonly runner: Runner;
  readonly files: EventFiles;
  readonly destinations: Destinations;
  readonly invocations: InvocationLog;
  readonly activity: Activity;
  /** Pauses before the second and the third run. Milliseconds. */
  readonly retryDelaysMs: readonly number[];
  readonly now: () => number;
}

const DEFAULT_RETRIES = 2;
const DEFAULT_AGE_SECONDS = 21_600;
/** Pauses after a fault of this Lambda itself grow from one second to five minutes. Milliseconds. */
const FAULT_PAUSES: Backoff = { firstMs: 1_000, maxMs: 300_000 };

/**
 * Asynchronous invocation: every accepted event is run until it succeeded, its retries are used up, or it is too
 * old. An event that finds no free slot goes back without using a retry; it starts as soon as a slot is free
 * (Lambda polls with growing pauses instead, which would only leave this machine idle).
 */
export class EventQueue {
  readonly #parts: QueueParts;
  #ready: QueuedEvent[] = [];
  readonly #pausing = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  readonly #faults = new Map<string, number>();
  #expiry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Takes up what an earlier process left. */
  async recover(): Promise<void> {
    for (const event of await this.#parts.files.load()) this.#enter(event);
    this.pump();
  }

  /** Resolves when the event is safe on disk. */
  async accept(id: string, { name, qualifier }: FunctionReference, payload: Uint8Array): Promise<void> {
    const event: QueuedEvent = {
      id,
      function: name,
      qualifier,
      payload: Buffer.from(payload).toString("base64"),
      receivedAt: this.#parts.now(),
      failures: 0,
      notBefore: 0,
    };
    await this.#parts.files.save(event);
    this.#enter(event);
    queueMicrotask(() => this.pump());
  }

  /** Starts what can be started; called when an event came, a slot became free or a limit changed. */
  pump(): void {
    if (this.#closed) return;
    const waiting = this.#ready;
    this.#ready = [];
    const left: QueuedEvent[] = [];
    for (const [index, event] of waiting.entries()) {
      if (this.#parts.runner.full) {
        left.push(...waiting.slice(index));
        break;
      }
      if (!this.#begin(event)) left.push(event);
    }
    this.#ready = [...left, ...this.#ready];
    this.#watchAge();
  }

  /** Nothing starts any more; what runs is left to its end, and the disk keeps all that did not settle. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#expiry);
    for (const timer of this.#pausing.values()) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  #enter(event: QueuedEvent): void {
    const { activity, invocations, now } = this.#parts;
    activity.begin();
    invocations.put({
      id: event.id,
      function: event.function,
      qualifier: event.qualifier ?? LATEST,
      type: "Event",
      attempts: event.failures,
      status: event.failures === 0 ? "queued" : "retrying",
      durationMs: null,
      maxMemoryMb: null,
    });
    if (event.notBefore > now()) this.#pause(event);
    else this.#ready.push(event);
  }

  #pause(event: QueuedEvent): void {
    const resume = (): void => {
      this.#pausing.delete(event.id);
      this.#ready.push(event);
      this.pump();
    };
    this.#pausing.set(event.id, setTimeout(resume, Math.max(0, event.notBefore - this.#parts.now())));
  }

  /** False when it has to wait for a slot. */
  #begin(event: QueuedEvent): boolean {
    let work: Promise<void> | null;
    try {
      work = this.#attempt(event);
    } catch (error) {
      work = Promise.reject(error);
    }
    if (work === null) return false;
    const running = work
      .catch((error: unknown) => this.#afterFault(event, error))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    return true;
  }

  #attempt(event: QueuedEvent): Promise<void> | null {
    let resolved: Resolved;
    try {
      resolved = this.#parts.store.resolve({ name: event.function, qualifier: event.qualifier });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#forget(event, { status: "dropped", error: { type: error.code, message: error.message } });
    }
    if (this.#parts.now() > this.#expiresAt(event, resolved))
      return this.#settle(event, resolved, "EventAgeExceeded", null);
    if (resolved.record.reservedConcurrency === 0)
      return this.#settle(event, resolved, "ZeroReservedConcurrency", null);

    const started = this.#parts.runner.start(resolved, {
      requestId: event.id,
      payload: Buffer.from(event.payload, "base64"),
    });
    if (typeof started === "string") return null;
    this.#parts.invocations.update(event.id, { status: "running" });
    return started.outcome.then((outcome) => this.#afterRun(event, resolved, { outcome, version: started.version }));
  }

  async #afterRun(event: QueuedEvent, resolved: Resolved, run: { outcome: Outcome; version: string }): Promise<void> {
    // A run that closing this Lambda cut short says nothing about the function: the event is run again.
    if (this.#closed && run.outcome.status !== "success") return;
    const { durationMs, maxMemoryMb, errorType, errorMessage } = run.outcome;
    const failed = run.outcome.status !== "success";
    const failures = event.failures + (failed ? 1 : 0);
    const error = { type: errorType ?? "", message: errorMessage ?? "" };
    const attempts = event.failures + 1;
    this.#parts.invocations.update(event.id, { attempts, durationMs, maxMemoryMb, ...(failed ? { error } : {}) });
    const last = { version: run.version, failed, payload: run.outcome.payload };
    const after = { ...event, failures };
    if (!failed) return this.#settle(after, resolved, "Success", last);
    const retries = this.#configOf(resolved)?.maximumRetryAttempts ?? DEFAULT_RETRIES;
    if (failures > retries) return this.#settle(after, resolved, "RetriesExhausted", last);
    const { retryDelaysMs, now } = this.#parts;
    await this.#postpone(after, now() + (retryDelaysMs[failures - 1] ?? retryDelaysMs.at(-1) ?? 0));
  }

  /** This Lambda could not do its part (start a process, write a file): tried again, without using a retry. */
  async #afterFault(event: QueuedEvent, error: unknown): Promise<void> {
    if (this.#closed) return;
    const faults = this.#faults.get(event.id) ?? 0;
    this.#faults.set(event.id, faults + 1);
    this.#parts.invocations.update(event.id, { error: { type: "ServiceException", message: String(error) } });
    const pause = backoffMs(faults + 1, FAULT_PAUSES, Math.random);
    this.#pause({ ...event, notBefore: this.#parts.now() + pause });
  }

  async #postpone(event: QueuedEvent, notBefore: number): Promise<void> {
    const later = { ...event, notBefore };
    await this.#parts.files.save(later);
    this.#parts.invocations.update(event.id, { status: "retrying" });
    if (!this.#closed) this.#pause(later);
  }

  async #settle(
    event: QueuedEvent,
    resolved: Resolved,
    condition: Condition,
    last: { version: string; failed: boolean; payload: Buffer } | null,
  ): Promise<void> {
    const { onSuccess = null, onFailure = null } = this.#configOf(resolved) ?? {};
    const invokeCount = event.failures + (condition === "Success" ? 1 : 0);
    const to = { onSuccess, onFailure, deadLetter: resolved.version.settings.deadLetterArn };
    await this.#parts.destinations.deliver(event, { condition, functionArn: resolved.arn, invokeCount, last }, to);
    const status = condition === "Success" ? "succeeded" : event.failures > 0 ? "failed" : "dropped";
    const unrun = { error: { type: condition, message: "The event was not run any more" } };
    await this.#forget(event, { status, ...(last === null ? unrun : {}) });
  }

  async #forget(event: QueuedEvent, ending: Partial<InvocationRecord>): Promise<void> {
    await this.#parts.files.remove(event);
    this.#faults.delete(event.id);
    this.#parts.invocations.update(event.id, ending);
    this.#parts.activity.end();
  }

  #configOf({ record, qualifier }: Resolved) {
    return record.eventInvoke[qualifier];
  }

  #expiresAt(event: QueuedEvent, resolved: Resolved): number {
    const seconds = this.#configOf(resolved)?.maximumEventAgeSeconds ?? DEFAULT_AGE_SECONDS;
    return event.receivedAt + seconds * 1000;
  }

  /** Every second, checks whether events that wait for a slot have become too old. */
  #watchAge(): void {
    clearTimeout(this.#expiry);
    if (this.#ready.length > 0) this.#expiry = setTimeout(() => this.#dropExpired(), 1_000);
  }

  #dropExpired(): void {
    const { ready, old } = Object.groupBy(this.#ready, (event) => (this.#isOver(event) ? "old" : "ready"));
    this.#ready = ready ?? [];
    for (const event of old ?? []) this.#begin(event);
    this.#watchAge();
  }

  /** Too old, or its function or alias is gone. */
  #isOver(event: QueuedEvent): boolean {
    try {
      const resolved = this.#parts.store.resolve({ name: event.function, qualifier: event.qualifier });
      return this.#parts.now() > this.#expiresAt(event, resolved);
    } catch (error) {
      if (error instanceof Refusal) return true;
      throw error;
    }
  }
}
