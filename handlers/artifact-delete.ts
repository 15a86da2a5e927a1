import { mayChange, notYours } from "./artifact-update.ts";
import { actorOf, artifactNumber, type Handler } from "./contract.ts";
import { noSuchArtifact, problem } from "./problems.ts";

/** From then on nobody finds the artifact; a running ingest or update of it ends, and its files are removed. */
export const artifactDelete: Handler<"ArtifactDelete"> = async ({ path }, deps, call) => {
  const { caller } = call;
  if (caller === null) return problem("forbidden");
  const row = await deps.artifacts.find(path.artifact_type, artifactNumber(path.id));
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  if (!mayChange(caller, row)) return notYours(row);
  if (!(await deps.removal.remove(row.id, actorOf(call)))) return noSuchArtifact(path.artifact_type, path.id);
  return {
    status: 200,
    body: { artifact_id: row.id, message: "Deleted. Files that no other artifact needs are being removed." },
  };
};
