/** Remembers values for a short time; the oldest go first when it is full. */
export interface ShortMemory<T> {
  get(key: string): T | undefined;
  /** To be taken before looking a value up: what is set with it is dropped when clear() came in between. */
  mark(): number;
  /** Remembers until the time is over, or until `until` (epoch milliseconds) if that is sooner. */
  set(key: string, value: T, until: number, mark: number): void;
  clear(): void;
}

export function shortMemory<T>(options: {
  readonly entries: number;
  readonly milliseconds: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): ShortMemory<T> {
  const held = new Map<string, { value: T; until: number }>();
  let clears = 0;
  return {
    get: (key) => {
      const found = held.get(key);
      if (found === undefined || found.until > options.now()) return found?.value;
      held.delete(key);
      return undefined;
    },
    mark: () => clears,
    set: (key, value, until, mark) => {
      if (options.milliseconds === 0 || mark !== clears) return;
      const oldest = held.size >= options.entries ? held.keys().next().value : undefined;
      if (oldest !== undefined) held.delete(oldest);
      held.delete(key);
      held.set(key, { value, until: Math.min(until, options.now() + options.milliseconds) });
    },
    clear: () => {
      clears++;
      held.clear();
    },
  };
}
