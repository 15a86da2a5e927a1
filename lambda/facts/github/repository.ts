/** The GitHub repository with a model's code: facts, history, files; each known, absent or unknown by itself. */
import { asCount, asList, asObject, asString } from "../../../domain/json.ts";
import { isGitHubId } from "../../../domain/repository-id.ts";
import { absent, type Fact, unknown, value } from "../../../rating/fact.ts";
import type { Policy } from "../../../rating/policy.ts";
import type { Commit, Contributor, LinkedRepository, LinkRule } from "../../../rating/snapshot-code.ts";
import { mapFact, type SourceClient } from "../client.ts";
import { isMissing, keepFilesOr, keepOr } from "../missing.ts";
import { linkedCode } from "./code.ts";
import { account, type RepositoryHistory, repositoryPath } from "./history.ts";
import { graphqlHistory } from "./history-graphql.ts";
import { restHistory } from "./history-rest.ts";

export interface CodeDeps {
  readonly github: SourceClient;
  readonly policy: Policy;
  /** Requests that may be spent on single commits and pull requests when there is no token. */
  readonly details: number;
}

/** @param earlier what an earlier gathering found of the same repository; only what it missed is read again. */
export async function linkedRepository(
  link: { readonly name: string; readonly rule: LinkRule },
  deps: CodeDeps,
  earlier?: LinkedRepository,
): Promise<LinkedRepository> {
  const { name } = link;
  const { facts, history } = await historyOf(name, deps, earlier);
  if (facts.known !== "value") {
    // No further request to a repository that does not exist or cannot be reached.
    return { ...link, facts, history, tree: facts, files: facts, contributors: facts };
  }
  const { commit } = facts.value;
  const sameHead = earlier?.facts.known === "value" && earlier.facts.value.commit === commit;
  const kept = sameHead ? earlier : undefined;
  const [tree, people] = await Promise.all([
    history.known === "absent" ? absent : keepOr(kept?.tree, () => repositoryTree(deps.github, name, commit)),
    history.known === "unknown"
      ? keepOr(kept?.contributors, () => contributors(deps.github, name))
      : unknown("not_followed", "the commit history says more"),
  ]);
  const files =
    tree.known === "value"
      ? await keepFilesOr(kept?.files, () => linkedCode(deps.github, { name, commit, tree: tree.value }, deps.policy))
      : tree;
  return { ...link, facts, history, tree, files, contributors: people };
}

async function historyOf(name: string, deps: CodeDeps, earlier?: LinkedRepository): Promise<RepositoryHistory> {
  if (!isGitHubId(name)) return { facts: absent, history: absent };
  if (earlier !== undefined && !isMissing(earlier.facts) && isWhole(earlier.history)) return earlier;
  const answered = deps.github.authenticated ? await graphqlHistory(deps.github, name) : null;
  return answered ?? restHistory(deps.github, name, deps.details);
}

/** True when another request would add nothing about any commit. */
function isWhole(history: Fact<readonly Commit[]>): boolean {
  if (history.known !== "value") return !isMissing(history);
  return !history.value.some(
    ({ additions, changes, pullRequest }) => isMissing(additions) || isMissing(changes) || isMissing(pullRequest),
  );
}

/** All-time commit counts by account, the first hundred. */
async function contributors(github: SourceClient, name: string): Promise<Fact<readonly Contributor[]>> {
  const what = `the contributors of ${name}`;
  const path = `${repositoryPath(name)}/contributors?per_page=100`;
  const answer = await github.json(path, { what, optional: true });
  return mapFact(answer, ({ json }) => {
    if (!Array.isArray(json)) return unknown("malformed", `GitHub sent no list for ${what}`);
    const people = json.flatMap((entry): Contributor[] => {
      const person = account(entry);
      const commits = asCount(asObject(entry)?.["contributions"]);
      return person?.login == null || commits === null ? [] : [{ login: person.login, bot: person.bot, commits }];
    });
    return people.length === 0 ? absent : value(people);
  });
}

/** Every blob of a commit. Unknown when GitHub truncated the list. */
async function repositoryTree(
  github: SourceClient,
  name: string,
  commit: string,
): Promise<Fact<readonly { readonly path: string; readonly bytes: number | null }[]>> {
  const what = `the files of ${name}`;
  // The list of a repository with 100,000 entries has 7 MB.
  const limits = { what, maxBytes: 16 * 1024 * 1024 };
  const answer = await github.json(`${repositoryPath(name)}/git/trees/${commit}?recursive=1`, limits);
  return mapFact(answer, ({ json }) => {
    const tree = asObject(json)?.["tree"];
    if (!Array.isArray(tree)) return unknown("malformed", `GitHub sent no list for ${what}`);
    if (asObject(json)?.["truncated"] === true)
      return unknown("too_large", `GitHub lists only a part of the files of ${name}`);
    const blobs = asList(tree).flatMap((entry) => {
      const held = asObject(entry);
      const path = asString(held?.["path"]);
      return held?.["type"] === "blob" && path !== null ? [{ path, bytes: asCount(held["size"]) }] : [];
    });
    return blobs.length === 0 ? absent : value(blobs);
  });
}
