import type { FileRow } from "../db/entities/content.ts";
import { parseSnapshot } from "../rating/snapshot.ts";
import { shardsLacking } from "../rating/weights/weight-set.ts";
import { artifactNumber, type Handler, type Schemas } from "./contract.ts";
import { hex32 } from "./present.ts";
import { noSuchArtifact, problem } from "./problems.ts";

export const artifactManifest: Handler<"ArtifactManifest"> = async ({ path }, deps) => {
  const found = await deps.artifacts.manifest(path.artifact_type, artifactNumber(path.id));
  if (found === null) return noSuchArtifact(path.artifact_type, path.id);
  const { artifact: row, files } = found;
  if (!row.archive || !row.commit) return problem("not-ready", `There is no manifest: the artifact is ${row.status}`);
  const rating = await deps.artifacts.newestRating(row.id);
  const missing = rating === null ? [] : shardsLacking(parseSnapshot(rating.snapshot));
  return {
    status: 200,
    body: {
      artifact_id: row.id,
      commit: row.commit,
      bytes_total: files.reduce((sum, file) => sum + file.bytes, 0),
      files: files.map(presentFile),
      ...(missing.length === 0 ? {} : { missing }),
    },
  };
};

const presentFile = (file: FileRow): Schemas["ManifestFile"] => ({
  path: file.path,
  bytes: file.bytes,
  sha256: file.sha256 ?? null,
  crc32: typeof file.crc32 === "number" ? hex32(file.crc32) : null,
  kind: file.kind,
});
