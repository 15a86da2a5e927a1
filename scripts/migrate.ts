/** `npm run migrate` brings the database of DB_HOST to the newest schema: once per release, before the servers start. */
import { parseArgs } from "node:util";
import { grantFunctionRights, migrate } from "../db/migrate.ts";
import { readDatabase, readEnvironment } from "../domain/environment.ts";
import { runScript } from "./entry/run.ts";

// The server's image runs this script without development dependencies such as commander.
const USAGE = `Usage: npm run migrate -- [options]

Brings the database that DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASSWORD and DB_SSL name to the newest schema.
Running it twice, or twice at once, is safe. Servers never migrate a configured database by themselves.

Options:
  --function-role <role>  grant an existing role only the rights of the ingest function, which then signs in as that role
  -h, --help              display help for command`;

async function run(): Promise<void> {
  const options = { "function-role": { type: "string" }, help: { type: "boolean", short: "h" } } as const;
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const read = readEnvironment(process.env);
  const database = read.valid(readDatabase(read));
  const ran = await migrate(database);
  const place = `${database.database} at ${database.host}:${database.port}`;
  console.log(ran.length === 0 ? `${place} has the newest schema` : `${place}: ran ${ran.join(", ")}`);
  const role = values["function-role"];
  if (role === undefined) return;
  await grantFunctionRights(database, role);
  console.log(`${place}: ${role} has the rights of the ingest function`);
}

await runScript(run);
