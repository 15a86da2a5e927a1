/** `npm run lint:contract` checks openapi.yaml with Spectral's rules for OpenAPI. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";
import { Command } from "commander";
import { runScript } from "../../scripts/entry/run.ts";

/** Every finding of a document, from errors to hints, as `line: message (rule)`. */
export async function findingsOf(text: string): Promise<string[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: rulesets.oas as RulesetDefinition });
  const found = await linter.run(new spectral.Document(text, parsers.Yaml));
  return found.map(({ code, message, range }) => `${range.start.line + 1}: ${message} (${code})`);
}

async function lint(): Promise<void> {
  const text = await readFile(path.resolve(import.meta.dirname, "../../openapi.yaml"), "utf8");
  const findings = await findingsOf(text);
  for (const finding of findings) console.log(`openapi.yaml:${finding}`);
  console.log(`openapi.yaml: ${findings.length} findings of spectral:oas`);
  if (findings.length > 0) process.exitCode = 1;
}

if (import.meta.main) {
  new Command("npm run lint:contract")
    .description("Checks openapi.yaml with the ruleset spectral:oas. Ends with 1 when there is a finding.")
    .parse();
  await runScript(lint);
}
