import { randomUUID } from "node:crypto";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

/** Writes JSON so that after a crash the file is the old or the new one, whole, and only its user can read it. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const beside = `${file}.${randomUUID()}.new`;
  const handle = await open(beside, "wx", 0o600);
  try {
    await handle.writeFile(JSON.stringify(value));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}

/** All JSON files of a folder; what a crash left half written is removed. */
export async function readAllJson(folder: string): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const file = path.join(folder, name);
    if (name.endsWith(".new")) await rm(file, { force: true });
    else if (name.endsWith(".json")) values.push(JSON.parse(await readFile(file, "utf8")));
  }
  return values;
}
