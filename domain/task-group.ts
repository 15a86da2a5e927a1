import { setMaxListeners } from "node:events";

/** Tasks that end together: the first failure ends the others, and nobody leaves before the last one has ended. */
export interface TaskGroup {
  /** Aborts at the first failure, at `cancel`, or with the signal given. */
  readonly signal: AbortSignal;
  readonly active: number;
  spawn(task: () => Promise<void>): void;
  /** Ends all tasks; the reason is what `settle` throws unless a task failed before. */
  cancel(reason: unknown): void;
  /** Resolves when the next task ends, or at once when none is active. */
  next(): Promise<void>;
  /** Waits for all tasks. @throws the first failure */
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
      task()
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
