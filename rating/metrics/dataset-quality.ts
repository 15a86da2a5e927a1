/** How good the declared datasets are, by what their own metadata, cards and files show. */

import { asList, asNumber, asObject, asText, asTexts, isStated } from "../../domain/json.ts";
import type { Card } from "../card/card.ts";
import { cardFact } from "../card/declared.ts";
import { datasheetTopics, hasSection, topicSection } from "../card/topics.ts";
import { type Evidence, earned, minus, unread } from "../evidence.ts";
import type { Fact } from "../fact.ts";
import { licenseEntry } from "../licences/licenses.ts";
import { readLicenseName } from "../licences/names.ts";
import {
  type Combined,
  type Component,
  combine,
  type Improvement,
  type Outcome,
  sum,
  unknownOutcome,
} from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, read } from "../reading.ts";
import type { DatasetFacts, DatasetInfo, JsonObject, Snapshot } from "../snapshot.ts";

export function datasetQuality(snapshot: Snapshot, policy: Policy): Outcome {
  if (snapshot.datasets.length === 0) return undeclared(snapshot, policy);
  const readable = snapshot.datasets.filter(({ info }) => info.known !== "unknown").length;
  const judged = snapshot.datasets.map((dataset) => judge(dataset, 1 / Math.max(1, readable), policy));
  const count = judged.length;
  const known = judged.filter(({ quality }) => quality.score !== null);
  const retryable = anyRetryable(snapshot.datasets.flatMap(({ info, card }) => [info, card]));
  const evidence = judged.flatMap((it) => it.evidence);
  if (known.length === 0) return unknownOutcome(evidence, retryable);
  const score = sum(known.map(({ quality }) => quality.score ?? 0)) / known.length;
  return {
    status: "scored",
    score,
    confidence: sum(judged.map(({ quality }) => (quality.score === null ? 0 : quality.confidence))) / count,
    lo: sum(judged.map(({ quality }) => quality.lo)) / count,
    hi: sum(judged.map(({ quality }) => quality.hi)) / count,
    evidence,
    improvements: judged.flatMap((it) => it.improvements).filter(({ points }) => points > 0),
    retryable,
  };
}

interface Judged {
  readonly quality: Combined;
  readonly evidence: readonly Evidence[];
  readonly improvements: readonly Improvement[];
}

const surely = (x: number): Combined => ({ score: x, confidence: 1, lo: x, hi: x });

/** `share`: what one dataset counts in the mean; evidence and advice are given in points of the whole metric. */
function judge(dataset: DatasetFacts, share: number, policy: Policy): Judged {
  const { id, info } = dataset;
  if (info.known === "absent") {
    const evidence = [minus("DQ_UNREACHABLE", share, `The dataset ${id} does not exist (404)`, id)];
    return {
      quality: surely(0),
      evidence,
      improvements: [{ action: `Declaring a dataset that exists instead of ${id}`, points: share }],
    };
  }
  if (info.known === "unknown") {
    const evidence = [unread("DQ_UNREACHABLE", `The dataset ${id} could not be read (${info.detail})`, id)];
    return { quality: { score: null, confidence: 0, lo: 0, hi: 1 }, evidence, improvements: [] };
  }
  const card = cardFact(dataset.card, policy);
  const parts = partsOf(info.value, card, policy);
  const components = parts.map(({ component }) => component);
  return {
    quality: combine(components, policy.minimumKnownShare),
    evidence: parts.map(({ code, component, name }) =>
      component.value === null
        ? unread(code, `The ${name} of the dataset ${id} could not be judged`, id)
        : earned(
            code,
            share * component.weight * component.value,
            share * component.weight,
            `The ${name} of the dataset ${id} has ${Math.round(component.value * 100)} of 100 points`,
            id,
          ),
    ),
    improvements: parts.map(({ component, name }) => ({
      action: `Completing the ${name} of the dataset ${id}`,
      points: share * component.weight * (1 - (component.value ?? 1)),
    })),
  };
}

interface Part {
  readonly code: "DQ_LICENSE" | "DQ_DOC" | "DQ_STRUCT" | "DQ_PROV" | "DQ_RISK" | "DQ_ACCESS";
  readonly name: string;
  readonly component: Component;
}

function partsOf(info: DatasetInfo, card: Fact<Card>, policy: Policy): readonly Part[] {
  const weights = policy.datasetQuality;
  const data = info.cardData ?? (card.known === "value" ? card.value.frontMatter : null) ?? {};
  const text = card.known === "value" ? card.value : null;
  // A licence in the metadata tells about distribution as well as a section of the card does.
  const inCard = text === null ? [] : datasheetTopics(text, policy);
  const topics = new Set([...inCard, ...(isStated(data["license"]) ? ["distribution"] : [])]).size;
  const fromCard = (weight: number, value: number): Component =>
    card.known === "unknown" ? { weight, value: null, lo: value } : { weight, value };
  return [
    {
      code: "DQ_LICENSE",
      name: "licence",
      component: { weight: weights.license, value: licenseValue(data, text, policy), ...licenseLimit(card) },
    },
    { code: "DQ_DOC", name: "documentation", component: fromCard(weights.documentation, topics / weights.topics) },
    {
      code: "DQ_STRUCT",
      name: "described structure",
      component: { weight: weights.structure, value: structureValue(data, info, policy) },
    },
    {
      code: "DQ_PROV",
      name: "provenance",
      component: fromCard(weights.provenance, provenanceValue(data, info, text, policy)),
    },
    { code: "DQ_RISK", name: "discussion of risks", component: fromCard(weights.risk, riskValue(text, policy)) },
    { code: "DQ_ACCESS", name: "access", component: { weight: weights.access, value: accessValue(info, policy) } },
  ];
}

