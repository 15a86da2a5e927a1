/**
 * Turns many calls with one item each into few calls with many: items that come while a call is under way, or during
 * the pause after it, go together in the next one. Each caller waits for the call that carried its item, and shares
 * its failure.
 */
export function coalesced<T>(
  send: (items: readonly T[]) => Promise<void>,
  maxItems: number,
  pause: () => Promise<void> = () => Promise.resolve(),
): (item: T) => Promise<void> {
  interface Entry {
    readonly item: T;
    readonly sent: () => void;
    readonly failed: (error: unknown) => void;
  }
  let queue: Entry[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    while (queue.length > 0) {
      const batch = queue.slice(0, maxItems);
      queue = queue.slice(maxItems);
      try {
        await send(batch.map(({ item }) => item));
        for (const { sent } of batch) sent();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
      if (queue.length < maxItems) await pause();
    }
    busy = false;
  }

  return (item) =>
    new Promise<void>((sent, failed) => {
      queue.push({ item, sent, failed });
      if (!busy) void drain();
    });
}
