/** `gatehouse admin reset`: the way back in for who runs the machine. Needs the database, not the HTTP server. */
import { randomBytes } from "node:crypto";
import { databaseAccounts } from "../db/access/accounts.ts";
import { createOrm } from "../db/orm.ts";
import { ConfigurationFault } from "../domain/environment.ts";
import { hashPassword } from "../server/access/passwords.ts";
import { registryDatabase } from "./registry-database.ts";

const USAGE = `usage: gatehouse admin reset [name]

Makes the account (ADMIN_USER or admin when no name is given) an administrator with a new password, which is printed
once. Creates the account if it does not exist; ends its tokens. Works on the registry's own machine only: it needs
the database of DB_HOST and its companions, or a registry that "npm start" runs under DATA_DIR (default .data).
The audit log gets an entry.`;

const NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/;

async function run(name: string): Promise<void> {
  if (!NAME.test(name)) throw new Error(`"${name}" is not the name of an account`);
  const orm = createOrm(await registryDatabase(process.env), {
    max: 1,
    statementTimeoutMs: 15_000,
    connectTimeoutMs: 5_000,
  });
  try {
    const password = randomBytes(18).toString("base64url");
    await databaseAccounts(orm.em).reinstate({ name, passwordHash: await hashPassword(password) });
    console.log(`${name} is an administrator with the password ${password} (shown once)`);
  } finally {
    await orm.close(true);
  }
}

if (import.meta.main) {
  const [given] = process.argv.slice(2);
  if (given === "--help" || given === "-h") console.log(USAGE);
  else {
    try {
      await run(given ?? (process.env["ADMIN_USER"] || "admin"));
    } catch (error) {
      console.error(error instanceof ConfigurationFault ? error.message : `admin reset: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}
