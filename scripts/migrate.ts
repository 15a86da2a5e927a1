/** `npm run migrate` brings the database of DB_HOST to the newest schema: once per release, before the servers start. */
import { Command } from "commander";
import { grantFunctionRights } from "../db/function-role.ts";
import { migrate } from "../db/migrate.ts";
import { readDatabase, readEnvironment } from "../domain/environment.ts";
import { runScript } from "./entry/run.ts";

const command = new Command("npm run migrate --")
  .description(
    "Brings the database that DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASSWORD and DB_SSL name to the newest schema. " +
      "Running it twice, or twice at once, is safe. Servers never migrate a configured database by themselves.",
  )
  .option(
    "--function-role <role>",
    "grant an existing role only the rights of the ingest function, which then signs in as that role",
  );

interface Options {
  readonly functionRole?: string;
}

async function run({ functionRole }: Options): Promise<void> {
  const read = readEnvironment(process.env);
  const database = read.valid(readDatabase(read));
  const ran = await migrate(database);
  const place = `${database.database} at ${database.host}:${database.port}`;
  console.log(ran.length === 0 ? `${place} has the newest schema` : `${place}: ran ${ran.join(", ")}`);
  if (functionRole === undefined) return;
  await grantFunctionRights(database, functionRole);
  console.log(`${place}: ${functionRole} has the rights of the ingest function`);
}

await runScript(() => run(command.parse().opts<Options>()));
