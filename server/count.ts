/** How many of something are open, by whom. Keys with none take no memory. */
export interface CountByKey {
  of(key: string): number;
  add(key: string): void;
  subtract(key: string): void;
}

export function countByKey(): CountByKey {
  const counts = new Map<string, number>();
  const of = (key: string): number => counts.get(key) ?? 0;
  return {
    of,
    add: (key) => void counts.set(key, of(key) + 1),
    subtract: (key) => {
      if (of(key) > 1) counts.set(key, of(key) - 1);
      else counts.delete(key);
    },
  };
}
