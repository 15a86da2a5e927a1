/** `npm run gc`: takes away what nothing refers to, or tells what would go. */
import { Command, InvalidArgumentError } from "commander";
import { databaseGarbage } from "../db/upkeep/garbage.ts";
import { ConfigurationFault } from "../domain/environment.ts";
import { collectGarbage, type GarbageReport } from "../server/upkeep/garbage.ts";
import { reach } from "./entry/reach.ts";

interface Options {
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly age: number;
}

const seconds = (value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("must be a whole number of seconds");
  return Number(value);
};

const command = new Command("npm run gc --")
  .description(
    "Deletes blobs without a live reference, parts and open uploads that no ingest goes on with, archives of artifacts " +
      "that are not completed, and checkpoints of final artifacts. Works on the parts that the environment names, else " +
      "on those of a running npm start (DATA_DIR/stack.json).",
  )
  .option("--dry-run", "only tell what would go", false)
  .option("--json", "print the report as JSON", false)
  .option("--age <seconds>", "touch nothing younger", seconds, 86_400)
  .parse();

function show({ items, checkpoints }: GarbageReport, dryRun: boolean): string {
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const verb = dryRun ? "would go" : "went";
  return [
    ...items.map((item) => `${item.kind.padEnd(8)} ${String(item.bytes).padStart(14)}  ${item.key}`),
    `${items.length} objects and uploads with ${bytes} bytes and ${checkpoints} checkpoints ${verb}`,
  ].join("\n");
}

const { dryRun, json, age } = command.opts<Options>();
try {
  await using parts = await reach(process.env);
  const register = databaseGarbage(parts.orm.em);
  const signal = AbortSignal.timeout(24 * 3600 * 1000);
  const report = await collectGarbage({ store: parts.store, register, ageSeconds: age, now: Date.now, dryRun, signal });
  console.log(json ? JSON.stringify(report, null, 2) : show(report, dryRun));
} catch (error) {
  console.error(error instanceof ConfigurationFault ? error.message : error);
  process.exitCode = 2;
}
