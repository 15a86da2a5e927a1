/** What a model was made from, as edges of the lineage. */
import type { DeclaredLink } from "../../db/catalogue/lineage.ts";
import { declaredDatasets, declaredParents, metadataFact, sameId } from "../../rating/card/declared.ts";
import { asTexts } from "../../rating/json.ts";
import type { Policy } from "../../rating/policy.ts";
import type { Snapshot } from "../../rating/snapshot.ts";

/** Most datasets of one model that become edges. */
const MAX_DATASETS = 100;

/** Declared parents, datasets and source code, each with the places that name it. */
export function declaredLinks(snapshot: Snapshot, policy: Policy): readonly DeclaredLink[] {
  const hub = (repository: string) => ({ host: "huggingface", repository }) as const;
  const parents = declaredParents(snapshot).map(
    ({ id, fields }): DeclaredLink => ({ kind: "parent", target: hub(id), declaredIn: fields }),
  );
  const everyDataset = { ...policy, datasetQuality: { ...policy.datasetQuality, considered: MAX_DATASETS } };
  const datasets = declaredDatasets(snapshot, everyDataset).map(
    (id): DeclaredLink => ({ kind: "dataset", target: hub(id), declaredIn: placesOf(id, snapshot) }),
  );
  return [...parents, ...datasets, ...codeLinks(snapshot)];
}

function placesOf(id: string, snapshot: Snapshot): readonly string[] {
  const metadata = metadataFact(snapshot);
  const places: readonly (readonly [string, readonly string[]])[] = [
    ["metadata", metadata.known === "value" ? asTexts(metadata.value["datasets"]) : []],
    [
      "tags",
      snapshot.info.known === "value" ? snapshot.info.value.tags.map((tag) => tag.replace(/^dataset:/, "")) : [],
    ],
  ];
  return places.filter(([, ids]) => ids.some((other) => sameId(other, id))).map(([place]) => place);
}

function codeLinks({ code }: Snapshot): readonly DeclaredLink[] {
  if (code.known !== "value") return [];
  const { name, rule } = code.value;
  return [{ kind: "code", target: { host: "github", repository: name }, declaredIn: [rule] }];
}
