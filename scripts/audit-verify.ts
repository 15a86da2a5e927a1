/** `npm run audit:verify` recomputes the chain of the audit log and names the first entry that is not as it was written. */
import { verifyAudit } from "../db/audit/verify.ts";
import { createOrm } from "../db/orm.ts";
import { ConfigurationFault } from "../domain/environment.ts";
import { registryDatabase } from "./registry-database.ts";

const USAGE = `usage: npm run audit:verify

Checks every entry of the audit log of the database that DB_HOST and its companions name, or of the registry that
"npm start" runs under DATA_DIR (default .data). Prints how many entries are intact and the hash of the last one:
compare it with a line "audit head" that was logged earlier, kept outside the database.
Exit code: 0 intact, 1 an entry was changed, removed, added or moved, 2 the check could not be made.`;

async function run(): Promise<number> {
  const orm = createOrm(await registryDatabase(process.env), {
    max: 1,
    statementTimeoutMs: 60_000,
    connectTimeoutMs: 5_000,
  });
  try {
    const { intact, hash, broken } = await verifyAudit(orm.em);
    if (broken === null) {
      console.log(`${intact} entries are intact; the last hash is ${hash}`);
      return 0;
    }
    console.error(`entry ${broken.seq}: ${broken.reason}; the ${intact} entries before it are intact`);
    return 1;
  } finally {
    await orm.close(true);
  }
}

if (import.meta.main) {
  if (process.argv.includes("--help")) console.log(USAGE);
  else {
    try {
      process.exitCode = await run();
    } catch (error) {
      console.error(error instanceof ConfigurationFault ? error.message : `audit:verify: ${(error as Error).message}`);
      process.exitCode = 2;
    }
  }
}
