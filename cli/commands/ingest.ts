/** `gatehouse ingest` and `gatehouse status`. */
import { type Command, Option } from "commander";
import { type Artifact, type ArtifactType, artifactTypes, findArtifact, typeOfLink } from "../artifact.ts";
import { type Context, JSON_OPTION, type Register } from "../context.ts";
import type { Registry } from "../registry.ts";
import { CommandFault, type ExitCode, exitCodes } from "../runtime.ts";
import { drawArtifact, isFinal } from "../show/artifacts.ts";
import { type Followed, report, watchAll } from "../watch.ts";

interface IngestOptions {
  readonly type?: ArtifactType;
  readonly name?: string;
  readonly watch: boolean;
  readonly json: boolean;
}

export const registerIngest: Register = (program, context, end) => {
  const command: Command = program
    .command("ingest")
    .description("ingest artifacts by their links")
    .argument("<link...>", "links to Hugging Face or GitHub")
    .addOption(new Option("--type <type>", "type of every artifact (default: by its link)").choices(artifactTypes))
    .option("--name <name>", "name in the registry, for a single link (default: the last part of the link)")
    .option("--watch", "wait until every artifact is completed, rejected or failed", false)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      "\nExit code with --watch: 0 all completed, 2 some rejected, 3 some failed, 1 any other error.",
    )
    .action(async (links: string[], options: IngestOptions) => {
      if (options.name !== undefined && links.length > 1) command.error("error: --name requires a single link");
      end(await ingest(links, options, context));
    });
};

/** Posts every link before it watches any. A link that is refused does not stop the others. */
async function ingest(links: readonly string[], options: IngestOptions, context: Context): Promise<ExitCode> {
  const registry = await context.registry();
  const wanted = links.map((link) => ({ link, type: options.type ?? typeOfLink(link) }));
  const posted = await Promise.all(wanted.map((one) => post(one, options, registry, context)));
  const accepted = posted.filter((one) => one !== null);
  if (options.watch) await watchAll(accepted, registry, context, options.json);
  context.show(
    options.json,
    accepted.map(({ id, type, url, artifact }) => artifact ?? { id, type, url }),
    () => (options.watch ? report(accepted, context) : accepted.map(acceptedLine).join("")),
  );
  if (accepted.length < posted.length) return exitCodes.error;
  return worst(accepted.filter(isFinal).map(({ artifact }) => artifact?.status));
}

/** Failed before rejected before completed. */
function worst(statuses: readonly (string | undefined)[]): ExitCode {
  if (statuses.includes("failed")) return exitCodes.failed;
  return statuses.includes("rejected") ? exitCodes.rejected : exitCodes.completed;
}

interface Wanted {
  readonly link: string;
  readonly type: ArtifactType;
}

/** Resolves to null when the link was refused, after saying why. A link that is registered already is followed. */
async function post(
  { link, type }: Wanted,
  { name }: IngestOptions,
  registry: Registry,
  context: Context,
): Promise<Followed | null> {
  const startedAt = context.now();
  const title = name ?? link.replace(/^https?:\/\/(www\.)?[^/]+\//, "");
  const followed = (id: number, artifact: Artifact | null): Followed => ({
    id,
    type,
    title,
    url: link,
    startedAt,
    artifact,
    endedAt: artifact === null ? null : context.now(),
  });
  try {
    const body = name === undefined ? { url: link } : { url: link, name };
    const call = registry.client.POST("/artifact/{artifact_type}", { params: { path: { artifact_type: type } }, body });
    const { data, error } = await registry.answer(call, [409, 424]);
    if (data !== undefined)
      return "artifact_id" in data ? followed(data.artifact_id, null) : followed(data.metadata.id, data);
    if (error !== undefined && "artifact" in error) return followed(error.artifact.metadata.id, error.artifact);
    if (error !== undefined && "existing_id" in error) {
      context.err(`${link}: ${error.detail}\n`);
      return followed(error.existing_id, null);
    }
    throw new Error(`POST /artifact/${type} returned a response that the contract does not document`);
  } catch (fault) {
    if (!(fault instanceof CommandFault)) throw fault;
    context.err(`${link}: ${fault.message}${fault.advice === null ? "" : `\n  ${fault.advice}`}\n`);
    return null;
  }
}

function acceptedLine({ id, type, title, artifact }: Followed): string {
  if (artifact !== null) return `${type} ${id}  ${title}  ${artifact.status}: ${artifact.status_message}\n`;
  return `${type} ${id}  ${title}  accepted. Follow it: gatehouse status ${id} --watch\n`;
}

interface StatusOptions {
  readonly type?: ArtifactType;
  readonly watch: boolean;
  readonly json: boolean;
}

/** Narrows an id or a name. */
export const typeOption = (): Option => new Option("--type <type>", "type of the artifact").choices(artifactTypes);

export const registerStatus: Register = (program, context, end) => {
  program
    .command("status")
    .description("show an artifact: status, progress, verdict or failure")
    .argument("<artifact>", "id or name")
    .addOption(typeOption())
    .option("--watch", "wait until it is completed, rejected or failed", false)
    .option(...JSON_OPTION)
    .addHelpText("after", "\nExit code: 0 completed or in progress, 2 rejected, 3 failed, 1 any other error.")
    .action(async (wanted: string, options: StatusOptions) => end(await status(wanted, options, context)));
};

async function status(wanted: string, { type, watch, json }: StatusOptions, context: Context): Promise<ExitCode> {
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
  context.show(json, artifact, () => drawArtifact(artifact, context.page));
  return worst([artifact.status]);
}
