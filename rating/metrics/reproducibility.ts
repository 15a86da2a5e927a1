/** Whether the demo code would run as it is, and whether the recipe for the results is there. Nothing is run. */

import { cardResults, structuredResults } from "../card/evaluation-results.ts";
import { snippetUses } from "../card/snippets.ts";
import { hasInstallHint } from "../card/topics.ts";
import { filesOfKind } from "../code/code-files.ts";
import { dependenciesIn } from "../code/dependencies.ts";
import { type RunContext, type RunFinding, type RunLevel, runLevel } from "../code/run-level.ts";
import { type Evidence, type EvidenceCode, earned, minus, note, plus, unread } from "../evidence.ts";
import type { Fact } from "../fact.ts";
import { type Component, combine, type Outcome, outcomeOf, unknownOutcome } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, libraryName, read } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";
import { formatOf, weightSet } from "../weights/weight-set.ts";
import { findScript } from "./dataset-and-code-score.ts";

export function reproducibility(snapshot: Snapshot, policy: Policy): Outcome {
  const { card, at } = read(snapshot, policy);
  if (card.known === "unknown") {
    const evidence = [unread("RUN_LEVEL", `The card could not be read (${card.detail})`, "README.md")];
    return unknownOutcome(evidence, card.retryable);
  }
  const run = runFinding(snapshot, policy);
  const ticks = recipe(snapshot, policy);
  const { run: runWeight, recipe: recipeWeight, levels } = policy.reproducibility;
  const each = recipeWeight / policy.reproducibility.recipeTicks;
  const value = levels[run.level];
  const components: Component[] = [
    { weight: runWeight, value, hi: levels[run.atBest] },
    ...ticks.map((tick) => ({ weight: each, value: tick.found === null ? (tick.open ? null : 0) : 1 })),
  ];
  return outcomeOf(combine(components, policy.minimumKnownShare), card.known === "value", {
    evidence: [
      runEvidence(run, runWeight * value, runWeight, at("README.md")),
      ...ticks.map((tick) => tickEvidence(tick, each)),
    ],
    improvements: [
      { action: "Giving demo code that runs unchanged", points: runWeight * Math.max(0, levels.passes - value) },
      ...ticks.map((tick) => ({ action: tick.action, points: tick.found === null && !tick.open ? each : 0 })),
    ],
    retryable: anyRetryable([snapshot.info, ...ticks.flatMap(({ facts }) => facts)]),
  });
}

/** `atBest`: the level if every unread file declared what the code imports. */
function runFinding(snapshot: Snapshot, policy: Policy): RunFinding & { atBest: RunLevel } {
  const { card, paths, codePaths } = read(snapshot, policy);
  const info = snapshot.info.known === "value" ? snapshot.info.value : null;
  const none = (fault: string) => ({ level: "none", faults: [fault], atBest: "none" }) as const;
  if (info?.private || info?.disabled) return none("the model is private or disabled");
  if (card.known !== "value") return none("there is no card");
  const files = snapshot.code.known === "value" ? snapshot.code.value.files : snapshot.code;
  const places = [paths, snapshot.info, codePaths, files, snapshot.ownCode];
  const context = contextOf(snapshot, policy);
  const found = runLevel(card.value, context, policy);
  if (places.every(({ known }) => known !== "unknown")) return { ...found, atBest: found.level };
  return { ...found, atBest: runLevel(card.value, { ...context, declared: null }, policy).level };
}

function contextOf(snapshot: Snapshot, policy: Policy): RunContext {
  const { card, paths } = read(snapshot, policy);
  const info = snapshot.info.known === "value" ? snapshot.info.value : null;
  const faults: string[] = [];
  if (info !== null && info.gated !== false) faults.push("the weights are gated");
  if (paths.known === "value") {
    if (!paths.value.some((path) => policy.words.configFile.test(path)))
      faults.push("the configuration file is missing");
    if (!paths.value.some((path) => policy.words.preprocessorFile.test(path)))
      faults.push("the pre-processor file is missing");
  }
  const [shard] = missingShards(snapshot);
  if (shard !== undefined) faults.push(`the weights are incomplete (${shard} is missing)`);
  const hints =
    card.known === "value"
      ? installedPackages([card.value.prose, ...card.value.codeBlocks.map(({ code }) => code)])
      : [];
  const library = libraryName(snapshot, policy);
  const declared = [
    ...hints,
    ...dependenciesIn(textsOf(snapshot)).map(({ name }) => name),
    ...(library === null ? [] : [library]),
  ];
  return { repository: snapshot.repository, declared, repositoryFaults: faults };
}

