/** `npm run schema` writes db/schema.sql: what the migrations amount to, for reviewers. A test compares it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "../db/migrate.ts";
import { dumpSchema } from "../local/postgres/schema-dump.ts";
import { startPostgres } from "../local/postgres.ts";

if (import.meta.main) {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-schema-"));
  const postgres = await startPostgres({ directory, ephemeral: true });
  try {
    await migrate({ ...postgres, tls: false });
    const file = path.resolve(import.meta.dirname, "../db/schema.sql");
    await writeFile(file, await dumpSchema(postgres));
    console.log(`wrote ${path.relative(process.cwd(), file)}`);
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
