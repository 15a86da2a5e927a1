/** `npm run migrate` brings the database of DB_HOST to the newest schema: once per release, before the servers start. */
import { parseArgs } from "node:util";
import { grantFunctionRights, migrate } from "../db/migrate.ts";
import { ConfigurationFault, readDatabase, readEnvironment } from "../domain/environment.ts";

const USAGE = `usage: npm run migrate [-- --function-role <role>]

Brings the database that DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASSWORD and DB_SSL name to the newest schema.
Running it twice, or twice at once, is safe. Servers never do this by themselves.
--function-role gives an existing role the rights that the ingest function needs, and no others: let the function
sign in as that role instead of the owner of the database.`;

async function run(functionRole: string | undefined): Promise<void> {
  const read = readEnvironment(process.env);
  const database = read.valid(readDatabase(read));
  const ran = await migrate(database);
  const place = `${database.database} at ${database.host}:${database.port}`;
  console.log(ran.length === 0 ? `${place} has the newest schema` : `${place}: ran ${ran.join(", ")}`);
  if (functionRole === undefined) return;
  await grantFunctionRights(database, functionRole);
  console.log(`${place}: ${functionRole} has the rights of the ingest function`);
}

if (import.meta.main) {
  if (process.argv.includes("--help")) console.log(USAGE);
  else {
    try {
      const { values } = parseArgs({ options: { "function-role": { type: "string" } } });
      await run(values["function-role"]);
    } catch (error) {
      console.error(error instanceof ConfigurationFault ? error.message : `migrate: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}
