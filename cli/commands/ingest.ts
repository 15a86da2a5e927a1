import type { Command } from "commander";
import { Option } from "commander";
import { type Artifact, type ArtifactType, artifactTypes, typeOfLink } from "../artifact.ts";
import { type Context, JSON_OPTION, type Register } from "../context.ts";
import { CommandFault } from "../fault.ts";
import type { Registry } from "../registry.ts";
import { type ExitCode, exitCodes } from "../runtime.ts";
import { type Followed, isFinal, report, sentence, watchAll } from "../watch.ts";

interface Options {
  readonly type?: ArtifactType;
  readonly name?: string;
  readonly watch: boolean;
  readonly json: boolean;
}

export const registerIngest: Register = (program, context, end) => {
  const command: Command = program
    .command("ingest")
    .description("bring artifacts in by their links")
    .argument("<link...>", "links to Hugging Face or GitHub")
    .addOption(new Option("--type <type>", "what the links name (default: told from each link)").choices(artifactTypes))
    .option("--name <name>", "name in the registry, for a single link (default: the last part of the link)")
    .option("--watch", "stay until every one is completed, rejected or failed", false)
    .option(...JSON_OPTION)
    .addHelpText("after", "\nExit code with --watch: 0 all completed, 2 some rejected, 3 some failed, 1 anything else.")
    .action(async (links: string[], options: Options) => {
      if (options.name !== undefined && links.length > 1) command.error("error: --name goes with a single link");
      end(await ingest(links, options, context));
    });
};

/** Everything is posted before anything is watched. A link that cannot be posted does not keep the others from it. */
async function ingest(links: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const registry = await context.registry();
  const wanted = links.map((link) => ({ link, type: options.type ?? typeOfLink(link) }));
  const posted = await Promise.all(wanted.map((one) => post(one, options, registry, context)));
  const accepted = posted.filter((one) => one !== null);
  if (options.watch) await watchAll(accepted, registry, context, options.json);
  context.show(
    options.json,
    accepted.map(({ id, type, url, artifact }) => artifact ?? { id, type, url }),
    () => (options.watch ? report(accepted, context) : accepted.map(sentence).join("")),
  );
  if (accepted.length < posted.length) return exitCodes.other;
  return worst(accepted.filter(isFinal).map(({ artifact }) => artifact?.status));
}

/** Failed before rejected before completed. */
export function worst(statuses: readonly (string | undefined)[]): ExitCode {
  if (statuses.includes("failed")) return exitCodes.failed;
  return statuses.includes("rejected") ? exitCodes.rejected : exitCodes.completed;
}

interface Wanted {
  readonly link: string;
  readonly type: ArtifactType;
}

/** Null when it was refused; the reason is told at once. A link that is there already is followed like a new one. */
async function post(
  { link, type }: Wanted,
  { name }: Options,
  registry: Registry,
  context: Context,
): Promise<Followed | null> {
  const startedAt = context.now();
  const followed = (id: number, artifact: Artifact | null, title: string): Followed => ({
    id,
    type,
    title,
    url: link,
    startedAt,
    artifact,
    endedAt: artifact === null ? null : context.now(),
  });
  const title = name ?? link.replace(/^https?:\/\/(www\.)?[^/]+\//, "");
  try {
    const body = name === undefined ? { url: link } : { url: link, name };
    const call = registry.client.POST("/artifact/{artifact_type}", { params: { path: { artifact_type: type } }, body });
    const { data, error } = await registry.answer(call, [409, 424]);
    if (data !== undefined)
      return "artifact_id" in data ? followed(data.artifact_id, null, title) : followed(data.metadata.id, data, title);
    if (error !== undefined && "artifact" in error) return followed(error.artifact.metadata.id, error.artifact, title);
    if (error !== undefined && "existing_id" in error) {
      context.err(`${link}: ${error.detail}\n`);
      return followed(error.existing_id, null, title);
    }
    throw new Error(`POST /artifact/${type} was answered with something that is not documented`);
  } catch (fault) {
    if (!(fault instanceof CommandFault)) throw fault;
    context.err(`${link}: ${fault.message}${fault.advice === null ? "" : `\n  ${fault.advice}`}\n`);
    return null;
  }
}
