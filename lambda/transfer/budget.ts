/** A queue of waiters, served in order; one that gives up leaves the queue. */
export interface Turns {
  /** Waits until `ready` says yes; whoever waits behind waits longer. Rejects with the signal's reason. */
  wait(ready: () => boolean, signal: AbortSignal): Promise<void>;
  /** Something changed: serves from the front as long as the front is ready. */
  serve(): void;
}

interface Waiter {
  readonly ready: () => boolean;
  readonly go: () => void;
}

export function turns(): Turns {
  const queue: Waiter[] = [];
  const serve = () => {
    while (queue[0]?.ready()) queue.shift()?.go();
  };
  return {
    serve,
    wait: (ready, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const giveUp = () => {
          queue.splice(queue.indexOf(waiter), 1);
          reject(signal.reason);
          serve();
        };
        const waiter: Waiter = {
          ready,
          go: () => {
            signal.removeEventListener("abort", giveUp);
            resolve();
          },
        };
        signal.addEventListener("abort", giveUp, { once: true });
        queue.push(waiter);
        serve();
      }),
  };
}
