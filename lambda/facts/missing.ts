/** The facts of a snapshot that can be read again, and what a second gathering keeps of the first. */
import type { Fact, UnknownReason } from "../../rating/fact.ts";
import type { FactGroup, Snapshot } from "../../rating/snapshot.ts";
import type { CodeFiles, LinkedRepository } from "../../rating/snapshot-code.ts";

export interface MissingFact {
  readonly group: FactGroup;
  /** Where it is in the snapshot, such as "code.history". */
  readonly place: string;
  readonly why: UnknownReason;
  /** One plain clause for people. */
  readonly detail: string;
}

type Place = readonly [group: FactGroup, place: string, fact: Fact<unknown>];

/** Facts that are unknown for a transient reason, in a fixed order; empty when reading again cannot help. */
export function missingFacts(snapshot: Snapshot): readonly MissingFact[] {
  return placesOf(snapshot).flatMap(([group, place, fact]) =>
    isMissing(fact) && fact.known === "unknown" ? [{ group, place, why: fact.why, detail: fact.detail }] : [],
  );
}

function placesOf(snapshot: Snapshot): readonly Place[] {
  const { info, tree, readme, configs, shardIndexes, licenseFiles, licenseLink, evaluations, commits, owner } =
    snapshot;
  return [
    ["info", "info", info],
    ["tree", "tree", tree],
    ["readme", "readme", readme],
    ...inRecord("configs", "configs", configs),
    ...inRecord("configs", "shardIndexes", shardIndexes),
    ...inRecord("license", "licenseFiles", licenseFiles),
    ["license", "licenseLink", licenseLink],
    ["evaluations", "evaluations", evaluations],
    ["commits", "commits", commits],
    ["owner", "owner", owner],
    ...snapshot.datasets.flatMap(({ id, info: about, card }): Place[] => [
      ["datasets", `datasets.${id}.info`, about],
      ["datasets", `datasets.${id}.card`, card],
    ]),
    ...snapshot.parents.flatMap(({ id, rating, licenses, weightBytes }): Place[] => [
      ["parents", `parents.${id}.rating`, rating],
      ["parents", `parents.${id}.licenses`, licenses],
      ["parents", `parents.${id}.weightBytes`, weightBytes],
    ]),
    ...placesOfCode("ownCode", "ownCode", snapshot.ownCode),
    ...placesOfLink(snapshot.code),
  ];
}

const inRecord = (group: FactGroup, place: string, facts: Readonly<Record<string, Fact<unknown>>>): Place[] =>
  Object.entries(facts).map(([path, fact]) => [group, `${place}.${path}`, fact]);

function placesOfLink(code: Snapshot["code"]): readonly Place[] {
  if (code.known !== "value") return [["code", "code", code]];
  const { facts, tree, files, contributors, history }: LinkedRepository = code.value;
  return [
    ["code", "code.facts", facts],
    ["code", "code.tree", tree],
    ...placesOfCode("code", "code.files", files),
    ["code", "code.contributors", contributors],
    ["code", "code.history", history],
    ...(history.known === "value" ? history.value : []).flatMap(({ id, additions, pullRequest }): Place[] => [
      ["code", `code.history.${id}.additions`, additions],
      ["code", `code.history.${id}.pullRequest`, pullRequest],
    ]),
  ];
}

function placesOfCode(group: FactGroup, place: string, files: Snapshot["ownCode"]): readonly Place[] {
  if (files.known !== "value") return [[group, place, files]];
  return inRecord(group, `${place}.texts`, files.value.texts);
}

/** True when another request can find the fact. */
export const isMissing = (fact: Fact<unknown>): boolean => fact.known === "unknown" && fact.retryable;

/** Keeps what an earlier gathering found; fetches what it missed or never requested. */
export async function keepOr<T>(earlier: Fact<T> | undefined, fetch: () => Promise<Fact<T>>): Promise<Fact<T>> {
  return earlier !== undefined && !isMissing(earlier) ? earlier : fetch();
}

/** Keeps files when every text of them was read. */
export async function keepFilesOr(
  earlier: Fact<CodeFiles> | undefined,
  fetch: () => Promise<Fact<CodeFiles>>,
): Promise<Fact<CodeFiles>> {
  const isWhole = earlier?.known !== "value" || !Object.values(earlier.value.texts).some(isMissing);
  return isWhole ? keepOr(earlier, fetch) : fetch();
}
