import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

/** Where test processes note which documented answers they saw; one file per process. */
const DIRECTORY = path.resolve(import.meta.dirname, "../../../node_modules/.cache/gatehouse/contract-seen");

const noted = new Set<string>();

/** Notes that an operation gave an answer of this status and media type ("-" for none). */
export function noteSeen(operation: string, status: number, mediaType: string): void {
  const line = `${operation} ${status} ${mediaType}`;
  if (noted.has(line)) return;
  noted.add(line);
  mkdirSync(DIRECTORY, { recursive: true });
  appendFileSync(path.join(DIRECTORY, `${process.pid}.txt`), `${line}\n`);
}

export async function forgetSeen(): Promise<void> {
  rmSync(DIRECTORY, { recursive: true, force: true });
}

export function allSeen(): Set<string> {
  const seen = new Set<string>();
  for (const file of readdirSync(DIRECTORY)) {
    for (const line of readFileSync(path.join(DIRECTORY, file), "utf8").split("\n")) if (line !== "") seen.add(line);
  }
  return seen;
}
