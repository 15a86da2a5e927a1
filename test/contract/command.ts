import { parseArgs } from "node:util";

/** A number from 1 of a command line; throws an Error that names the option. */
export function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(Number.isFinite(value) && value > 0)) throw new Error(`--${name} must be a number over 0, not "${text}"`);
  return value;
}

type Given = Readonly<Record<string, string | boolean | undefined>>;

/** Options of the command, or null when its help was asked for. Throws an Error that names what is not known. */
export function optionsOf(options: Readonly<Record<string, { readonly type: "string" | "boolean" }>>): Given | null {
  const { values } = parseArgs({ options: { ...options, help: { type: "boolean" } } });
  return values["help"] === true ? null : (values as Given);
}
