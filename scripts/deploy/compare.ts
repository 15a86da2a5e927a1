/**
 * `compare.ts <wanted.json> <deployed.json> [<member>]` prints the differences to the deployed document, or to its member.
 * Exit code: 0 no difference, 3 differences.
 */
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../domain/json.ts";

const SECRET = /PASSWORD|SECRET|TOKEN|KEY|CREDENTIAL/i;
/** The name of a secret is not secret. */
const PLACE = /_(PARAM|ARN)$/;

const isSecret = (path: string): boolean => SECRET.test(path) && !PLACE.test(path);
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Objects whose other members a deployment removes. */
const OWNED = /^(Environment\.Variables|DestinationConfig\.On\w+|VpcConfig\.\w+)$/;

/**
 * One line for each setting of `wanted` that differs in `deployed`. Other settings are ignored, except in objects that
 * belong to the deployment. Values that may be secret are masked.
 */
export function differences(wanted: unknown, deployed: unknown, at = ""): string[] {
  if (isObject(wanted) && (isObject(deployed) || isNothing(deployed))) {
    const has = isObject(deployed) ? deployed : {};
    const names = new Set([...Object.keys(wanted), ...(OWNED.test(at) ? Object.keys(has) : [])]);
    return [...names].sort().flatMap((name) => {
      const path = at === "" ? name : `${at}.${name}`;
      return differences(wanted[name], has[name], path);
    });
  }
  if ((isNothing(wanted) && isNothing(deployed)) || isDeepStrictEqual(wanted, deployed)) return [];
  return [`${at}: ${shown(at, deployed)} -> ${shown(at, wanted)}`];
}

function shown(path: string, value: unknown): string {
  if (isNothing(value)) return "(none)";
  return isSecret(path) ? "(secret)" : JSON.stringify(value);
}

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
