import { readFile } from "node:fs/promises";
import path from "node:path";
import { type DatabaseConfig, type Env, readDatabase, readEnvironment } from "../domain/environment.ts";

/**
 * The database for work on the machine: the one that DB_HOST and its companions name, or else that of the registry that
 * `npm start` runs under DATA_DIR. Throws ConfigurationFault, or an error that says that no registry runs there.
 */
export async function registryDatabase(env: Env): Promise<DatabaseConfig> {
  if (env["DB_HOST"] !== undefined && env["DB_HOST"] !== "") {
    const read = readEnvironment(env);
    return read.valid(readDatabase(read));
  }
  const file = path.resolve(env["DATA_DIR"] ?? ".data", "stack.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error(`DB_HOST is not set and no registry runs here: there is no ${file}`);
  }
  const { postgres } = JSON.parse(text) as { postgres: Omit<DatabaseConfig, "tls"> };
  return { ...postgres, tls: false };
}
