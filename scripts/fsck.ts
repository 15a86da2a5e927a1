/** `npm run fsck` compares database, manifests, blobs and archives. */
import { Command } from "commander";
import { databaseGarbage } from "../db/upkeep/garbage.ts";
import { databaseInventory } from "../db/upkeep/inventory.ts";
import { collectGarbage } from "../server/upkeep/garbage.ts";
import { checkIntegrity, type IntegrityReport } from "../server/upkeep/integrity.ts";
import { seconds } from "./entry/options.ts";
import { reach } from "./entry/reach.ts";
import { runScript } from "./entry/run.ts";

const command = new Command("npm run fsck --")
  .description(
    "Reports every difference between the database, the manifests, the blobs and the archives, and objects that " +
      "nothing refers to. Changes nothing. Uses the database and the object store that the environment names, else " +
      "those of a running npm start (DATA_DIR/stack.json).",
  )
  .option("--json", "print the report as JSON", false)
  .option("--age <seconds>", "ignore younger objects, which an ingest may still write", seconds, 86_400)
  .addHelpText(
    "after",
    "\nExit code: 0 no difference, 1 differences, 2 the database or the object store was unreachable.",
  )
  .parse();

function show({ artifacts, files, blobs, differences }: IntegrityReport): string {
  return [
    ...differences.map(({ of, what }) => `${of}: ${what}`),
    `${artifacts} completed artifacts, ${files} files, ${blobs} blobs: ${differences.length === 0 ? "no difference" : `${differences.length} differences`}`,
  ].join("\n");
}

const { json, age } = command.opts<{ json: boolean; age: number }>();
await runScript(async () => {
  await using parts = await reach(process.env);
  const { orm, store } = parts;
  const signal = AbortSignal.timeout(24 * 3600 * 1000);
  const garbage = () =>
    collectGarbage({ store, register: databaseGarbage(orm.em), ageSeconds: age, now: Date.now, dryRun: true, signal });
  const report = await checkIntegrity({ inventory: databaseInventory(orm.em), store, garbage, signal });
  console.log(json ? JSON.stringify(report, null, 2) : show(report));
  process.exitCode = report.differences.length === 0 ? 0 : 1;
}, 2);
