/** Published results of a model: structured ones from metadata, numbers in tables and prose of the card. */

import { asList, asNumber, asObject, asText, isStated } from "../../domain/json.ts";
import type { Policy } from "../policy.ts";
import type { Json, JsonObject, Snapshot } from "../snapshot.ts";
import type { Card, Section } from "./card.ts";
import { parseYaml } from "./front-matter.ts";

export type ResultLevel = "verified" | "sourced" | "structured";

export interface StructuredResult {
  readonly dataset: string;
  readonly config: string | null;
  readonly metric: string;
  readonly value: number;
  readonly level: ResultLevel;
  /** A split or a configuration is named. */
  readonly placed: boolean;
  readonly source: string;
}

export interface IgnoredResult {
  readonly metric: string;
  readonly shown: string;
  readonly reason: string;
  readonly source: string;
}

type Read = { readonly result: StructuredResult } | { readonly ignored: IgnoredResult };

const rank: Record<ResultLevel, number> = { structured: 0, sourced: 1, verified: 2 };

/** Distinct results by (dataset, configuration, metric), the best-proven one of each; the rest with a reason. */
export function structuredResults(snapshot: Snapshot, metadata: JsonObject | null, policy: Policy) {
  const info = snapshot.info.known === "value" ? snapshot.info.value : null;
  const files = snapshot.evaluations.known === "value" ? snapshot.evaluations.value : [];
  // Only the Hub's own answer may mark a result as verified; a card can claim anything.
  const read: Read[] = [
    ...fromModelIndex(metadata?.["model-index"], "model card metadata", false, policy),
    ...fromModelIndex(info?.modelIndex, "model info", true, policy),
    ...asList(info?.evalResults).flatMap((entry) => fromEvaluation(entry, "Hub evaluation results", true, policy)),
    ...files.flatMap((file) =>
      asList(parseYaml(file.text).data).flatMap((entry) => fromEvaluation(entry, file.path, false, policy)),
    ),
  ];
  const best = new Map<string, StructuredResult>();
  const ignored = new Map<string, IgnoredResult>();
  for (const item of read) {
    if ("ignored" in item) {
      ignored.set(`${item.ignored.metric} ${item.ignored.shown}`, item.ignored);
      continue;
    }
    const { result } = item;
    const key = [result.dataset, result.config ?? "", result.metric].join("\n").toLowerCase();
    const known = best.get(key);
    best.set(key, known === undefined ? result : merge(known, result));
  }
  return { results: [...best.values()], ignored: [...ignored.values()] };
}

function merge(one: StructuredResult, other: StructuredResult): StructuredResult {
  const better = rank[other.level] > rank[one.level] ? other : one;
  return { ...better, placed: one.placed || other.placed };
}

function fromModelIndex(index: Json | undefined, source: string, trusted: boolean, policy: Policy): Read[] {
  const results = asList(index).flatMap((model) => asList(asObject(model)?.["results"]));
  return results.flatMap((raw) => {
    const result = asObject(raw);
    const dataset = asObject(result?.["dataset"]) ?? {};
    const hasSource = asText(asObject(result?.["source"])?.["url"]) !== null;
    return asList(result?.["metrics"]).flatMap((rawMetric) => {
      const metric = asObject(rawMetric);
      if (metric === null) return [];
      const verified = trusted && metric["verified"] === true;
      return judge(
        {
          dataset: asText(dataset["type"]) ?? asText(dataset["name"]) ?? "unnamed",
          config: asText(dataset["config"]) ?? asText(dataset["split"]),
          metric: asText(metric["type"]) ?? asText(metric["name"]) ?? "unnamed",
          level: verified ? "verified" : hasSource ? "sourced" : "structured",
          placed: isStated(dataset["config"]) || isStated(dataset["split"]),
          source,
        },
        metric["value"],
        asText(metric["unit"]) ?? asText(asObject(metric["args"])?.["unit"]),
        policy,
      );
    });
  });
}

function fromEvaluation(raw: Json, source: string, trusted: boolean, policy: Policy): Read[] {
  const entry = asObject(raw);
  const dataset = asObject(entry?.["dataset"]);
  if (entry === null || dataset === null) return [];
  const verified = trusted && entry["verified"] === true;
  const hasSource = asText(asObject(entry["source"])?.["url"]) !== null;
  const place =
    asText(dataset["config"]) ?? asText(dataset["split"]) ?? asText(dataset["task_id"]) ?? asText(entry["task_id"]);
  return judge(
    {
      dataset: asText(dataset["id"]) ?? "unnamed",
      config: place,
      metric: asText(entry["metric"]) ?? place ?? "score",
      level: verified ? "verified" : hasSource ? "sourced" : "structured",
      placed: place !== null,
      source,
    },
    entry["value"],
    null,
    policy,
  );
}

