/** `npm run fuzz:scan [-- MUTANTS [SEED [FORMAT …]]]`: mutants of each executable format, 10,000 by default. */
import { formats, hasPython, tryMutants } from "./mutate.ts";

const [count = "10000", seed = "1", ...chosen] = process.argv.slice(2);
const judge = await hasPython();
if (!judge) console.log("python3 is not installed: only crashes and hangs are found");
let failed = false;
for (const format of chosen.length > 0 ? chosen : Object.keys(formats)) {
  const { mutants, admitted, slowest, faults } = await tryMutants(format, Number(count), Number(seed), judge);
  console.log(`${format}: ${mutants} mutants, ${admitted} admitted, slowest ${slowest} ms, ${faults.length} faults`);
  for (const fault of faults.slice(0, 5)) console.log(`  ${fault}`);
  failed ||= faults.length > 0;
}
process.exitCode = failed ? 1 : 0;
