/** `npm run schema` writes db/schema.sql, the sum of the migrations, for reviewers. A test compares it. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { migrate } from "../../db/migrate.ts";
import { dumpSchema } from "../../local/postgres/schema-dump.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import { runScript } from "../entry/run.ts";

async function run(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-schema-"));
  try {
    const postgres = await startPostgres({ directory, ephemeral: true });
    try {
      await migrate({ ...postgres, tls: false });
      const file = path.resolve(import.meta.dirname, "../../db/schema.sql");
      await writeFile(file, await dumpSchema(postgres));
      console.log(`wrote ${path.relative(process.cwd(), file)}`);
    } finally {
      await postgres.stop();
    }
  } finally {
    await removeTemporary(directory);
  }
}

new Command("npm run schema --")
  .description("Writes db/schema.sql, the schema that the migrations in db/migrations/ add up to.")
  .parse();
await runScript(run);
