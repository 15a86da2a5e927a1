import { Option } from "commander";
import { type ArtifactType, artifactTypes, findArtifact } from "../artifact.ts";
import { drawCard } from "../card.ts";
import { type Context, JSON_OPTION, type Register } from "../context.ts";
import type { ExitCode } from "../runtime.ts";
import { type Followed, watchAll } from "../watch.ts";
import { worst } from "./ingest.ts";

interface Options {
  readonly type?: ArtifactType;
  readonly watch: boolean;
  readonly json: boolean;
}

export const typeOption = (): Option =>
  new Option("--type <type>", "what kind of artifact it is").choices(artifactTypes);

export const registerStatus: Register = (program, context, end) => {
  program
    .command("status")
    .description("how an artifact stands, and why")
    .argument("<artifact>", "id or name")
    .addOption(typeOption())
    .option("--watch", "stay until it is completed, rejected or failed", false)
    .option(...JSON_OPTION)
    .addHelpText("after", "\nExit code: 0 completed or under way, 2 rejected, 3 failed.")
    .action(async (wanted: string, options: Options) => end(await status(wanted, options, context)));
};

async function status(wanted: string, { type, watch, json }: Options, context: Context): Promise<ExitCode> {
  const registry = await context.registry();
  const found = await findArtifact(registry, wanted, type);
  const { id, name, type: kind } = found.metadata;
  const startedAt = Date.parse(found.created_at);
  const followed: Followed = {
    id,
    type: kind,
    title: name,
    url: found.data.url,
    startedAt,
    artifact: found,
    endedAt: null,
  };
  if (watch) await watchAll([followed], registry, context, json);
  const artifact = followed.artifact ?? found;
  context.show(json, artifact, () => drawCard(artifact, context.page.columns));
  return worst([artifact.status]);
}
