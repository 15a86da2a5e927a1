/** `gatehouse ls`, `search`, `rate`, `audit` and `rm`. */
import { InvalidArgumentError } from "commander";
import type { components } from "../../generated/client.js";
import { type ArtifactType, findArtifact } from "../artifact.ts";
import { type Context, JSON_OPTION, type Register } from "../context.ts";
import { readPages } from "../registry.ts";
import { CommandFault } from "../runtime.ts";
import { drawRating, type RatingView } from "../show/rating.ts";
import { printable } from "../show/text.ts";
import { typeOption } from "./ingest.ts";

type Schemas = components["schemas"];

interface ListOptions {
  readonly type?: ArtifactType;
  readonly limit: number;
  readonly json: boolean;
}

const DEFAULT_LIMIT = 100;
const DEFAULT_AUDIT_LIMIT = 1000;

/** Parses a whole number from 1. Throws commander's InvalidArgumentError. */
export const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number from 1.");
  return value;
};

export const registerLs: Register = (program, context, end) => {
  program
    .command("ls")
    .description("list completed artifacts")
    .argument("[name]", "only artifacts with exactly this name", "*")
    .addOption(typeOption())
    .option("--limit <number>", "artifacts at most", positive, DEFAULT_LIMIT)
    .option(...JSON_OPTION)
    .action(async (name: string, options: ListOptions) => {
      const { client, answer } = await context.registry();
      const body = [{ name, ...(options.type === undefined ? {} : { types: [options.type] }) }];
      const found = await readPages<Schemas["ArtifactMetadata"]>(options.limit, (query) =>
        answer(client.POST("/artifacts", { params: { query }, body })),
      );
      list(found, options, context);
      end(0);
    });
};

export const registerSearch: Register = (program, context, end) => {
  program
    .command("search")
    .description("list artifacts whose name or README matches a regular expression")
    .argument("<regex>", "PostgreSQL advanced regular expression; a leading (?i) ignores case")
    .option("--limit <number>", "artifacts at most", positive, DEFAULT_LIMIT)
    .option(...JSON_OPTION)
    .action(async (regex: string, options: ListOptions) => {
      const { client, answer } = await context.registry();
      const found = await readPages<Schemas["ArtifactMetadata"]>(options.limit, (query) =>
        answer(client.POST("/artifact/byRegEx", { params: { query }, body: { regex } }), [404]),
      );
      list(found, options, context);
      end(0);
    });
};

type Found = Awaited<ReturnType<typeof readPages<Schemas["ArtifactMetadata"]>>>;

function list({ entries, more }: Found, { json, limit }: ListOptions, context: Context): void {
  context.show(json, entries, () => entries.map(metadataLine).join(""));
  if (entries.length === 0) context.err("nothing found\n");
  if (more) context.err(moreThan(limit));
}

const metadataLine = ({ id, type, name }: Schemas["ArtifactMetadata"]): string =>
  `${String(id).padStart(7)}  ${type.padEnd(7)}  ${printable(name)}\n`;

const moreThan = (limit: number): string => `There are more than ${limit}. Raise --limit to see them\n`;

export const registerRate: Register = (program, context, end) => {
  program
    .command("rate")
    .description("show the rating of a model: every metric with its evidence, the verdict, advice")
    .argument("<model>", "id or name")
    .option(...JSON_OPTION)
    .action(async (wanted: string, { json }: { json: boolean }) => {
      const registry = await context.registry();
      const { metadata } = await findArtifact(registry, wanted, "model");
      const call = registry.client.GET("/artifact/model/{id}/rate", { params: { path: { id: metadata.id } } });
      const { data } = await registry.answer(call);
      if (data === undefined) throw new CommandFault(`Model ${metadata.id} has no rating`);
      context.show(json, data, () => drawRating(viewOf(data), context.page));
      end(0);
    });
};

const viewOf = ({ net_score, rating_details: details }: Schemas["ModelRating"]): RatingView => ({
  rating: details,
  netScore: net_score,
  retryable: details.decision.decision === "defer",
  commitDate: null,
  missing: [],
});

export const registerAudit: Register = (program, context, end) => {
  program
    .command("audit")
    .description("show who did what to an artifact, oldest first")
    .argument("<artifact>", "id or name")
    .addOption(typeOption())
    .option("--limit <number>", "entries at most", positive, DEFAULT_AUDIT_LIMIT)
    .option(...JSON_OPTION)
    .action(async (wanted: string, { type, limit, json }: ListOptions) => {
      const registry = await context.registry();
      const { metadata } = await findArtifact(registry, wanted, type);
      const path = { artifact_type: metadata.type, id: metadata.id };
      const { entries, more } = await readPages<Schemas["AuditEntry"]>(limit, (query) =>
        registry.answer(registry.client.GET("/artifact/{artifact_type}/{id}/audit", { params: { path, query } })),
      );
      context.show(json, entries, () => entries.map(auditLine).join(""));
      if (more) context.err(moreThan(limit));
      end(0);
    });
};

const auditLine = ({ date, action, user }: Schemas["AuditEntry"]): string =>
  `${date}  ${action.padEnd(8)}  ${printable(user.name)}${user.is_admin ? " (admin)" : ""}\n`;

interface RemoveOptions {
  readonly type?: ArtifactType;
  readonly yes: boolean;
  readonly json: boolean;
}

export const registerRm: Register = (program, context, end) => {
  program
    .command("rm")
    .description("delete an artifact")
    .argument("<artifact>", "id or name")
    .addOption(typeOption())
    .option("-y, --yes", "delete without asking", false)
    .option(...JSON_OPTION)
    .action(async (wanted: string, options: RemoveOptions) => {
      await remove(wanted, options, context);
      end(0);
    });
};

async function remove(wanted: string, { type, yes, json }: RemoveOptions, context: Context): Promise<void> {
  const registry = await context.registry();
  const { metadata, data } = await findArtifact(registry, wanted, type);
  const which = `${metadata.type} ${metadata.id} (${metadata.name}, ${data.url})`;
  if (!yes) await confirm(which, context);
  const path = { artifact_type: metadata.type, id: metadata.id };
  await registry.answer(registry.client.DELETE("/artifacts/{artifact_type}/{id}", { params: { path } }));
  context.show(json, metadata, () => `deleted ${which}\n`);
}

async function confirm(which: string, { ask }: Context): Promise<void> {
  const answer = await ask(`delete ${which}? [y/N] `, false);
  if (answer === null)
    throw new CommandFault("Deleting needs a confirmation, and this is not a terminal", {
      advice: "Add --yes to delete without asking",
    });
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandFault("Nothing was deleted");
}
