import { LinkFault, parseSourceLink, type SourceLink } from "../domain/link.ts";
import { artifactNumber, type Handler } from "./contract.ts";
import { badRequest, noSuchArtifact, problem } from "./problems.ts";

/** May the project at a GitHub link fine-tune the model and use the result? */
export const licenseCheck: Handler<"LicenseCheck"> = async ({ path, body }, deps, call) => {
  const link = understand(body.github_url);
  if (link instanceof LinkFault) return badRequest("body/github_url", link.message);
  const row = await deps.artifacts.find("model", artifactNumber(path.id));
  if (row === null) return noSuchArtifact("model", path.id);
  const rating = await deps.artifacts.newestRating(row.id);
  if (rating === null) return problem("not-ready", `The model's licence is not known yet: the model is ${row.status}`);
  const { correlationId } = call;
  const asked = { artifactId: row.id, snapshot: rating.snapshot, repository: link.repository, correlationId };
  const answer = await deps.licenses.check(asked);
  switch (answer.outcome) {
    case "decided":
      return { status: 200, body: answer.compatible };
    case "no-repository":
      return problem("no-such-repository", `GitHub has no repository ${link.repository}, or it is private`);
    case "unreadable":
      return problem("source-unreadable", `The licence could not be read from GitHub: ${answer.detail}`);
  }
};

function understand(url: string): SourceLink | LinkFault {
  try {
    const link = parseSourceLink(url, "code");
    return link.host === "github" ? link : new LinkFault("must be a link to a repository on github.com");
  } catch (error) {
    if (error instanceof LinkFault) return error;
    throw error;
  }
}
