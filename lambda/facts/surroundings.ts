/** The second wave of a gathering: what the model's card points to. */
import { cardFact, codeLink, declaredDatasets, declaredParents } from "../../rating/card/declared.ts";
import { absent, type Fact, orNull, value } from "../../rating/fact.ts";
import type { Policy } from "../../rating/policy.ts";
import type { DatasetFacts, ParentFacts, Snapshot, TreeFile } from "../../rating/snapshot.ts";
import type { LinkRule } from "../../rating/snapshot-code.ts";
import type { SourceClient } from "./client.ts";
import { ownCode, ownSources } from "./github/code.ts";
import { linkedRepository } from "./github/repository.ts";
import { datasetFacts, keptDataset } from "./huggingface/datasets.ts";
import { licensePlace, linkedLicense } from "./huggingface/license-link.ts";
import { requestsForFiles } from "./huggingface/model-files.ts";
import { type Judge, keptParent, parentFacts } from "./huggingface/parents.ts";
import { keepFilesOr, keepOr } from "./missing.ts";
import { most, type Plan, planRequests } from "./plan.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** The model at the commit that is rated. */
export interface Target {
  readonly repository: string;
  readonly commit: string;
  readonly tree: readonly TreeFile[];
  /** The source's description of the model as it came, null when there is none yet. */
  readonly info: unknown;
}

export interface Means {
  readonly hub: SourceClient;
  readonly github: SourceClient;
  readonly watch: Stopwatch;
  readonly policy: Policy;
  /** Net score of the registry's own rating of an id on Hugging Face, null when it has none. */
  readonly parents: (repository: string) => Promise<number | null>;
  /** True when the registry offers a dataset of this id. */
  readonly hasDataset: (id: string) => Promise<boolean>;
  /** How parents without a stored rating are judged. */
  readonly judge: Judge;
}

type Own = Pick<Snapshot, "info" | "readme" | "configs">;
type Surroundings = Pick<Snapshot, "licenseLink" | "datasets" | "parents" | "ownCode" | "code">;

export async function surroundings(target: Target, own: Own, means: Means, earlier?: Snapshot): Promise<Surroundings> {
  const { hub, github, watch, policy } = means;
  const declaring = { ...own, repository: target.repository };
  const datasets = declaredDatasets(declaring, policy);
  const parents = declaredParents(declaring);
  const link = linkOf(own.readme, codeLink(declaring, orNull(cardFact(own.readme, policy)), policy));
  const model = { hub, ...target };
  const terms = licensePlace(own, target);
  const plan = planRequests({
    model: requestsForModel(target) + (terms.known === "value" ? 1 : 0),
    github: link.known !== "value" ? "none" : github.authenticated ? "graphql" : "lists",
    datasets: datasets.length,
    parents: parents.length,
    ownCode: ownSources(target.tree, policy, most.ownCode).length,
  });
  const [licenseLink, datasetList, parentList, sources, code] = await Promise.all([
    watch.time(
      "license",
      keepOr(earlier?.licenseLink, () => linkedLicense(terms, model, github)),
    ),
    watch.time("datasets", allDatasets(datasets, plan, means, earlier)),
    watch.time("parents", allParents(target, parents, { plan, means, earlier })),
    watch.time(
      "ownCode",
      keepFilesOr(earlier?.ownCode, () => ownCode(model, own.readme, plan.ownCode, policy)),
    ),
    watch.time("code", linkedCode(link, plan, means, earlier)),
  ]);
  return { licenseLink, datasets: datasetList, parents: parentList, ownCode: sources, code };
}

/** Two pages of history, one description, one owner, and the files that the tree holds. */
const requestsForModel = ({ tree }: Target): number => 4 + requestsForFiles(tree);

type Link = { readonly name: string; readonly rule: LinkRule };

/** An unread README may hold a link: whether there is one is then as unknown as the README. */
const linkOf = (readme: Fact<string>, found: Link | null): Fact<Link> =>
  found !== null ? value(found) : readme.known === "unknown" ? readme : absent;

async function linkedCode(link: Fact<Link>, plan: Plan, means: Means, earlier?: Snapshot): Promise<Snapshot["code"]> {
  if (link.known !== "value") return link;
  const before =
    earlier?.code.known === "value" && earlier.code.value.name === link.value.name ? earlier.code.value : undefined;
  const { github, policy } = means;
  return value(await linkedRepository(link.value, { github, policy, details: plan.details }, before));
}

function allDatasets(ids: readonly string[], plan: Plan, means: Means, earlier?: Snapshot): Promise<DatasetFacts[]> {
  const { hub, hasDataset: isStored } = means;
  return Promise.all(
    ids.map(async (id, index) => {
      const kept = keptDataset(earlier?.datasets.find((it) => it.id === id));
      if (kept !== null) return kept;
      return datasetFacts(id, { hub, isStored, readsCard: index < plan.datasetCards });
    }),
  );
}

function allParents(
  target: Target,
  declared: ReturnType<typeof declaredParents>,
  { plan, means, earlier }: { readonly plan: Plan; readonly means: Means; readonly earlier?: Snapshot | undefined },
): Promise<ParentFacts[]> {
  const { hub, parents: stored, judge } = means;
  const isAdapter = target.tree.some(({ path }) => path === "adapter_config.json");
  const below = [target.repository.toLowerCase()];
  return Promise.all(
    declared.map(async (parent, index) => {
      const kept = keptParent(earlier?.parents.find(({ id }) => id === parent.id));
      if (kept !== null) return { ...kept, fields: parent.fields };
      const descent = { budget: plan.parents[index] ?? 0, depth: 1, below, isAdapter };
      return parentFacts(parent, descent, { hub, stored, judge });
    }),
  );
}
