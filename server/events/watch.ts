import { Readable } from "node:stream";
import type { News } from "../../handlers/deps.ts";

export interface WatchLimits {
  /** Silence after which a stream says that it lives, in milliseconds. */
  readonly heartbeatMs: number;
  /** Least time between two changes that a stream tells, in milliseconds: what happens in between is told as one. */
  readonly spacingMs: number;
  /** How long a reader may take nothing while something waits for it, in milliseconds. */
  readonly stallMs: number;
  /** Longest life of a stream in milliseconds: its reader comes again, and is asked again who it is. */
  readonly ageMs: number;
}

/** One reader of one artifact: remembers no changes, only whether there was one. */
export interface OneWatch {
  /** Something may have changed. */
  wake(): void;
  next(): Promise<News>;
  carry(text: AsyncGenerator<string>): Readable;
  close(): void;
}

/** `ended` is called once, when the watch is over for whatever reason. */
export function watch(limits: WatchLimits, ended: () => void): OneWatch {
  let changed = false;
  let over = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  const pause = interruptible();

  const wake = (): void => {
    changed = true;
    pause.look();
  };
  const close = (): void => {
    if (over) return;
    over = true;
    clearTimeout(age);
    pause.look();
    ended();
  };
  const age = setTimeout(close, limits.ageMs);
  age.unref();

  return {
    wake,
    close,
    next: async () => {
      const early = toldAt + limits.spacingMs - performance.now();
      if (early > 0) await pause.until(early, () => over);
      await pause.until(limits.heartbeatMs, () => changed || over);
      if (over) return "over";
      toldAt = performance.now();
      const news = changed ? "changed" : "quiet";
      changed = false;
      return news;
    },
    carry: (text) => carried(text, limits.stallMs, close),
  };
}

/** A wait for one at a time: over after the time, or as soon as a look finds it ready. */
function interruptible(): { until(milliseconds: number, ready: () => boolean): Promise<void>; look(): void } {
  let answer: (() => void) | null = null;
  return {
    look: () => answer?.(),
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
 * The text as a stream without a queue of its own: a piece is made when the one before it was taken, so a slow reader
 * gets the newest state and misses those in between. One that takes nothing at all loses the stream.
 */
function carried(text: AsyncGenerator<string>, stallMs: number, close: () => void): Readable {
  let stall: NodeJS.Timeout | undefined;
  const expectReader = (): void => {
    stall = setTimeout(() => body.destroy(new Error(`the reader took nothing for ${stallMs} ms`)), stallMs);
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
