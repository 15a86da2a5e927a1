import { Readable } from "node:stream";
import type { News } from "../../handlers/deps.ts";

export interface StreamLimits {
  /** Idle time after which a stream sends a heartbeat, in milliseconds. */
  readonly heartbeatMs: number;
  /** Least time between two events, in milliseconds; changes in between are sent as one. */
  readonly spacingMs: number;
  /** How long a reader may accept nothing while data waits for it, in milliseconds. */
  readonly stallMs: number;
  /** Longest life of a stream in milliseconds: its reader reconnects, and is authenticated again. */
  readonly ageMs: number;
}

/** One reader of one artifact. Keeps no queue of changes, only whether there was one. */
export interface OneStream {
  /** Something may have changed. */
  wake(): void;
  next(): Promise<News>;
  toReadable(text: AsyncGenerator<string>): Readable;
  close(): void;
}

/** `ended` is called once, when the stream ends for any reason. */
export function openStream(limits: StreamLimits, ended: () => void): OneStream {
  let changed = false;
  let over = false;
  let sentAt = Number.NEGATIVE_INFINITY;
  const pause = interruptible();

  const wake = (): void => {
    changed = true;
    pause.check();
  };
  const close = (): void => {
    if (over) return;
    over = true;
    clearTimeout(age);
    pause.check();
    ended();
  };
  const age = setTimeout(close, limits.ageMs);
  age.unref();

  return {
    wake,
    close,
    next: async () => {
      const waitMs = sentAt + limits.spacingMs - performance.now();
      if (waitMs > 0) await pause.until(waitMs, () => over);
      await pause.until(limits.heartbeatMs, () => changed || over);
      if (over) return "over";
      sentAt = performance.now();
      const news = changed ? "changed" : "quiet";
      changed = false;
      return news;
    },
    toReadable: (text) => readableOf(text, limits.stallMs, close),
  };
}

/** A wait for one caller at a time: ends after the time, or when a check finds it ready. */
function interruptible(): { until(milliseconds: number, ready: () => boolean): Promise<void>; check(): void } {
  let answer: (() => void) | null = null;
  return {
    check: () => answer?.(),
    until: (milliseconds, ready) =>
      new Promise((resolve) => {
        if (ready()) return resolve();
        const done = (): void => {
          answer = null;
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        timer.unref();
        answer = () => {
          if (ready()) done();
        };
      }),
  };
}

/**
 * The text as a stream without a queue: a piece is made when the reader has accepted the one before it, so a slow reader
 * gets the newest state and misses those in between. A reader that accepts nothing loses the stream.
 */
function readableOf(text: AsyncGenerator<string>, stallMs: number, close: () => void): Readable {
  let stall: NodeJS.Timeout | undefined;
  const expectReader = (): void => {
    stall = setTimeout(() => body.destroy(new Error(`the reader accepted nothing for ${stallMs} ms`)), stallMs);
    stall.unref();
  };
  const pull = async (): Promise<void> => {
    try {
      const piece = await text.next();
      if (body.destroyed) return;
      if (piece.done !== true) expectReader();
      else close();
      body.push(piece.done === true ? null : piece.value);
    } catch (error) {
      body.destroy(error as Error);
    }
  };
  const body = new Readable({
    highWaterMark: 1,
    read: () => {
      clearTimeout(stall);
      void pull();
    },
    destroy: (error, done) => {
      clearTimeout(stall);
      close();
      done(error);
    },
  });
  expectReader();
  return body;
}
