import type { ArtifactState } from "../db/catalogue/artifacts.ts";
import { zipFileName } from "../domain/object-keys.ts";
import { actorOf, artifactNumber, type Handler, type Reply, type Schemas } from "./contract.ts";
import type { Content, Deps } from "./deps.ts";
import { noSuchArtifact, problem } from "./problems.ts";

/** The whole archive by redirect to the object store, or some of its files as a stream. Either is audited. */
export const artifactDownload: Handler<"ArtifactDownload"> = async ({ path, query }, deps, call) => {
  const row = await deps.artifacts.find(path.artifact_type, artifactNumber(path.id));
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  if (!row.archive) return problem("not-ready", `There is nothing to download: the artifact is ${row.status}`);
  const { id, type, name } = row;
  const { key, missing } = row.archive;
  const record = (detail: string) =>
    deps.auditLog.append({ action: "DOWNLOAD", by: actorOf(call), artifact: { id, type, name }, detail });
  if (query.component !== undefined) {
    await record(query.component);
    return streamComponent(row, query.component, deps);
  }
  if (key === null) return problem("no-archive", noArchive(missing));
  await record("archive");
  return { status: 302, headers: { Location: await deps.downloads.sign({ id, type, name, archive: { key } }) } };
};

const noArchive = (why = "its files do not fit one"): string =>
  `The artifact has no zip: ${why}. Download it by component, such as ?component=weights, or file by file below /hub`;

async function streamComponent(
  row: ArtifactState,
  component: Schemas["Component"],
  deps: Deps,
): Promise<Reply<"ArtifactDownload">> {
  const files = await deps.artifacts.files(row.id);
  const wanted = files.flatMap(({ path, bytes, sha256, crc32 }): Content[] =>
    sha256 && typeof crc32 === "number" && deps.downloads.belongs(path, component)
      ? [{ path, bytes, sha256, crc32 }]
      : [],
  );
  if (wanted.length === 0) return problem("not-ready", `No file of this artifact belongs to "${component}"`);
  const fileName = zipFileName(row.name, component);
  const { body, bytes } = deps.downloads.stream(wanted, component);
  const headers = { "Content-Disposition": `attachment; filename="${fileName}"`, "Content-Length": String(bytes) };
  return { status: 200, headers, body };
}
