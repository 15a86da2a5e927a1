import type { components } from "../../generated/client.js";
import { type ArtifactType, findArtifact } from "../artifact.ts";
import { JSON_OPTION, type Register } from "../context.ts";
import { readPages } from "../pages.ts";
import { printable } from "../show/printable.ts";
import { positive } from "./artifacts.ts";
import { typeOption } from "./status.ts";

type Entry = components["schemas"]["AuditEntry"];

interface Options {
  readonly type?: ArtifactType;
  readonly limit: number;
  readonly json: boolean;
}

export const registerAudit: Register = (program, context, end) => {
  program
    .command("audit")
    .description("who did what to an artifact, oldest first")
    .argument("<artifact>", "id or name")
    .addOption(typeOption())
    .option("--limit <number>", "entries at most", positive, 1000)
    .option(...JSON_OPTION)
    .action(async (wanted: string, { type, limit, json }: Options) => {
      const registry = await context.registry();
      const { metadata } = await findArtifact(registry, wanted, type);
      const path = { artifact_type: metadata.type, id: metadata.id };
      const { entries, more } = await readPages<Entry>(limit, (query) =>
        registry.answer(registry.client.GET("/artifact/{artifact_type}/{id}/audit", { params: { path, query } })),
      );
      context.show(json, entries, () => entries.map(line).join(""));
      if (more) context.err(`there are more than these ${limit}; see --limit\n`);
      end(0);
    });
};

const line = ({ date, action, user }: Entry): string =>
  `${date}  ${action.padEnd(8)}  ${printable(user.name)}${user.is_admin ? " (admin)" : ""}\n`;
