/** Upkeep of the source code and safety of loading the weights. */

import { parsableShare } from "../card/snippets.ts";
import { sourceFiles } from "../code/code-files.ts";
import { type SourceTree, type Tick, ticksOf } from "../code/code-structure.ts";
import { type Evidence, earned, minus, note, unread } from "../evidence.ts";
import type { Fact } from "../fact.ts";
import { type Improvement, type Outcome, sum, unknownOutcome } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, linkIsLive, read, unknownsOf } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";
import { loadingSafety } from "../weights/safety.ts";

export function codeQuality(snapshot: Snapshot, policy: Policy): Outcome {
  const { structure: weight, safety: safetyWeight } = policy.codeQuality;
  const linked = linkedTree(snapshot, policy);
  const { card, paths } = read(snapshot, policy);
  const own = ownTree(snapshot, policy);
  const needed = linked.known === "value" ? [linked, paths] : [linked, card, paths, own];
  const missing = unknownsOf(needed);
  const retryable = anyRetryable([linked, card, paths, own, snapshot.info]);
  if (missing.length > 0) {
    return unknownOutcome(
      missing.map(({ detail }) => unread("SOURCE_UNKNOWN", `Code could not be read (${detail})`, "GitHub, Hub")),
      retryable,
    );
  }
  const candidates = [
    ...fromTree(linked, 1, policy),
    ...fromTree(own, policy.codeQuality.unlinkedCeiling, policy),
    fromCard(snapshot, policy),
  ];
  const best = candidates.reduce((a, b) => (b.value > a.value ? b : a));
  const safety = loadingSafety(snapshot, policy);
  const score = weight * best.value + safetyWeight * safety.value;
  // With a linked repository the card and the files beside the weights may still hold something better.
  const open = unknownsOf([card, own]).length > 0;
  const hidden = open ? Math.max(best.value, policy.codeQuality.unlinkedCeiling) : best.value;
  return {
    status: best.value > 0 || linked.known === "value" ? "scored" : "absent",
    score,
    confidence: 1,
    lo: weight * best.value + safetyWeight * safety.lo,
    hi: weight * hidden + safetyWeight * safety.value,
    evidence: [...best.evidence, ...safety.evidence],
    improvements: [...best.improvements, ...safety.improvements].filter(({ points }) => points > 0),
    retryable,
  };
}

interface Candidate {
  readonly value: number;
  readonly evidence: readonly Evidence[];
  readonly improvements: readonly Improvement[];
}

function linkedTree(snapshot: Snapshot, policy: Policy): Fact<SourceTree> {
  const live = linkIsLive(snapshot);
  if (live === false) return { known: "absent" };
  if (snapshot.code.known !== "value") return snapshot.code;
  const { facts, files } = snapshot.code.value;
  const { codePaths } = read(snapshot, policy);
  if (facts.known !== "value") return facts;
  // An empty repository is a living one with nothing in it.
  if (codePaths.known === "absent")
    return { known: "value", value: { paths: [], files: { texts: {}, sources: [] }, licensed: false } };
  if (codePaths.known !== "value") return codePaths;
  if (files.known !== "value") return files;
  const unreadText = Object.values(files.value.texts).find((text) => text.known === "unknown" && text.retryable);
  if (unreadText?.known === "unknown") return unreadText;
  const licensed = facts.value.licenseSpdx !== null;
  return { known: "value", value: { paths: codePaths.value, files: files.value, licensed } };
}

function ownTree(snapshot: Snapshot, policy: Policy): Fact<SourceTree> {
  const { paths } = read(snapshot, policy);
  if (paths.known !== "value") return paths;
  if (sourceFiles(paths.value, policy).length === 0) return { known: "absent" };
  if (snapshot.ownCode.known !== "value") return snapshot.ownCode;
  return { known: "value", value: { paths: paths.value, files: snapshot.ownCode.value, licensed: false } };
}

/** Nothing when there is no such tree. */
function fromTree(tree: Fact<SourceTree>, ceiling: number, policy: Policy): Candidate[] {
  if (tree.known !== "value") return [];
  const { parts, structure } = policy.codeQuality;
  const ticks = ticksOf(tree.value, policy);
  const full = sum(ticks.map((tick) => parts[tick.part] * tick.value));
  const points = (tick: Tick, value: number) => structure * parts[tick.part] * value;
  const capped = full > ceiling;
  const candidate = {
    value: Math.min(ceiling, full),
    evidence: [
      ...ticks.map((tick) =>
        earned(tick.code, points(tick, tick.value), points(tick, 1), `The code has ${tick.found}`, "source tree"),
      ),
      ...(capped ? [note("CQ_SNIPPETS", `Code without a linked repository counts ${ceiling} at most`, "policy")] : []),
    ],
    improvements:
      ceiling < 1
        ? linkIt(Math.min(ceiling, full), policy)
        : ticks.map((tick) => ({ action: tick.action, points: points(tick, 1 - tick.value) })),
  };
  return [candidate];
}

const linkIt = (value: number, policy: Policy): Improvement[] => [
  { action: "Linking a well-kept code repository", points: policy.codeQuality.structure * (1 - value) },
];

function fromCard(snapshot: Snapshot, policy: Policy): Candidate {
  const { card, at } = read(snapshot, policy);
  const blocks = card.known === "value" ? parsableShare(card.value, policy) : { parsing: 0, total: 0 };
  const share = blocks.total === 0 ? 0 : blocks.parsing / blocks.total;
  const value = policy.codeQuality.unlinkedCeiling * share;
  const points = policy.codeQuality.structure * value;
  const text =
    blocks.total === 0
      ? "There is no code to judge: no linked repository, no source files, no code block in the card"
      : `${blocks.parsing} of ${blocks.total} code blocks in the card parse, and there is no better code to judge`;
  const evidence =
    points > 0
      ? earned("CQ_SNIPPETS", points, points, text, at("README.md"))
      : minus("CQ_SNIPPETS", policy.codeQuality.structure, text, at("README.md"));
  return { value, evidence: [evidence], improvements: linkIt(value, policy) };
}
