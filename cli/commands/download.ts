/** `gatehouse download`. */
import { rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Option } from "commander";
import { zipFileName } from "../../domain/object-keys.ts";
import type { components } from "../../generated/client.js";
import { type Artifact, type ArtifactType, findArtifact } from "../artifact.ts";
import { type Context, JSON_OPTION, type Register } from "../context.ts";
import { fetchArchive, fetchComponent } from "../download/fetch.ts";
import { verifyArchive, verifyEntries } from "../download/verify.ts";
import type { Registry } from "../registry.ts";
import { CommandFault } from "../runtime.ts";
import { bytes } from "../show/text.ts";
import { typeOption } from "./ingest.ts";

type Component = components["schemas"]["Component"];
type Manifest = components["schemas"]["Manifest"];

interface Options {
  readonly type?: ArtifactType;
  readonly component?: Component;
  readonly output?: string;
  readonly force: boolean;
  readonly json: boolean;
}

export const registerDownload: Register = (program, context, end) => {
  program
    .command("download")
    .description("download the zip of an artifact and verify it; resumes an interrupted download")
    .argument("<artifact>", "id or name")
    .addOption(typeOption())
    .addOption(new Option("--component <part>", "only some of the files").choices(["full", "weights", "config"]))
    .option("-o, --output <path>", "file or directory to write (default: <name>.zip in this directory)")
    .option("--force", "replace an existing file", false)
    .option(...JSON_OPTION)
    .action(async (wanted: string, options: Options) => {
      await download(wanted, options, context);
      end(0);
    });
};

async function download(wanted: string, options: Options, context: Context): Promise<void> {
  const registry = await context.registry();
  const artifact = await findArtifact(registry, wanted, options.type);
  if (artifact.status !== "completed")
    throw new CommandFault(`The artifact is ${artifact.status} and has no archive`, {
      advice: `See gatehouse status ${artifact.metadata.id}`,
    });
  const { archive } = artifact.data;
  if (archive.missing !== undefined && options.component === undefined)
    throw new CommandFault(`The artifact has no zip: ${archive.missing}`, {
      advice: "Download it with --component weights and --component config",
    });
  const target = await targetOf(artifact, options);
  // The CRC in the name keeps a partial file of another revision from being resumed.
  const part = `${target}.${archive.crc32}${options.component === undefined ? "" : `-${options.component}`}.part`;
  if (options.component === undefined) {
    await fetchArchive({ registry, artifact, archive, part, context });
    await removeUnless(part, () => verifyArchive(part, archive));
  } else await fetchComponent({ registry, artifact, component: options.component, part, context });
  const manifest = await manifestOf(registry, artifact);
  const whole = options.component === undefined || options.component === "full";
  const files = await removeUnless(part, () => verifyEntries(part, manifest, whole));
  await rename(part, target);
  const size = (await stat(target)).size;
  const result = { file: target, bytes: size, files, commit: manifest.commit, verified: true };
  context.show(
    options.json,
    result,
    () => `${target}: ${bytes(size)}, ${files} files, verified against the manifest\n`,
  );
}

async function targetOf({ metadata }: Artifact, { output, component, force }: Options): Promise<string> {
  const fileName = zipFileName(metadata.name, component);
  const wanted = path.resolve(output ?? fileName);
  const target = (await isDirectory(wanted)) ? path.join(wanted, fileName) : wanted;
  if (!force && (await exists(target)))
    throw new CommandFault(`${target} exists`, { advice: "Add --force to replace it, or choose another file with -o" });
  return target;
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
const isDirectory = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function manifestOf({ client, answer }: Registry, { metadata }: Artifact): Promise<Manifest> {
  const params = { path: { artifact_type: metadata.type, id: metadata.id } };
  const { data } = await answer(client.GET("/artifacts/{artifact_type}/{id}/manifest", { params }));
  if (data === undefined) throw new CommandFault("The registry returned no manifest");
  return data;
}

/** Removes the partial file when its verification fails: resuming damaged bytes would fail again. */
async function removeUnless<T>(part: string, verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof CommandFault) throw error;
    throw new CommandFault(`The download is damaged (${(error as Error).message}) and was removed`, { cause: error });
  }
}