/** Packages after "pip install" and before ">=" in any of the texts. */
function installedPackages(texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => [
      ...[...text.matchAll(/\b(?:install|add)\s+([^\n;&|]+)/gi)].flatMap((match) =>
        (match[1] ?? "").split(/[\s,]+/).map((word) => /^["'`]?([A-Za-z](?:[\w.-]*\w)?)/.exec(word)?.[1] ?? ""),
      ),
      ...[...text.matchAll(/\b([A-Za-z][\w.-]{0,60})\s?[>=~]=/g)].map((match) => match[1] ?? ""),
    ])
    .filter((name) => name !== "");
}

function textsOf(snapshot: Snapshot): (readonly [string, string])[] {
  const linked = snapshot.code.known === "value" ? snapshot.code.value.files : snapshot.code;
  const places = [
    linked.known === "value" ? linked.value : null,
    snapshot.ownCode.known === "value" ? snapshot.ownCode.value : null,
  ];
  return places.flatMap((files) =>
    Object.entries(files !== null && "texts" in files ? files.texts : {}).flatMap(([path, fact]) =>
      fact.known === "value" ? [[path, fact.value] as const] : [],
    ),
  );
}

interface RecipeTick {
  readonly code: EvidenceCode;
  readonly name: string;
  /** Where it was found, or null. */
  readonly found: string | null;
  /** It may be in a place that could not be read. */
  readonly open: boolean;
  readonly facts: readonly Fact<unknown>[];
  readonly action: string;
}

function recipe(snapshot: Snapshot, policy: Policy): RecipeTick[] {
  const tick = (
    code: EvidenceCode,
    name: string,
    { found, facts }: Pick<RecipeTick, "found" | "facts">,
    action: string,
  ): RecipeTick => ({
    code,
    name,
    found,
    open: found === null && facts.some(({ known }) => known === "unknown"),
    facts,
    action,
  });
  const training = findScript(snapshot, policy, "training");
  const evaluation = findScript(snapshot, policy, "evaluation");
  const { paths, codePaths } = read(snapshot, policy);
  return [
    tick(
      "RECIPE_DEPENDENCIES",
      "declaration of dependencies",
      { found: dependencyPlace(snapshot, policy), facts: [paths, codePaths] },
      "Declaring the dependencies",
    ),
    tick("RECIPE_TRAINING", "training code", training, "Publishing the training code"),
    tick("RECIPE_EVALUATION", "evaluation code", evaluation, "Publishing the evaluation code"),
    tick(
      "RECIPE_WEIGHTS",
      "weights that anyone may download",
      { found: weightsPlace(snapshot), facts: [snapshot.tree, snapshot.info] },
      "Publishing the weights without a gate",
    ),
    tick(
      "RECIPE_RESULTS",
      "results with a command or in the metadata",
      { found: resultsPlace(snapshot, policy), facts: [snapshot.info, snapshot.evaluations] },
      "Publishing structured results",
    ),
  ];
}

function dependencyPlace(snapshot: Snapshot, policy: Policy): string | null {
  const { card, paths, codePaths } = read(snapshot, policy);
  const files = [paths, codePaths].flatMap((fact) =>
    fact.known === "value" ? filesOfKind(fact.value, "requirements") : [],
  );
  if (files[0] !== undefined) return files[0];
  return card.known === "value" && hasInstallHint(card.value, policy) ? "README.md" : null;
}

function weightsPlace(snapshot: Snapshot): string | null {
  const { info, tree } = snapshot;
  if (info.known !== "value" || tree.known !== "value") return null;
  if (info.value.gated !== false || info.value.private || info.value.disabled) return null;
  if (missingShards(snapshot).length > 0) return null;
  return (
    tree.value
      .map(({ path }) => path)
      .filter((path) => formatOf(path) !== null)
      .sort()[0] ?? null
  );
}

const missingShards = ({ tree, shardIndexes }: Snapshot): readonly string[] =>
  (tree.known === "value" ? weightSet(tree.value, shardIndexes)?.missing : null) ?? [];

function resultsPlace(snapshot: Snapshot, policy: Policy): string | null {
  const { card, metadata } = read(snapshot, policy);
  const { results } = structuredResults(snapshot, metadata.known === "value" ? metadata.value : null, policy);
  if (results[0] !== undefined) return results[0].source;
  if (card.known !== "value") return null;
  const inCard = cardResults(card.value, policy);
  const hasResults = inCard.cells >= policy.performance.tableCells || inCard.inProse.length > 0;
  return hasResults && snippetUses(card.value, policy).commands ? "README.md" : null;
}

const tickEvidence = (tick: RecipeTick, each: number): Evidence => {
  if (tick.open) return unread(tick.code, `No ${tick.name} found where it could be read`, "repositories");
  if (tick.found === null) return minus(tick.code, each, `No ${tick.name} found`, "repositories");
  return plus(tick.code, each, `Found ${tick.name} in ${tick.found}`, tick.found);
};

function runEvidence(run: RunFinding, points: number, full: number, source: string): Evidence {
  if (run.level === "passes")
    return plus("RUN_LEVEL", points, "The demo code passes every static check; it was not run", source);
  if (run.level === "executed") return note("RUN_LEVEL", "The demo code ran unchanged", source);
  return earned("RUN_LEVEL", points, full, `The demo code would not run as it is: ${run.faults.join("; ")}`, source);
}
