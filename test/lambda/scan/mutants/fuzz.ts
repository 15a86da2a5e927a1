/** `npm run fuzz:scan [-- MUTANTS [SEED [FORMAT …]]]`: mutants of each executable format. */
import { Argument, Command, InvalidArgumentError } from "commander";
import { runScript } from "../../../../scripts/entry/run.ts";
import { formats, hasPython, tryMutants } from "./mutate.ts";

async function fuzz(count: number, seed: number, chosen: readonly string[]): Promise<void> {
  const judge = await hasPython();
  if (!judge) console.log("python3 is not installed: only crashes and hangs are found");
  for (const format of chosen.length > 0 ? chosen : Object.keys(formats)) {
    const { mutants, admitted, slowest, faults } = await tryMutants(format, count, seed, judge);
    console.log(
      `${format}: ${mutants} mutants, ${admitted} admitted, slowest ${slowest} ms of processor time, ${faults.length} faults`,
    );
    for (const fault of faults.slice(0, 5)) console.log(`  ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

const command = new Command("npm run fuzz:scan --")
  .description(
    "Scans mutants of harmful files of each executable format. Ends with 1 when the scan crashes, hangs, or admits a " +
      "file whose payload Python would run.",
  )
  .argument("[mutants]", "number per format", wholeNumber, 10_000)
  .argument("[seed]", "the same seed makes the same mutants", wholeNumber, 1)
  .addArgument(new Argument("[formats...]", "all by default").choices(Object.keys(formats)))
  .parse();
const [count, seed, chosen] = command.processedArgs as [number, number, string[] | undefined];
await runScript(() => fuzz(count, seed, chosen ?? []));