function judge(
  result: Omit<StructuredResult, "value">,
  raw: Json | undefined,
  unit: string | null,
  policy: Policy,
): Read[] {
  const value = asNumber(raw) ?? (asText(raw) === null ? null : Number.parseFloat(asText(raw) ?? ""));
  const shown = String(raw ?? "nothing");
  const reason = implausible(result.metric, value, unit, policy);
  if (reason !== null || value === null) {
    return [{ ignored: { metric: result.metric, shown, reason: reason ?? "not a number", source: result.source } }];
  }
  return [{ result: { ...result, value } }];
}

/** Why a value cannot be right, or null. */
function implausible(metric: string, value: number | null, unit: string | null, policy: Policy): string | null {
  if (value === null || !Number.isFinite(value)) return "not a finite number";
  if (!policy.words.accuracyLike.test(metric.trim())) return null;
  const { percentLimit, ratioLimit } = policy.performance;
  const limit = unit?.toLowerCase() === "ratio" ? ratioLimit : percentLimit;
  return value > limit ? `over ${limit}, which no such metric can reach` : null;
}

export interface CardResults {
  /** Numeric cells of tables in evaluation sections that name a known metric or benchmark. */
  readonly cells: number;
  /** Different metrics with a number beside them in prose. */
  readonly inProse: readonly string[];
  /** An evaluation section has enough prose to explain its numbers. */
  readonly explained: boolean;
}

export function cardResults(card: Card, policy: Policy): CardResults {
  const sections = card.sections.filter((section) => policy.words.topics.evaluation.test(section.heading));
  const tables = new Map(
    sections
      .filter((section) => namesMeasure(section, policy))
      .flatMap((section) => section.tables)
      .map((table) => [JSON.stringify(table), table] as const),
  );
  const cells = [...tables.values()].flatMap(({ header, rows }) =>
    rows.flatMap((row) =>
      row.slice(1).filter((cell, at) => isNumeric(cell) && plausibleCell(cell, [header[at + 1], row[0]], policy)),
    ),
  );
  return {
    cells: cells.length,
    inProse: metricsInProse(card.prose, policy),
    explained: sections.some((section) => section.prose.length >= policy.card.sectionCharacters),
  };
}

function namesMeasure(section: Section, policy: Policy): boolean {
  const tables = section.tables.flatMap(({ header, rows }) => [...header, ...rows.map((row) => row[0] ?? "")]);
  const text = [section.heading, section.prose, ...tables].join(" ");
  return policy.words.metric.test(text) || policy.words.benchmark.test(text);
}

const isNumeric = (cell: string): boolean =>
  /^[~≈<>]?\s*[-+]?\d+([.,]\d+)?(\s*\/\s*\d+([.,]\d+)?)?\s*(%|[x×]|±\s*[\d.]+|\(.*\))?$/.test(cell.trim());

const plausibleCell = (cell: string, labels: readonly (string | undefined)[], policy: Policy): boolean =>
  labels.every(
    (label) => implausible(label ?? "", Number.parseFloat(cell.replace(/[^\d.-]/g, "")), null, policy) === null,
  );

/** Lower-case names of metrics next to a number: "accuracy of 0.93", "93.1 % accuracy". */
function metricsInProse(prose: string, policy: Policy): string[] {
  const metric = policy.words.metric.source;
  const after = new RegExp(`${metric}(?: (?:score|rate))? ?(?:of|is|was|=|:)? ?(\\d{1,9}(?:\\.\\d{1,9})?)`, "gi");
  const before = new RegExp(`(\\d{1,9}(?:\\.\\d{1,9})?) ?%? ?${metric}`, "gi");
  const found = new Set<string>();
  const keep = (name: string | undefined, number: string | undefined) => {
    if (name === undefined || number === undefined) return;
    if (implausible(name, Number.parseFloat(number), null, policy) === null) found.add(name.toLowerCase());
  };
  for (const match of prose.matchAll(after)) keep(match[1], match.at(-1));
  for (const match of prose.matchAll(before)) keep(match[2], match[1]);
  return [...found].sort();
}
