import { cardFact, codeLink, declaredDatasets } from "../../../rating/card/declared.ts";
import { absent, type Fact, orNull, type Unknown, unknown, value } from "../../../rating/fact.ts";
import { policy } from "../../../rating/policy.ts";
import type { ModelInfo, ParentFacts, Snapshot, TreeFile } from "../../../rating/snapshot.ts";
import { evaluationFiles, licenseFiles } from "./model-files.ts";

export interface ParentMetadata {
  readonly repository: string;
  readonly commit: string;
  /** ISO 8601, empty when the Hub does not say. */
  readonly commitDate: string;
  readonly info: Fact<ModelInfo>;
  readonly tree: readonly TreeFile[];
  readonly readme: Fact<string>;
  readonly parents: readonly ParentFacts[];
}

/** A snapshot of a parent for a rating from metadata alone: what was not asked for is unknown, and never absent. */
export function metadataSnapshot(parent: ParentMetadata): Snapshot {
  const unread = unknown("not_followed", "only the metadata of a parent is read");
  const { repository, info, tree, readme } = parent;
  const declaring = { repository, info, readme, configs: {} };
  const datasets = declaredDatasets(declaring, policy);
  const link = codeLink(declaring, orNull(cardFact(readme, policy)), policy);
  return {
    schema: 2,
    repository,
    commit: parent.commit,
    commitDate: parent.commitDate,
    gatheredAt: parent.commitDate,
    waits: {},
    info,
    tree: value(tree),
    readme,
    configs: Object.fromEntries(
      tree.filter(({ path }) => /^[^/]*config\.json$/.test(path)).map(({ path }) => [path, unread]),
    ),
    shardIndexes: {},
    licenseFiles: Object.fromEntries(licenseFiles(tree).map(({ path }) => [path, unread])),
    licenseLink: unread,
    evaluations: evaluationFiles(tree).length === 0 ? absent : unread,
    commits: unread,
    owner: unread,
    datasets: datasets.map((id) => ({ id, stored: false, info: unread, card: unread })),
    parents: parent.parents,
    ownCode: unread,
    code: linkOf(readme, link, unread),
  };
}

function linkOf(readme: Fact<string>, link: ReturnType<typeof codeLink>, unread: Unknown): Snapshot["code"] {
  if (link === null) return readme.known === "unknown" ? readme : absent;
  return value({ ...link, facts: unread, tree: unread, files: unread, contributors: unread, history: unread });
}
