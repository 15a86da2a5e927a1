import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { zipDigests } from "../../../cli/download/verify.ts";
import { blobKey } from "../../../domain/object-keys.ts";
import type { ObjectStore } from "../../../lambda/ports.ts";
import type { Sample } from "../samples.ts";
import { type ArtifactRow, blobsOf, isAdopted, isAvailable } from "./artifacts.ts";

/**
 * Violations by the contents of the store. It must hold the archive and every blob of available artifacts with the
 * source's bytes, and nothing else, no open upload included.
 */
export async function violationsOfContent(
  artifacts: readonly ArtifactRow[],
  samples: readonly Sample[],
  store: ObjectStore,
): Promise<string[]> {
  const updated = new Set(artifacts.filter(isAdopted).map(({ replaces }) => replaces));
  const byUrl = new Map(samples.map((one) => [one.url, one]));
  const faults: string[] = [];
  for (const artifact of artifacts.filter(isAvailable)) {
    const found = await ofRevisions(artifact, revisionsOf(byUrl.get(artifact.url), updated.has(artifact.id)), store);
    faults.push(...found.map((why) => `artifact ${artifact.id} (${artifact.url}): ${why}`));
  }
  return [...faults, ...(await ofBlobs(blobsOf(artifacts), store)), ...(await surplusObjects(store, artifacts))];
}

type Files = ReadonlyMap<string, string>;

/** The revisions that the source has had; after an adopted update only the last one. */
function revisionsOf(sample: Sample | undefined, updated: boolean): Files[] {
  return [updated ? null : sample?.files, sample?.later?.files].filter(
    (files) => files !== null && files !== undefined,
  );
}

/** An artifact must equal one revision as a whole. */
async function ofRevisions(artifact: ArtifactRow, revisions: readonly Files[], store: ObjectStore): Promise<string[]> {
  const listed = new Set(artifact.files.flatMap(({ path: name, sha256 }) => (sha256 === null ? [] : [name])));
  const source = revisions.find((files) => files.size === listed.size) ?? revisions[0];
  return source === undefined ? ["its source has no files"] : ofArtifact(artifact, source, store);
}

async function ofArtifact({ files, archive }: ArtifactRow, source: Files, store: ObjectStore): Promise<string[]> {
  // Submodules and links have no content: the manifest lists them, the archive does not.
  const listed = files.flatMap((file) => (file.sha256 === null ? [] : [[file.path, file.sha256] as const]));
  const faults = differences("the manifest", new Map(listed), source);
  if (archive === null || (await store.head(archive.key)) === null) return [...faults, "its archive is missing"];
  const zip = await buffer(await store.get(archive.key));
  if (zip.length !== archive.bytes) faults.push(`its archive has ${zip.length} bytes instead of ${archive.bytes}`);
  if (crc32(zip) !== archive.crc32) faults.push("its archive has another CRC-32 than recorded");
  return [...faults, ...differences("the archive", await unzipped(zip), source)];
}

function differences(where: string, has: Files, source: Files): string[] {
  const paths = new Set([...has.keys(), ...source.keys()]);
  return [...paths].filter((file) => has.get(file) !== source.get(file)).map((file) => `${where} differs in ${file}`);
}

async function unzipped(zip: Buffer): Promise<Map<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), "gatehouse-chaos-zip-"));
  try {
    const file = path.join(folder, "archive.zip");
    await writeFile(file, zip);
    return new Map([...(await zipDigests(file))].map(([name, { sha256 }]) => [name, sha256]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ofBlobs(hashes: ReadonlySet<string>, store: ObjectStore): Promise<string[]> {
  const faults: string[] = [];
  for (const sha256 of hashes) {
    const head = await store.head(blobKey(sha256));
    if (head === null) {
      faults.push(`the blob ${sha256} is missing`);
      continue;
    }
    const hash = createHash("sha256");
    for await (const chunk of await store.get(blobKey(sha256))) hash.update(chunk as Buffer);
    if (hash.digest("hex") !== sha256) faults.push(`the blob ${sha256} holds other bytes`);
  }
  return faults;
}

/** Objects and open uploads that no available artifact needs. */
export async function surplusObjects(store: ObjectStore, artifacts: readonly ArtifactRow[]): Promise<string[]> {
  const archives = artifacts.filter(isAvailable).flatMap(({ archive }) => archive?.key ?? []);
  const expected = new Set([...[...blobsOf(artifacts)].map(blobKey), ...archives]);
  const surplus: string[] = [];
  for await (const { key } of store.list("")) if (!expected.has(key)) surplus.push(`${key} belongs to nothing`);
  for (const { key } of await store.listUploads("")) surplus.push(`an upload of ${key} is open`);
  return surplus;
}
