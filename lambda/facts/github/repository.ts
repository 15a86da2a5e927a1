/** The GitHub repository with a model's code: facts, history, files; each known, absent or unknown by itself. */
import { isGitHubId } from "../../../domain/repository-id.ts";
import { absent, type Fact, unknown } from "../../../rating/fact.ts";
import type { Policy } from "../../../rating/policy.ts";
import type { Commit, LinkedRepository, LinkRule } from "../../../rating/snapshot-code.ts";
import type { SourceClient } from "../http/fetch.ts";
import { isMissing, keepFilesOr, keepOr } from "../keep.ts";
import { linkedCode } from "./code-texts.ts";
import { contributors, repositoryTree } from "./github.ts";
import { graphqlHistory, type RepositoryHistory } from "./history-graphql.ts";
import { restHistory } from "./history-rest.ts";

export interface CodeDeps {
  readonly github: SourceClient;
  readonly policy: Policy;
  /** Requests that may be spent on single commits and pull requests when there is no token. */
  readonly details: number;
}

/** @param earlier what a former gathering found of the same repository: only what it missed is read again. */
export async function linkedRepository(
  link: { readonly name: string; readonly rule: LinkRule },
  deps: CodeDeps,
  earlier?: LinkedRepository,
): Promise<LinkedRepository> {
  const { name } = link;
  const { facts, history } = await historyOf(name, deps, earlier);
  if (facts.known !== "value") {
    // Nothing else is asked of a repository that is not there or cannot be reached.
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
      ? await keepFilesOr(kept?.files, () => linkedCode(deps.github, name, commit, tree.value, deps.policy))
      : tree;
  return { ...link, facts, history, tree, files, contributors: people };
}

async function historyOf(name: string, deps: CodeDeps, earlier?: LinkedRepository): Promise<RepositoryHistory> {
  if (!isGitHubId(name)) return { facts: absent, history: absent };
  if (earlier !== undefined && !isMissing(earlier.facts) && isWhole(earlier.history)) return earlier;
  const answered = deps.github.authenticated ? await graphqlHistory(deps.github, name) : null;
  return answered ?? restHistory(deps.github, name, deps.details);
}

/** True when asking again would tell nothing new of any commit. */
function isWhole(history: Fact<readonly Commit[]>): boolean {
  if (history.known !== "value") return !isMissing(history);
  return !history.value.some(
    ({ additions, changes, pullRequest }) => isMissing(additions) || isMissing(changes) || isMissing(pullRequest),
  );
}
