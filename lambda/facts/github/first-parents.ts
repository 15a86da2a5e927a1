interface Linked {
  readonly id: string;
  /** The first parent, null for a root or where the source did not say. */
  readonly parent: string | null;
}

/**
 * The line of first parents from the newest commit on: what happened to the branch itself, without the
 * commits that a merge brought in. Ends where the list has no further parent.
 * @param newestFirst commits as the source lists them, the head first
 */
export function firstParents<T extends Linked>(newestFirst: readonly T[]): readonly T[] {
  const byId = new Map(newestFirst.map((it) => [it.id, it]));
  const line: T[] = [];
  for (let next = newestFirst[0]; next !== undefined; next = next.parent === null ? undefined : byId.get(next.parent)) {
    line.push(next);
    byId.delete(next.id);
  }
  return line;
}
