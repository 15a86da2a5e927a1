/** `gatehouse admin reset` gives an account the role admin and a new password. It needs the database, not the server. */
import { randomBytes } from "node:crypto";
import { Command } from "commander";
import { databaseAccounts } from "../db/access/accounts.ts";
import { hashPassword } from "../server/access/passwords.ts";
import { reachDatabase } from "./entry/reach.ts";
import { runScript } from "./entry/run.ts";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/;

async function reset(name: string): Promise<void> {
  if (!NAME.test(name)) throw new Error(`"${name}" is not a valid account name`);
  await using database = await reachDatabase(process.env, 15_000);
  const password = randomBytes(18).toString("base64url");
  await databaseAccounts(database.orm.em).reinstate({ name, passwordHash: await hashPassword(password) });
  console.log(`${name} is an administrator with the password ${password} (shown once)`);
}

const command = new Command("gatehouse admin reset")
  .description(
    "Makes an account an administrator with a new password, which is printed once. Creates the account if it does not " +
      "exist; revokes its tokens. Works on the registry's own machine only: it uses the database of DB_HOST, else that of a " +
      "running npm start (DATA_DIR/stack.json). The audit log gets an entry.",
  )
  .argument("[name]", "account (default: ADMIN_USER, else admin)")
  .parse();
await runScript(() => reset(command.args[0] ?? (process.env["ADMIN_USER"] || "admin")));
