/** How well the claimed performance is backed: the best kind of proof, how many results, papers and code, context. */
import { cardResults, type StructuredResult, structuredResults } from "../card/evaluation-results.ts";
import { snippetUses } from "../card/snippets.ts";
import { type Evidence, type EvidenceCode, earned, minus, plus, unread } from "../evidence.ts";
import { type Component, combine, type Improvement, type Outcome, outcomeOf } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, read, unknownsOf } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";

type Level = keyof Policy["performance"]["levels"];

export function performanceClaims(snapshot: Snapshot, policy: Policy): Outcome {
  const found = claims(snapshot, policy);
  const proof = proofOf(snapshot, found.results, policy);
  const sources = [snapshot.readme, snapshot.info, snapshot.evaluations];
  const combined = combine(
    componentsOf(found, proof, unknownsOf(sources).length > 0, policy),
    policy.minimumKnownShare,
  );
  const anything = found.level !== "none" || proof.value > 0;
  return outcomeOf(combined, anything, {
    evidence: [
      ...describe(found, snapshot, policy),
      ...proof.evidence,
      ...unknownsOf(sources).map(({ detail }) =>
        unread("SOURCE_UNKNOWN", `A place for results could not be read (${detail})`, "Hub"),
      ),
    ],
    improvements: improvementsOf(found, proof.value, policy),
    retryable: anyRetryable([...sources, ...proof.sources]),
  });
}

interface Claims {
  readonly results: readonly StructuredResult[];
  readonly ignored: ReturnType<typeof structuredResults>["ignored"];
  readonly cells: number;
  readonly inProse: readonly string[];
  readonly level: Level;
  /** Result count (at most six, as a share) and context share that together are worth most. */
  readonly count: number;
  readonly context: number;
  readonly cardRead: boolean;
}

function claims(snapshot: Snapshot, policy: Policy): Claims {
  const { card, metadata } = read(snapshot, policy);
  const { results, ignored } = structuredResults(snapshot, metadata.known === "value" ? metadata.value : null, policy);
  const text = card.known === "value" ? cardResults(card.value, policy) : { cells: 0, inProse: [], explained: false };
  const inTable = text.cells >= policy.performance.tableCells;
  const cells = inTable ? text.cells : 0;
  const inCard = Math.max(cells, text.inProse.length);
  const explained = inCard > 0 && text.explained ? 1 : 0;
  const best = mostWorth(results, inCard, explained, policy);
  const level = bestLevel(results, inTable, text.inProse.length > 0);
  return { results, ignored, cells, inProse: text.inProse, level, ...best, cardRead: card.known !== "unknown" };
}

function bestLevel(results: readonly StructuredResult[], inTable: boolean, inProse: boolean): Level {
  for (const level of ["verified", "sourced", "structured"] as const) {
    if (results.some((result) => result.level === level)) return level;
  }
  return inTable ? "table" : inProse ? "prose" : "none";
}

/**
 * A result without split or configuration lowers the share of results in context; it must not lower the
 * metric, so the selection of results is taken that is worth most.
 */
function mostWorth(results: readonly StructuredResult[], inCard: number, explained: number, policy: Policy) {
  const { count: countWeight, context: contextWeight, enoughResults } = policy.performance;
  const placed = results.filter((result) => result.placed).length;
  const choices = results.map((_, index) => ({
    count: Math.min(1, (index + 1 + inCard) / enoughResults),
    context: Math.max(Math.min(1, placed / (index + 1)), explained),
  }));
  const start = { count: Math.min(1, inCard / enoughResults), context: explained };
  const worth = (choice: typeof start) => countWeight * choice.count + contextWeight * choice.context;
  return choices.reduce((best, choice) => (worth(choice) >= worth(best) ? choice : best), start);
}

