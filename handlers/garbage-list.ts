import type { Handler, Schemas } from "./contract.ts";
import { garbageTooLarge } from "./problems.ts";

/** Items in one answer. */
const MOST_ITEMS = 1000;

/** What the next garbage collection would delete. */
export const garbageList: Handler<"GarbageList"> = async (_input, deps) => {
  const found = await deps.garbage();
  if (found === null) return garbageTooLarge();
  const { items, checkpoints, olderThan } = found;
  const kinds = [...Map.groupBy(items, ({ kind }) => kind)].map(([kind, same]) => ({ kind, ...totalOf(same) }));
  return {
    status: 200,
    body: {
      older_than: new Date(olderThan).toISOString(),
      ...totalOf(items),
      checkpoints,
      kinds,
      items: items.toSorted((a, b) => b.bytes - a.bytes).slice(0, MOST_ITEMS),
    },
  };
};

const totalOf = (items: readonly Schemas["GarbageItem"][]): { count: number; bytes: number } => ({
  count: items.length,
  bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
});
