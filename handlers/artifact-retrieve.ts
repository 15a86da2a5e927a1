import type { Handler } from "./contract.ts";
import { presentArtifact } from "./present.ts";
import { noSuchArtifact } from "./problems.ts";

export const artifactRetrieve: Handler<"ArtifactRetrieve"> = async ({ path }, deps) => {
  const row = await deps.artifacts.find(path.artifact_type, path.id);
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  const url = row.archive ? await deps.downloads.sign(row.archive.key, `${row.name}.zip`) : null;
  return { status: 200, body: presentArtifact(row, deps.now(), url) };
};
