import { setMaxListeners } from "node:events";

/** Tasks that succeed or fail as one: the first failure aborts the others, and nothing outlives `settle`. */
export interface TaskGroup {
  /** Aborts at the first failure, at `cancel`, or with the parent's signal. */
  readonly signal: AbortSignal;
  /** Tasks in flight. */
  readonly active: number;
  /** Starts a task. Resolves when the task has ended, however it ended: its failure is for `settle`. */
  spawn(task: () => Promise<void>): Promise<void>;
  /** Aborts all tasks. The reason is what `settle` throws, unless a task failed before. */
  cancel(reason: unknown): void;
  /** Resolves when the next task ends, or at once when none is active. */
  next(): Promise<void>;
  /** Waits until all tasks have ended. @throws the first failure */
  settle(): Promise<void>;
}

export function taskGroup(parent: AbortSignal): TaskGroup {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  let active = 0;
  let waiting: (() => void)[] = [];
  const wake = () => {
    const all = waiting;
    waiting = [];
    for (const resume of all) resume();
  };
  const cancel = (reason: unknown) => {
    if (!controller.signal.aborted) controller.abort(reason);
    wake();
  };
  const follow = () => cancel(parent.reason);
  if (parent.aborted) follow();
  else parent.addEventListener("abort", follow, { once: true });
  const next = () => (active === 0 ? Promise.resolve() : new Promise<void>((resume) => waiting.push(resume)));
  return {
    signal: controller.signal,
    get active() {
      return active;
    },
    cancel,
    next,
    spawn(task) {
      active += 1;
      return task()
        .catch(cancel)
        .finally(() => {
          active -= 1;
          wake();
        });
    },
    async settle() {
      while (active > 0) await next();
      parent.removeEventListener("abort", follow);
      controller.signal.throwIfAborted();
    },
  };
}

/**
 * Runs a task for every item, at most `concurrency` at a time, and returns the results in the order of the items. The
 * first failure aborts the other tasks and is thrown once they have ended.
 */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  { concurrency, signal }: { readonly concurrency: number; readonly signal: AbortSignal },
  task: (item: T, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  const group = taskGroup(signal);
  const results = new Array<R>(items.length);
  // All lanes take from one iterator.
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) {
      group.signal.throwIfAborted();
      results[index] = await task(item, group.signal);
    }
  };
  for (let lanes = Math.min(concurrency, items.length); lanes > 0; lanes--) void group.spawn(lane);
  await group.settle();
  return results;
}
