import { OutOfTime } from "../../domain/failure.ts";
import type { Deadline } from "../ports.ts";

/**
 * The time budget of one invocation.
 * @param left milliseconds until the work must be handed over, margin already taken off; may be negative or infinite
 */
export function deadlineAt(left: () => number): Deadline {
  const remaining = () => Math.max(0, left());
  return {
    remaining,
    check() {
      if (remaining() === 0) throw new OutOfTime();
    },
  };
}
