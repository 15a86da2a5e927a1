import { InvalidArgumentError } from "commander";
import type { components } from "../../generated/client.js";
import type { ArtifactType } from "../artifact.ts";
import { type Context, JSON_OPTION, type Register } from "../context.ts";
import { readPages } from "../pages.ts";
import { printable } from "../show/printable.ts";
import { typeOption } from "./status.ts";

type Metadata = components["schemas"]["ArtifactMetadata"];

interface ListOptions {
  readonly type?: ArtifactType;
  readonly limit: number;
  readonly json: boolean;
}

const LIMIT = 100;

export const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number from 1.");
  return value;
};

export const registerLs: Register = (program, context, end) => {
  program
    .command("ls")
    .description("what can be downloaded")
    .argument("[name]", "only artifacts with exactly this name", "*")
    .addOption(typeOption())
    .option("--limit <number>", "artifacts at most", positive, LIMIT)
    .option(...JSON_OPTION)
    .action(async (name: string, options: ListOptions) => {
      const { client, answer } = await context.registry();
      const body = [{ name, ...(options.type === undefined ? {} : { types: [options.type] }) }];
      const found = await readPages<Metadata>(options.limit, (query) =>
        answer(client.POST("/artifacts", { params: { query }, body })),
      );
      list(found, options, context);
      end(0);
    });
};

export const registerSearch: Register = (program, context, end) => {
  program
    .command("search")
    .description("artifacts whose name or README matches a regular expression")
    .argument("<regex>", "PostgreSQL's advanced regular expressions; (?i) in front ignores case")
    .option("--limit <number>", "artifacts at most", positive, LIMIT)
    .option(...JSON_OPTION)
    .action(async (regex: string, options: ListOptions) => {
      const { client, answer } = await context.registry();
      const found = await readPages<Metadata>(options.limit, (query) =>
        answer(client.POST("/artifact/byRegEx", { params: { query }, body: { regex } }), [404]),
      );
      list(found, options, context);
      end(0);
    });
};

type Found = Awaited<ReturnType<typeof readPages<Metadata>>>;

function list({ entries, more }: Found, { json, limit }: ListOptions, context: Context): void {
  context.show(json, entries, () => entries.map(line).join(""));
  if (entries.length === 0) context.err("nothing found\n");
  if (more) context.err(`there are more than these ${limit}; see --limit\n`);
}

const line = ({ id, type, name }: Metadata): string =>
  `${String(id).padStart(7)}  ${type.padEnd(7)}  ${printable(name)}\n`;
