/**
 * `render.ts policy|document|alarms|lifecycle <template> <out> [<existing>]` fills a JSON template from the environment.
 * Alarms go into the folder <out>, one file each. Exit code 3: the existing life cycle needs no change.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { filled, lifecycleWith, policyOf } from "./template.ts";

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const write = (file: string, content: unknown): void => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);

type Rules = { readonly Rules?: { readonly ID: string }[] };

const kinds: Record<string, (template: unknown, out: string, existing?: string) => void> = {
  policy: (template, out) => write(out, policyOf(template, process.env)),
  document: (template, out) => write(out, filled(template, process.env)),
  alarms: (template, out) => {
    mkdirSync(out, { recursive: true });
    const alarms = filled(template, process.env) as { readonly AlarmName: string }[];
    for (const [index, alarm] of alarms.entries()) write(path.join(out, `${index + 10}.json`), alarm);
  },
  lifecycle: (template, out, existing) => {
    const before = existing === undefined ? {} : (read(existing) as Rules);
    const merged = lifecycleWith((template as Rules).Rules ?? [], before.Rules ?? []);
    if (merged === null) process.exitCode = 3;
    else write(out, merged);
  },
};

if (import.meta.main) {
  const [kind = "", template, out, existing] = process.argv.slice(2);
  const render = kinds[kind];
  if (render === undefined || template === undefined || out === undefined) {
    throw new Error(`usage: render.ts ${Object.keys(kinds).join("|")} <template> <out> [<existing>]`);
  }
  try {
    render(read(template), out, existing);
  } catch (error) {
    console.error(`${template}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
