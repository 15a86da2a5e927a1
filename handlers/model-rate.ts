import { artifactNumber, type Handler } from "./contract.ts";
import { noSuchArtifact, problem } from "./problems.ts";

export const modelRate: Handler<"ModelRate"> = async ({ path }, deps) => {
  const row = await deps.artifacts.find("model", artifactNumber(path.id));
  if (row === null) return noSuchArtifact("model", path.id);
  const rating = await deps.artifacts.newestRating(row.id);
  if (rating === null) return problem("not-ready", `There is no rating yet: the model is ${row.status}`);
  return { status: 200, body: rating.rating };
};