/** An "other" licence may be explained by the text of a card that could not be read. */
const licenseLimit = (card: Fact<Card>): { hi?: number } => (card.known === "unknown" ? { hi: 1 } : {});

function licenseValue(data: JsonObject, card: Card | null, policy: Policy): number {
  const { known, other, none } = policy.datasetQuality.licenseParts;
  const readings = asTexts(data["license"]).map(readLicenseName);
  const ids = readings.flatMap((reading) => (reading.kind === "known" ? reading.ids : []));
  if (ids.some((id) => licenseEntry(id) !== null && id !== "other")) return known;
  const named = asText(data["license_name"]);
  const explained =
    (named !== null && readLicenseName(named).kind !== "unknown") ||
    (card !== null && hasSection(card, /licen[cs]/i, policy)) ||
    asText(data["license_link"]) !== null;
  return ids.includes("other") && explained ? other : none;
}

function structureValue(data: JsonObject, info: DatasetInfo, policy: Policy): number {
  const { features, splits, size } = policy.datasetQuality.structureParts;
  const described = data["dataset_info"];
  const infos = [asObject(described), ...asList(described).map((it) => asObject(it))].filter((it) => it !== null);
  const hasSplits = infos.some((it) =>
    asList(it["splits"]).some((split) => asNumber(asObject(split)?.["num_examples"]) !== null),
  );
  const sized =
    infos.some((it) => asNumber(it["dataset_size"]) !== null || asNumber(it["download_size"]) !== null) ||
    isStated(data["size_categories"]) ||
    info.tags.some((tag) => tag.startsWith("size_categories:"));
  return (infos.some((it) => isStated(it["features"])) ? features : 0) + (hasSplits ? splits : 0) + (sized ? size : 0);
}

function provenanceValue(data: JsonObject, info: DatasetInfo, card: Card | null, policy: Policy): number {
  const { creators, citation, collection } = policy.datasetQuality.provenanceParts;
  const { words } = policy;
  const fields = ["annotations_creators", "language_creators", "source_datasets"];
  const hasCreators = fields.some(
    (field) => isStated(data[field]) || info.tags.some((tag) => tag.startsWith(`${field}:`)),
  );
  const cited =
    info.tags.some((tag) => words.paperTag.test(tag)) ||
    (card !== null &&
      (card.links.some(({ url }) => words.paperLink.test(url)) ||
        card.codeBlocks.some(({ code }) => words.bibtex.test(code)) ||
        hasSection(card, words.datasetCitation, policy)));
  const collected = card !== null && hasSection(card, words.datasheet.collection, policy);
  return (hasCreators ? creators : 0) + (cited ? citation : 0) + (collected ? collection : 0);
}

function riskValue(card: Card | null, policy: Policy): number {
  if (card === null) return 0;
  const { limitations, personal } = policy.datasetQuality.riskParts;
  const { datasetLimitations, datasetPersonal } = policy.words;
  return (
    (hasSection(card, datasetLimitations, policy) ? limitations : 0) +
    (hasSection(card, datasetPersonal, policy) ? personal : 0)
  );
}

function accessValue(info: DatasetInfo, policy: Policy): number {
  const { open, automatic, manual, plainFiles } = policy.datasetQuality.accessParts;
  const { plainData, dataMetadata } = policy.words;
  const enabled = !info.disabled && !info.private;
  const gate = info.gated === false ? open : info.gated === "auto" ? automatic : manual;
  const isPlain = info.files.some((path) => plainData.test(path) && !dataMetadata.test(path));
  return (enabled ? gate : 0) + (isPlain ? plainFiles : 0);
}

/** No declared dataset: a training-data section is worth something, though nobody can inspect the data. */
function undeclared(snapshot: Snapshot, policy: Policy): Outcome {
  const { ceiling, characters } = policy.datasetQuality.undeclared;
  const { card } = read(snapshot, policy);
  const places = [snapshot.readme, snapshot.info];
  if (places.some(({ known }) => known === "unknown")) {
    const text = "Declared datasets could not be read";
    return unknownOutcome([unread("DQ_UNREACHABLE", text, "Hub")], anyRetryable(places));
  }
  const section = card.known === "value" ? topicSection(card.value, "training_data", policy) : null;
  const score = ceiling * Math.min(1, (section?.prose.length ?? 0) / characters);
  const text =
    section === null
      ? "No training data is declared or described"
      : `No dataset is declared; the section "${section.heading}" describes the data in ${section.prose.length} characters`;
  const evidence = [
    earned(section === null ? "DQ_NONE" : "DQ_DOC", score, 1, text, read(snapshot, policy).at("README.md")),
  ];
  const improvements = [{ action: "Declaring well-documented training datasets", points: 1 - score }];
  return {
    status: section === null ? "absent" : "scored",
    score,
    confidence: 1,
    lo: score,
    hi: score,
    evidence,
    improvements,
    retryable: false,
  };
}
