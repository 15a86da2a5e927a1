/** `npm run fsck`: compares database, manifests, blobs and archives; exit code 1 when they differ. */
import { Command, InvalidArgumentError } from "commander";
import { databaseGarbage } from "../db/upkeep/garbage.ts";
import { databaseInventory } from "../db/upkeep/inventory.ts";
import { ConfigurationFault } from "../domain/environment.ts";
import { collectGarbage } from "../server/upkeep/garbage.ts";
import { checkIntegrity, type IntegrityReport } from "../server/upkeep/integrity.ts";
import { reach } from "./entry/reach.ts";

const seconds = (value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("must be a whole number of seconds");
  return Number(value);
};

const command = new Command("npm run fsck --")
  .description(
    "Reports every difference between the database, the manifests, the blobs and the archives, and what lies in the " +
      "store although nothing refers to it. Changes nothing. Works on the parts that the environment names, else on " +
      "those of a running npm start (DATA_DIR/stack.json). Exit code 0: no difference; 1: differences; 2: it could not look.",
  )
  .option("--json", "print the report as JSON", false)
  .option("--age <seconds>", "younger things in the store may still be in the making", seconds, 86_400)
  .parse();

function show({ artifacts, files, blobs, differences }: IntegrityReport): string {
  return [
    ...differences.map(({ of, what }) => `${of}: ${what}`),
    `${artifacts} completed artifacts, ${files} files, ${blobs} blobs: ${differences.length === 0 ? "no difference" : `${differences.length} differences`}`,
  ].join("\n");
}

const { json, age } = command.opts<{ json: boolean; age: number }>();
try {
  await using parts = await reach(process.env);
  const { orm, store } = parts;
  const signal = AbortSignal.timeout(24 * 3600 * 1000);
  const garbage = () =>
    collectGarbage({ store, register: databaseGarbage(orm.em), ageSeconds: age, now: Date.now, dryRun: true, signal });
  const report = await checkIntegrity({ inventory: databaseInventory(orm.em), store, garbage, signal });
  console.log(json ? JSON.stringify(report, null, 2) : show(report));
  process.exitCode = report.differences.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof ConfigurationFault ? error.message : error);
  process.exitCode = 2;
}
