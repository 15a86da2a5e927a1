/** `npm run audit:verify` recomputes the hash chain of the audit log and names the first entry that was changed. */
import { Command } from "commander";
import { verifyAudit } from "../db/audit/verify.ts";
import { reachDatabase } from "./entry/reach.ts";
import { runScript } from "./entry/run.ts";

async function verify(): Promise<void> {
  await using database = await reachDatabase(process.env, 60_000);
  const { intact, hash, broken } = await verifyAudit(database.orm.em);
  if (broken === null) {
    console.log(`${intact} entries are intact; the last hash is ${hash}`);
    return;
  }
  console.error(`entry ${broken.seq}: ${broken.reason}; the ${intact} entries before it are intact`);
  process.exitCode = 1;
}

new Command("npm run audit:verify --")
  .description(
    "Checks every entry of the audit log in the database of DB_HOST, else of a running npm start (DATA_DIR/stack.json). " +
      'Prints how many entries are intact and the hash of the last one. Compare it with a line "audit head" that was ' +
      "logged earlier and kept outside the database.",
  )
  .addHelpText(
    "after",
    "\nExit code: 0 intact, 1 an entry was changed, removed, added or moved, 2 the database was unreachable.",
  )
  .parse();
await runScript(verify, 2);
