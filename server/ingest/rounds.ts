/** Work that is repeated at an interval. */
export interface Rounds {
  /** One round now; resolves when it is over. Rounds never overlap. */
  run(): Promise<void>;
  /** Starts no further rounds; resolves when the one in flight is over. */
  stop(): Promise<void>;
}

/** Runs the work at every interval, and on demand; never twice at a time. The work never rejects. */
export function rounds(intervalMs: number, work: () => Promise<void>): Rounds {
  let running: Promise<void> | null = null;
  const run = (): Promise<void> => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(() => void run(), intervalMs);
  timer.unref();
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await running;
  };
  return { run, stop };
}
