/** After the tests: prints which documented answers were seen and fails when one was not. */
import { operationIds, operationTable } from "../../../generated/operations.ts";
import { allSeen } from "./contract-seen.ts";

interface Documented {
  readonly mediaTypes: readonly string[];
}

const seen = allSeen();
const unseen: string[] = [];
const width = Math.max(...operationIds.map((id) => id.length));

console.log("\nDocumented answers that the tests saw (operation, status; ✗ unseen):");
for (const id of operationIds) {
  const cells = Object.entries(operationTable[id].responses as Record<string, Documented>).map(
    ([status, { mediaTypes }]) => {
      const missing = (mediaTypes.length === 0 ? ["-"] : mediaTypes).filter(
        (type) => !seen.has(`${id} ${status} ${type}`),
      );
      for (const type of missing) unseen.push(`${id} ${status} ${type}`);
      return missing.length === 0 ? `${status}` : `${status}✗`;
    },
  );
  console.log(`  ${id.padEnd(width)}  ${cells.join("  ")}`);
}
if (unseen.length > 0) {
  console.error(
    `\n${unseen.length} documented answers were never seen:\n${unseen.map((one) => `  ${one}`).join("\n")}`,
  );
  process.exitCode = 1;
} else {
  console.log(`  ${seen.size} of ${seen.size} seen\n`);
}
