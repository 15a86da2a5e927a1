import { InvalidArgumentError } from "commander";

/** The value of an option that takes a whole number of seconds. */
export function seconds(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("It must be a whole number of seconds.");
  return Number(value);
}
