/** Work done side by side that fails as one: the first failure aborts the rest. */
export interface TaskGroup {
  /** Aborts when the outer signal does or when a task has failed. */
  readonly signal: AbortSignal;
  /** Starts a task; its failure is kept for settle(). */
  run(task: () => Promise<void>): Promise<void>;
  /** Resolves when every task has ended; rejects with the first failure, but never before all have ended. */
  settle(): Promise<void>;
}

export function taskGroup(outer: AbortSignal): TaskGroup {
  const controller = new AbortController();
  const running = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | null = null;

  const run = (task: () => Promise<void>): Promise<void> => {
    const guarded = task()
      .catch((error: unknown) => {
        failed ??= { error };
        controller.abort(error);
      })
      .finally(() => running.delete(guarded));
    running.add(guarded);
    return guarded;
  };

  const settle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
    if (failed !== null) throw failed.error;
  };

  return { signal: AbortSignal.any([outer, controller.signal]), run, settle };
}
