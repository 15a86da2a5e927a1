/** Keeps the last sign-in in `$XDG_CONFIG_HOME/gatehouse/credentials.json`, readable by its owner only. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { CommandFault, type Runtime } from "./runtime.ts";

export interface Credentials {
  /** Address of the registry, such as http://127.0.0.1:8000. */
  readonly url: string;
  /** Header value, scheme included. */
  readonly token: string;
}

type Place = Pick<Runtime, "env" | "home">;

/** Ignores a relative XDG path, as the XDG base directory specification asks. */
export function credentialsFile({ env, home }: Place): string {
  const configured = env["XDG_CONFIG_HOME"] ?? "";
  const base = path.isAbsolute(configured) ? configured : path.join(home, ".config");
  return path.join(base, "gatehouse", "credentials.json");
}

/** Null when nobody is signed in. Throws CommandFault when the file cannot be read or is damaged. */
export async function readCredentials(place: Place): Promise<Credentials | null> {
  const file = credentialsFile(place);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new CommandFault(`Cannot read ${file}: ${error.message}`, { cause: error });
  });
  if (text === null) return null;
  const credentials = parsed(text);
  if (credentials !== null) return credentials;
  throw new CommandFault(`${file} is damaged`, { advice: "Remove it and sign in again: gatehouse login" });
}

function parsed(text: string): Credentials | null {
  try {
    const { url, token } = JSON.parse(text) as Partial<Credentials>;
    return typeof url === "string" && typeof token === "string" && URL.canParse(url) ? { url, token } : null;
  } catch {
    return null;
  }
}

/** Writes the file atomically, mode 0600 in a directory of mode 0700. Resolves to its path. */
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
