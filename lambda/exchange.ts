import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";

/**
 * Bytes of a body that can wait for their reader before the connection is paused. An unwanted rest of at most this size
 * is read and discarded, so that the connection can be used again; a longer one closes the connection.
 */
const WAITING_BYTES = 64 * 1024;

export interface ExchangeOptions {
  readonly origin: string;
  readonly path: string;
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  /** Iterate it once, drop it or destroy it. */
  readonly body: IncomingBody;
}

/** The body of a response, as it arrives. Leaving the loop early closes the connection. */
export interface IncomingBody extends AsyncIterable<Buffer> {
  /** Discards the rest. A short one is read, which keeps the connection. */
  drop(): void;
  /** Closes the connection unless the body is complete. */
  destroy(): void;
}

/**
 * Sends one request through a dispatcher of undici, whose time limits apply. Resolves with the head of the response.
 * Rejects, and makes the body fail, with the reason of the signal or the error of the connection.
 *
 * A stream for every response would cost as much processor time as the rest of a request for a small file.
 */
export function exchange(dispatcher: Dispatcher, options: ExchangeOptions): Promise<Answer> {
  const { origin, path, method, headers, body, signal } = options;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const incoming = new Incoming(signal, resolve, reject);
    try {
      dispatcher.dispatch({ origin, path, method, headers, body: body ?? null }, incoming);
    } catch (error) {
      incoming.onResponseError(null, error as Error);
    }
  });
}

class Incoming implements IncomingBody, Dispatcher.DispatchHandler {
  readonly #signal: AbortSignal | undefined;
  readonly #answered: (answer: Answer) => void;
  readonly #failed: (error: unknown) => void;
  readonly #giveUp = () => this.#end({ error: this.#signal?.reason });
  #controller: Dispatcher.DispatchController | null = null;
  #pieces: Buffer[] = [];
  /** Bytes of the pieces, or bytes discarded. */
  #bytes = 0;
  #dropping = false;
  /** How it ended; null while more can arrive. */
  #ending: { readonly error?: unknown } | null = null;
  #wake: (() => void) | null = null;

  constructor(signal: AbortSignal | undefined, answered: (answer: Answer) => void, failed: (error: unknown) => void) {
    this.#signal = signal;
    this.#answered = answered;
    this.#failed = failed;
    signal?.addEventListener("abort", this.#giveUp, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ending !== null) controller.abort(reasonOf(this.#ending));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // A status below 200 announces that a response will follow.
    if (status >= 200) this.#answered({ status, headers, body: this });
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    if (this.#ending !== null) return;
    this.#bytes += piece.length;
    if (this.#dropping) {
      if (this.#bytes > WAITING_BYTES) this.destroy();
      return;
    }
    this.#pieces.push(piece);
    if (this.#bytes > WAITING_BYTES) controller.pause();
    this.#rouse();
  }

  onResponseEnd(): void {
    this.#settle({});
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#settle({ error });
    this.#failed(error);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const piece = this.#pieces.shift();
        if (piece !== undefined) {
          this.#bytes -= piece.length;
          if (this.#bytes <= WAITING_BYTES && this.#controller?.paused === true) this.#controller.resume();
          yield piece;
        } else if (this.#ending === null) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        } else if ("error" in this.#ending) {
          throw this.#ending.error;
        } else {
          return;
        }
      }
    } finally {
      this.destroy();
    }
  }

  drop(): void {
    this.#dropping = true;
    this.#pieces = [];
    if (this.#bytes > WAITING_BYTES) this.destroy();
  }

  destroy(): void {
    if (this.#ending === null) this.#end({ error: new Error("the rest of the response was not wanted") });
  }

  /** Ends the exchange from this side. */
  #end(ending: { readonly error: unknown }): void {
    this.#settle(ending);
    this.#failed(ending.error);
    this.#controller?.abort(reasonOf(ending));
  }

  #settle(ending: { readonly error?: unknown }): void {
    this.#ending ??= ending;
    this.#signal?.removeEventListener("abort", this.#giveUp);
    this.#rouse();
  }

  #rouse(): void {
    this.#wake?.();
    this.#wake = null;
  }
}

const reasonOf = ({ error }: { readonly error?: unknown }): Error =>
  error instanceof Error ? error : new Error("the exchange was aborted", { cause: error });
