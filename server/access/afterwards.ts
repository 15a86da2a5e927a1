/** The same store, where each of the named methods is followed by `then` once it succeeded. */
export function afterwards<T extends object>(store: T, methods: readonly (keyof T & string)[], then: () => void): T {
  const wrapped = { ...store };
  for (const name of methods) {
    const method = store[name] as (...given: unknown[]) => Promise<unknown>;
    const followed = async (...given: unknown[]): Promise<unknown> => {
      const result = await method(...given);
      then();
      return result;
    };
    wrapped[name] = followed as T[typeof name];
  }
  return wrapped;
}
