import { actorOf, type Handler } from "./contract.ts";
import { linkTo, presentArtifact } from "./present.ts";
import { noSuchArtifact } from "./problems.ts";

export const artifactRetrieve: Handler<"ArtifactRetrieve"> = async ({ path }, deps, call) => {
  const row = await deps.artifacts.find(path.artifact_type, path.id);
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  const url = await linkTo(row, deps, actorOf(call));
  return { status: 200, body: presentArtifact(row, deps.now(), url, call.caller) };
};
