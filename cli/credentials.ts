/** Where the command keeps who is signed in where: `$XDG_CONFIG_HOME/gatehouse/credentials.json`, for the owner only. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { CommandFault } from "./fault.ts";
import type { Surroundings } from "./runtime.ts";

export interface Credentials {
  /** Address of the registry, such as http://127.0.0.1:8000. */
  readonly url: string;
  /** Header value, scheme included. */
  readonly token: string;
}

type Place = Pick<Surroundings, "env" | "home">;

/** An XDG path that is not absolute is ignored, as the XDG base directory specification asks. */
export function credentialsFile({ env, home }: Place): string {
  const configured = env["XDG_CONFIG_HOME"] ?? "";
  const base = path.isAbsolute(configured) ? configured : path.join(home, ".config");
  return path.join(base, "gatehouse", "credentials.json");
}

/** Null when nobody is signed in. Throws CommandFault when the file is damaged. */
export async function readCredentials(place: Place): Promise<Credentials | null> {
  const file = credentialsFile(place);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new CommandFault(`${file} cannot be read: ${error.message}`, { cause: error });
  });
  if (text === null) return null;
  const kept = parsed(text);
  if (kept !== null) return kept;
  throw new CommandFault(`${file} is damaged`, { advice: "Remove it and sign in again with: gatehouse login" });
}

function parsed(text: string): Credentials | null {
  try {
    const { url, token } = JSON.parse(text) as Partial<Credentials>;
    return typeof url === "string" && typeof token === "string" && URL.canParse(url) ? { url, token } : null;
  } catch {
    return null;
  }
}

/** Whole or not at all, mode 0600 in a directory of mode 0700. */
export async function writeCredentials(place: Place, credentials: Credentials): Promise<string> {
  const file = credentialsFile(place);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
    await chmod(temporary, 0o600);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  return file;
}

export async function removeCredentials(place: Place): Promise<void> {
  await rm(credentialsFile(place), { force: true });
}