function proofOf(snapshot: Snapshot, results: readonly StructuredResult[], policy: Policy) {
  const { card, paths, codePaths } = read(snapshot, policy);
  const links = card.known === "value" ? card.value.links.map(({ url }) => url) : [];
  const tags = snapshot.info.known === "value" ? snapshot.info.value.tags : [];
  const paper =
    tags.some((tag) => policy.words.paperTag.test(tag)) || links.some((url) => policy.words.paperLink.test(url));
  const files = [paths, codePaths].flatMap((fact) => (fact.known === "value" ? fact.value : []));
  const script = files.find((path) => policy.words.codeFile.test(path) && policy.words.evaluationFile.test(path));
  const code =
    results.some(({ level }) => level === "sourced") ||
    snippetUses(card.known === "value" ? card.value : null, policy).evaluates ||
    links.some((url) => policy.words.leaderboard.test(url)) ||
    script !== undefined;
  const { paper: forPaper, code: forCode } = policy.performance.proofParts;
  const value = (paper ? forPaper : 0) + (code ? forCode : 0);
  const missing = unknownsOf([snapshot.readme, snapshot.info]).length > 0;
  const most =
    value +
    (!paper && missing ? forPaper : 0) +
    (!code && (missing || unknownsOf([paths, codePaths]).length > 0) ? forCode : 0);
  const weight = policy.performance.proof;
  const evidence = [
    earned(
      "PERF_PROOF",
      paper ? weight * forPaper : 0,
      weight * forPaper,
      `${paper ? "A" : "No"} paper is linked`,
      "README.md, tags",
    ),
    earned("PERF_PROOF", code ? weight * forCode : 0, weight * forCode, codeText(code), "README.md, files"),
  ];
  return { value, most, evidence, sources: [paths, codePaths] };
}

const codeText = (found: boolean): string =>
  found
    ? "Evaluation code, a leaderboard or the source of results is given"
    : "Neither evaluation code nor a source of results is given";

function componentsOf(
  found: Claims,
  proof: { value: number; most: number },
  someUnread: boolean,
  policy: Policy,
): Component[] {
  const { level, count, proof: proofWeight, context, levels } = policy.performance;
  const open = someUnread ? { hi: 1 } : {};
  const q = levels[found.level];
  const nothingSeen = found.level === "none" && someUnread;
  const partly = !found.cardRead && found.count < 1;
  return [
    nothingSeen ? { weight: level, value: null } : { weight: level, value: q, ...open },
    nothingSeen || partly
      ? { weight: count, value: null, lo: found.count }
      : { weight: count, value: found.count, ...open },
    proof.most > proof.value
      ? { weight: proofWeight, value: null, lo: proof.value, hi: proof.most }
      : { weight: proofWeight, value: proof.value },
    nothingSeen ? { weight: context, value: null } : { weight: context, value: found.context, ...open },
  ];
}

const levelCode: Record<Level, EvidenceCode> = {
  verified: "PERF_VERIFIED",
  sourced: "PERF_SOURCED",
  structured: "PERF_SELF",
  table: "PERF_TABLE",
  prose: "PERF_PROSE",
  none: "PERF_NONE",
};

const levelText: Record<Level, string> = {
  verified: "The Hub has verified a published result",
  sourced: "Published results name their source",
  structured: "The metadata states results without a source",
  table: "The card has a table of results",
  prose: "The card states a result in prose",
  none: "No result was found in metadata or card",
};

function describe(found: Claims, snapshot: Snapshot, policy: Policy): Evidence[] {
  const { level, count, context, levels, resultsShown, enoughResults } = policy.performance;
  const source = read(snapshot, policy).at("README.md");
  const first = found.results
    .slice(0, resultsShown)
    .map((it) => `${it.metric} ${it.value} on ${it.dataset}${it.config === null ? "" : ` (${it.config})`}`)
    .join("; ");
  const best = earned(
    levelCode[found.level],
    level * levels[found.level],
    level,
    levelText[found.level] + (first && `: ${first}`),
    source,
  );
  const total = found.results.length + Math.max(found.cells, found.inProse.length);
  const notes = found.ignored.map((it) =>
    minus("PERF_IGNORED", 0, `The value ${it.shown} for ${it.metric} is not counted: it is ${it.reason}`, it.source),
  );
  if (found.level === "none") return [best, ...notes];
  const counted = plus(
    levelCode[found.level],
    count * found.count,
    `${total} results were found, of which up to ${enoughResults} count`,
    source,
  );
  const placed = earned(
    levelCode[found.level],
    context * found.context,
    context,
    found.context > 0 ? "The results name their split or conditions" : "The results do not name their split",
    source,
  );
  return [best, counted, placed, ...notes];
}

function improvementsOf(found: Claims, proof: number, policy: Policy): Improvement[] {
  const { level, count, proof: proofWeight, context, levels } = policy.performance;
  return [
    {
      action: "Publishing results with their source in the metadata",
      points: level * Math.max(0, levels.sourced - levels[found.level]),
    },
    { action: "Publishing more results", points: count * (1 - found.count) },
    { action: "Linking a paper and evaluation code", points: proofWeight * (1 - proof) },
    { action: "Naming the split or configuration of each result", points: context * (1 - found.context) },
  ];
}
