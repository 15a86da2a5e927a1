import { createHash } from "node:crypto";
import { chown, lstat, mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Account, mayUse } from "./account.ts";

/** `base` holds the data folder and may be entered by the account; `data` is the cluster. Absolute, no links. */
export interface Placement {
  readonly base: string;
  readonly data: string;
  readonly initialised: boolean;
}

const NOTE = "where-the-data-is.txt";

const isThere = async (file: string): Promise<boolean> => {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
};

const placed = async (base: string): Promise<Placement> => {
  const data = path.join(base, "data");
  return { base, data, initialised: await isThere(path.join(data, "PG_VERSION")) };
};

/** A name that others could take first is used only when the folder is ours and nobody else can write it. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${folder} is meant for PostgreSQL's data, but is not a folder that only this user can write`);
  }
}

const noteText = (elsewhere: string): string =>
  `The PostgreSQL data that belongs to this folder is in\n${elsewhere}\nbecause the user PostgreSQL runs as may not enter this folder. ` +
  "Delete both together.\n";

/**
 * Decides where the cluster of `directory` lies: in it, or, when the account may not enter it, in a folder of the
 * shelf named after it, with a note left behind. What was decided once stays: a cluster is never lost from sight.
 * @param shelf a lasting folder that everybody may enter.
 * @throws when an existing cluster lies where the account may no longer enter.
 */
export async function placeData(directory: string, account: Account, shelf: string): Promise<Placement> {
  const here = path.resolve(directory);
  await mkdir(here, { recursive: true });
  if (account === null) return placed(here);

  const elsewhere = path.join(shelf, `gatehouse-${createHash("sha256").update(here).digest("hex").slice(0, 16)}`);
  if (await isThere(path.join(here, NOTE))) {
    await ownFolder(elsewhere);
    return placed(elsewhere);
  }
  const inside = await placed(here);
  if (await mayUse(account, "-x", here)) return inside;
  if (inside.initialised) {
    throw new Error(
      `The user PostgreSQL runs as may no longer enter ${here}, where its data lies: open the folders above it ` +
        `(chmod o+x), or set DATA_DIR to another place`,
    );
  }
  await ownFolder(elsewhere);
  await writeFile(path.join(here, NOTE), noteText(elsewhere));
  return placed(elsewhere);
}

/** A new folder that belongs to the account alone. */
export async function privateFolder(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  if (account !== null) await chown(folder, account.uid, account.gid);
}
