import { randomBytes } from "node:crypto";
import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/** Secrets of the embedded stack. */
export interface Secrets {
  readonly adminPassword: string;
  readonly tokenSecret: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Creates the secrets on the first call and keeps them in the directory, readable by their owner only. */
export async function keptSecrets(directory: string): Promise<{ secrets: Secrets; fresh: boolean }> {
  const file = path.join(directory, "secrets.json");
  try {
    return { secrets: JSON.parse(await readFile(file, "utf8")) as Secrets, fresh: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const secrets: Secrets = {
    adminPassword: randomBytes(12).toString("base64url"),
    tokenSecret: randomBytes(32).toString("base64url"),
    accessKeyId: `GATEHOUSE${randomBytes(6).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(24).toString("base64url"),
  };
  await writePrivate(file, secrets);
  return { secrets, fresh: true };
}

/** Writes JSON atomically, readable by its owner only. */
export async function writePrivate(file: string, value: unknown): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, file);
}
