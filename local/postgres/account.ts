import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whom PostgreSQL runs as: `null` is the user of this process, a pair of ids is somebody root changes to. */
export type Account = { readonly uid: number; readonly gid: number } | null;

async function idsOf(user: string): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => run("id", [flag, user])));
    return { uid: Number.parseInt(uid!.stdout, 10), gid: Number.parseInt(gid!.stdout, 10) };
  } catch {
    return null;
  }
}

/**
 * PostgreSQL refuses to run as root, so root gets a user of its own for it, created when it is missing.
 * @throws when this process is root and the user can neither be found nor created.
 */
export async function postgresAccount(user = "postgres"): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const found = await idsOf(user);
  if (found !== null) return found;
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", user]);
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not run as root, and the system user "${user}" it would run as could not be created: ` +
        `create it with "useradd --system ${user}", or start as an ordinary user`,
      { cause },
    );
  }
  const created = await idsOf(user);
  if (created === null) throw new Error(`The system user "${user}" was created but "id ${user}" does not find it`);
  return created;
}

/**
 * Asks the system itself, as the account, so that modes, ACLs and mount options all count.
 * @param flag what to ask of the path: "-x" enter or execute, "-r" read.
 */
export async function mayUse(account: Account, flag: "-x" | "-r", path: string): Promise<boolean> {
  try {
    await run("test", [flag, path], { cwd: "/", ...(account ?? {}) });
    return true;
  } catch (error) {
    // "test" answers no with status 1; anything else means that the question was not asked.
    if (error instanceof Error && "code" in error && error.code === 1) return false;
    throw new Error(`Cannot determine whether PostgreSQL may use ${path}`, { cause: error });
  }
}
