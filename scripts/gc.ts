/** `npm run gc` deletes what nothing refers to, or lists it. */
import { Command } from "commander";
import { databaseGarbage } from "../db/upkeep/garbage.ts";
import { collectGarbage, type GarbageReport } from "../server/upkeep/garbage.ts";
import { seconds } from "./entry/options.ts";
import { reach } from "./entry/reach.ts";
import { runScript } from "./entry/run.ts";

interface Options {
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly age: number;
}

const command = new Command("npm run gc --")
  .description(
    "Deletes blobs without a reference, partial transfers and open uploads that no ingest continues, archives of " +
      "artifacts that are not completed, and checkpoints of final artifacts. Uses the database and the object store " +
      "that the environment names, else those of a running npm start (DATA_DIR/stack.json).",
  )
  .option("--dry-run", "only list what it would delete", false)
  .option("--json", "print the report as JSON", false)
  .option("--age <seconds>", "keep everything younger than this", seconds, 86_400)
  .addHelpText("after", "\nExit code: 0 done, 2 the database or the object store was unreachable.")
  .parse();

function show({ items, checkpoints }: GarbageReport, dryRun: boolean): string {
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const verb = dryRun ? "would be deleted" : "deleted";
  return [
    ...items.map((item) => `${item.kind.padEnd(8)} ${String(item.bytes).padStart(14)}  ${item.key}`),
    `${items.length} objects and uploads with ${bytes} bytes and ${checkpoints} checkpoints ${verb}`,
  ].join("\n");
}

const { dryRun, json, age } = command.opts<Options>();
await runScript(async () => {
  await using parts = await reach(process.env);
  const register = databaseGarbage(parts.orm.em);
  const signal = AbortSignal.timeout(24 * 3600 * 1000);
  const report = await collectGarbage({ store: parts.store, register, ageSeconds: age, now: Date.now, dryRun, signal });
  console.log(json ? JSON.stringify(report, null, 2) : show(report, dryRun));
}, 2);
