/** Random models between "nothing" and "everything", and random outages of their facts. */
import fc from "fast-check";
import { absent, type Fact, value } from "../../../rating/fact.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import type { LinkedRepository } from "../../../rating/snapshot-code.ts";
import { blankRepository, outage } from "./blank-model.ts";
import { clearBert } from "./clear-bert.ts";
import { midVit } from "./mid-vit.ts";
import { testUpload } from "./test-upload.ts";

export const models: Readonly<Record<string, Snapshot>> = { clearBert, midVit, testUpload };

/** Places of a snapshot that a host can fail to give. */
const places = ["info", "tree", "readme", "licenseLink", "evaluations", "commits", "owner", "ownCode", "code"] as const;
const codePlaces = ["facts", "tree", "files", "contributors", "history"] as const;

export interface Outage {
  readonly places: readonly (typeof places)[number][];
  readonly codePlaces: readonly (typeof codePlaces)[number][];
  readonly configs: boolean;
  readonly licenseFiles: boolean;
  readonly datasets: readonly ("info" | "card")[];
  readonly parents: readonly ("rating" | "licenses" | "weightBytes")[];
}

export const anyOutage: fc.Arbitrary<Outage> = fc.record({
  places: fc.subarray([...places]),
  codePlaces: fc.subarray([...codePlaces]),
  configs: fc.boolean(),
  licenseFiles: fc.boolean(),
  datasets: fc.subarray(["info", "card"] as const),
  parents: fc.subarray(["rating", "licenses", "weightBytes"] as const),
});

const blank = <T extends object>(it: T, keys: readonly (keyof T)[]): T => ({
  ...it,
  ...Object.fromEntries(keys.map((key) => [key, outage])),
});

/** The snapshot as a fetcher would return it while these places do not answer. */
export function during(down: Outage, snapshot: Snapshot): Snapshot {
  const code = mapKnown(snapshot.code, (link) => blank(link, down.codePlaces));
  const configs = Object.keys(snapshot.configs).map((path) => [path, outage] as const);
  const kept: Snapshot = {
    ...snapshot,
    code,
    ...(down.licenseFiles ? { licenseFiles: { LICENSE: outage } } : {}),
    ...(down.configs ? { configs: Object.fromEntries(configs) } : {}),
    datasets: snapshot.datasets.map((dataset) => blank(dataset, down.datasets)),
    parents: snapshot.parents.map((parent) => blank(parent, down.parents)),
  };
  return blank(kept, hiddenLink(down) ? [...down.places, "code"] : down.places);
}

/** Without card and registry link nobody knows that there is a repository. */
const hiddenLink = (down: Outage): boolean => down.places.includes("readme");

const mapKnown = <T>(fact: Fact<T>, change: (it: T) => T): Fact<T> =>
  fact.known === "value" ? value(change(fact.value)) : fact;

/** Mixes of the three worked models: each part from any of them. */
export const anyModel: fc.Arbitrary<Snapshot> = fc
  .record({
    base: fc.constantFrom(clearBert, midVit, testUpload),
    // The Hub's copy of the metadata belongs to the card.
    card: fc.constantFrom(
      { readme: clearBert.readme, info: clearBert.info },
      { readme: midVit.readme, info: midVit.info },
      { readme: absent, info: testUpload.info },
    ),
    tree: fc.constantFrom(clearBert.tree, midVit.tree),
    code: fc.constantFrom(clearBert.code, midVit.code, absent),
    owner: fc.constantFrom(clearBert.owner, testUpload.owner),
    datasets: fc.constantFrom(clearBert.datasets, midVit.datasets, []),
    parents: fc.constantFrom(clearBert.parents, []),
  })
  .map(({ base, card, ...parts }) => ({ ...base, ...card, ...parts }));

export const linkOf = (snapshot: Snapshot): LinkedRepository =>
  snapshot.code.known === "value" ? snapshot.code.value : blankRepository;
