import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

/** No name of a bucket, an upload or a record ends like this. */
const UNFINISHED = "~unfinished";

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/** The folder is there nearly always, so it is only made when the file cannot be. */
export function writeNew(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!isMissing(error)) throw error;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
  }
}

/**
 * Replaces a small file as a whole: a reader, or a process after a crash, sees the old content or the new. Does not
 * wait for a thread: handing over a few hundred bytes takes several times as long as writing them.
 */
export async function replaceFile(target: string, content: string): Promise<void> {
  const unfinished = `${target}.${randomUUID()}${UNFINISHED}`;
  try {
    writeNew(unfinished, content);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Moves a file into a folder that may not be there yet, in place of what is there. */
export async function moveFile(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
}

export async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Names in a directory, none when it does not exist. Files that a dead process left unfinished are deleted. */
export async function listDirectory(directory: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  const unfinished = names.filter((name) => name.endsWith(UNFINISHED));
  await Promise.all(unfinished.map((name) => rm(path.join(directory, name), { force: true })));
  return names.filter((name) => !name.endsWith(UNFINISHED)).sort();
}

/**
 * Reads a JSON file that this server wrote.
 * @param isRecord tells whether the parsed value has the form expected
 * @throws Error naming the file when it is damaged
 */
export async function readRecord<T>(file: string, isRecord: (value: unknown) => value is T): Promise<T | null> {
  const text = await readText(file);
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The metadata file ${file} is damaged`, { cause: error });
  }
  if (!isRecord(value)) throw new Error(`The metadata file ${file} does not hold what it should`);
  return value;
}

export const writeRecord = (file: string, value: object): Promise<void> => replaceFile(file, JSON.stringify(value));
