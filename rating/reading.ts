/** Values that several metrics derive from a snapshot, computed once for each snapshot and policy. */

import { asText } from "../domain/json.ts";
import type { Card } from "./card/card.ts";
import { cardFact, metadataFact } from "./card/declared.ts";
import type { Fact, Unknown } from "./fact.ts";
import type { Policy } from "./policy.ts";
import type { JsonObject, Snapshot } from "./snapshot.ts";

export interface Reading {
  readonly card: Fact<Card>;
  readonly metadata: Fact<JsonObject>;
  /** Paths of the model repository. */
  readonly paths: Fact<readonly string[]>;
  /** Paths of the linked code repository; absent when nothing is linked or the link is dead. */
  readonly codePaths: Fact<readonly string[]>;
  /** "README.md@<commit>" and the like, for evidence. */
  readonly at: (path: string) => string;
}

const readings = new WeakMap<Snapshot, { policy: Policy; reading: Reading }>();

export function read(snapshot: Snapshot, policy: Policy): Reading {
  const kept = readings.get(snapshot);
  if (kept?.policy === policy) return kept.reading;
  const reading: Reading = {
    card: cardFact(snapshot.readme, policy),
    metadata: metadataFact(snapshot),
    paths: mapFact(snapshot.tree, (files) => files.map(({ path }) => path)),
    codePaths: codePathsOf(snapshot),
    at: (path) => `${path}@${snapshot.commit.slice(0, SHORT)}`,
  };
  readings.set(snapshot, { policy, reading });
  return reading;
}

/** Characters of a commit that are enough to recognise it. */
const SHORT = 12;

export const mapFact = <A, B>(fact: Fact<A>, change: (value: A) => B): Fact<B> =>
  fact.known === "value" ? { known: "value", value: change(fact.value) } : fact;

/** True when the snapshot links a repository that answers; null when that could not be read. */
export function linkIsLive(snapshot: Snapshot): boolean | null {
  if (snapshot.code.known === "unknown") return null;
  if (snapshot.code.known === "absent") return false;
  const { facts } = snapshot.code.value;
  return facts.known === "unknown" ? null : facts.known === "value";
}

function codePathsOf(snapshot: Snapshot): Fact<readonly string[]> {
  if (snapshot.code.known !== "value") return snapshot.code;
  const { facts, tree } = snapshot.code.value;
  if (facts.known !== "value") return facts;
  return mapFact(tree, (files) => files.map(({ path }) => path));
}

/** Front-matter key as text, else the Hub's own top-level field. */
export function pipelineTag(snapshot: Snapshot, policy: Policy): string | null {
  return stated(snapshot, policy, "pipeline_tag") ?? infoOf(snapshot)?.pipelineTag ?? null;
}

export function libraryName(snapshot: Snapshot, policy: Policy): string | null {
  return stated(snapshot, policy, "library_name") ?? infoOf(snapshot)?.libraryName ?? null;
}

const infoOf = (snapshot: Snapshot) => (snapshot.info.known === "value" ? snapshot.info.value : null);

function stated(snapshot: Snapshot, policy: Policy, key: string): string | null {
  const { metadata } = read(snapshot, policy);
  return metadata.known === "value" ? asText(metadata.value[key]) : null;
}

/** True when any of the facts could be read by asking again. */
export const anyRetryable = (facts: readonly Fact<unknown>[]): boolean =>
  facts.some((fact) => fact.known === "unknown" && fact.retryable);

export const unknownsOf = (facts: readonly Fact<unknown>[]): Unknown[] =>
  facts.filter((fact): fact is Unknown => fact.known === "unknown");
