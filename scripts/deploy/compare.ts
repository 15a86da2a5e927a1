/**
 * `compare.ts <wanted.json> <deployed.json> [<member>]` prints the differences to the deployed document, or to its member.
 * Exit code: 0 no difference, 3 differences.
 */
import { readFileSync } from "node:fs";
import { differences } from "./differences.ts";

function compare(wantedFile: string, deployedFile: string, member: string): readonly string[] {
  const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, "utf8"));
  const { FunctionName: _name, Qualifier: _qualifier, ...wanted } = read(wantedFile);
  const deployed = read(deployedFile);
  return differences(wanted, member === "" ? deployed : deployed[member]);
}

if (import.meta.main) {
  const [wantedFile, deployedFile, member = ""] = process.argv.slice(2);
  if (wantedFile === undefined || deployedFile === undefined) throw new Error("usage: compare.ts <wanted> <deployed>");
  const lines = compare(wantedFile, deployedFile, member);
  for (const line of lines) console.log(`    ${line}`);
  process.exitCode = lines.length === 0 ? 0 : 3;
}
