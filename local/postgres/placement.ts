import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Account, mayUse } from "./account.ts";
import { clearOrphan, hasPostmaster } from "./ownership.ts";

/** `base` holds the data folder and may be entered by the account; `data` is the cluster. Absolute, no links. */
export interface Placement {
  readonly base: string;
  readonly data: string;
  readonly initialised: boolean;
}

/** For copies of programs and data that cannot lie in place. Unlike the temporary folder it survives a reboot. */
export const LASTING_FOLDER = "/var/tmp";
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
  "It is removed when this folder is gone.\n";

/**
 * True when the account may enter the folder; the last step to it is opened for that (to pass, not to list). The
 * folders above are not ours to change.
 */
async function isOpen(folder: string, account: Account): Promise<boolean> {
  if (await mayUse(account, "-x", folder)) return true;
  const { mode, uid } = await stat(folder);
  if (uid !== process.getuid?.()) return false;
  await chmod(folder, (mode & 0o7777) | 0o011);
  if (await mayUse(account, "-x", folder)) return true;
  await chmod(folder, mode & 0o7777);
  return false;
}

/** Removes the data of a folder that is gone: without the password that was kept there nobody can read it. */
async function removeAbandoned(elsewhere: string, log: (line: string) => void): Promise<void> {
  if (!(await isThere(elsewhere))) return;
  log(`removing ${elsewhere}, the PostgreSQL data of a folder that was deleted`);
  await clearOrphan(path.join(elsewhere, "data"), log);
  await rm(elsewhere, { recursive: true });
}

const TEMPORARY = "temporary-data-of";

/** Whether nobody misses the data once its folder is gone: that of tests, and whatever lies in the temporary folder. */
const isTemporary = (directory: string, ephemeral: boolean): boolean =>
  ephemeral || directory.startsWith(path.join(tmpdir(), "/"));

/**
 * Removes a temporary folder, and what PostgreSQL keeps elsewhere for it or for its folder "postgres". The server must
 * have been stopped.
 */
export async function removeTemporary(directory: string): Promise<void> {
  for (const folder of [directory, path.join(directory, "postgres")]) {
    // The place follows from the folder's name: what the note says is for people.
    const noted = await isThere(path.join(folder, NOTE));
    if (noted) await rm(elsewhereOf(path.resolve(folder), LASTING_FOLDER), { recursive: true, force: true });
  }
  await rm(directory, { recursive: true, force: true });
}

const elsewhereOf = (folder: string, lasting: string): string =>
  path.join(lasting, `gatehouse-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`);

/** Removes what temporary servers whose folders are gone left in the lasting folder, unless they still run. */
async function sweep(lasting: string): Promise<void> {
  for (const name of await readdir(lasting)) {
    if (!/^gatehouse-[0-9a-f]{16}$/.test(name)) continue;
    const folder = path.join(lasting, name);
    const owner = await readFile(path.join(folder, TEMPORARY), "utf8").catch(() => null);
    if (owner === null || (await isThere(path.join(owner, NOTE)))) continue;
    if (!(await hasPostmaster(path.join(folder, "data")))) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Decides where the cluster of `directory` lies: in it, or, when the account may not enter it, in a folder of `lasting`
 * that is named after it, with a note left behind. A decision stays, so that no cluster is lost.
 * @param lasting a folder that survives reboots and that everybody may enter
 * @throws when an existing cluster lies where the account may no longer enter.
 */
export async function placeData(
  directory: string,
  account: Account,
  lasting: string,
  options: { readonly ephemeral: boolean; readonly log: (line: string) => void },
): Promise<Placement> {
  const here = path.resolve(directory);
  if (account === null) return placed(here);

  const elsewhere = elsewhereOf(here, lasting);
  if (await isThere(path.join(here, NOTE))) {
    await ownFolder(elsewhere);
    return placed(elsewhere);
  }
  const inside = await placed(here);
  if (await isOpen(here, account)) return inside;
  if (inside.initialised) {
    throw new Error(
      `The user PostgreSQL runs as may no longer enter ${here}, where its data lies: open the folders above it ` +
        `(chmod o+x), or set DATA_DIR to another place`,
    );
  }
  const temporary = isTemporary(here, options.ephemeral);
  if (temporary) await sweep(lasting);
  await removeAbandoned(elsewhere, options.log);
  await ownFolder(elsewhere);
  await writeFile(path.join(here, NOTE), noteText(elsewhere));
  // After the note: another process that sweeps must never see this mark without it.
  if (temporary) await writeFile(path.join(elsewhere, TEMPORARY), here);
  return placed(elsewhere);
}

/** A new folder that belongs to the account alone. */
export async function privateFolder(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  if (account !== null) await chown(folder, account.uid, account.gid);
}
