import { artifactNumber, type Handler } from "./contract.ts";
import { presentArtifact } from "./present.ts";
import { noSuchArtifact } from "./problems.ts";

export const artifactRetrieve: Handler<"ArtifactRetrieve"> = async ({ path }, deps, call) => {
  const row = await deps.artifacts.find(path.artifact_type, artifactNumber(path.id));
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  return { status: 200, body: await presentArtifact(row, deps, call) };
};
