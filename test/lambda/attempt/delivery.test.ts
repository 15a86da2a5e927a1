import { expect, test } from "vitest";
import { OutOfTime } from "../../../domain/failure.ts";
import { deadlineAt } from "../../../lambda/attempt/delivery.ts";

test("a deadline lets work continue until no time is left, then throws", () => {
  let left = 2;
  const deadline = deadlineAt(() => left);
  expect(deadline.remaining()).toBe(2);
  deadline.check();
  left = 0;
  expect(() => deadline.check()).toThrow(OutOfTime);
});

test("a deadline in the past has zero time left, not less", () => {
  expect(deadlineAt(() => -5).remaining()).toBe(0);
});
