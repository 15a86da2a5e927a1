/** How easily a newcomer gets the model to run: usage code, documented topics, length, metadata, needed files. */

import { isStated } from "../../domain/json.ts";
import type { Card } from "../card/card.ts";
import type { CodeBlock } from "../card/markdown.ts";
import { isRunnable, namesModel } from "../card/snippets.ts";
import { hasInstallHint, topicPlace } from "../card/topics.ts";
import { type Evidence, earned, minus, unread } from "../evidence.ts";
import type { Fact } from "../fact.ts";
import { type Component, clamp, combine, type Improvement, type Outcome, outcomeOf, sum } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, libraryName, pipelineTag, read } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Topic } from "../vocabulary.ts";

interface Part {
  readonly component: Component;
  readonly evidence: readonly Evidence[];
  readonly improvements?: readonly Improvement[];
}

export function rampUpTime(snapshot: Snapshot, policy: Policy): Outcome {
  const { card } = read(snapshot, policy);
  const parts = [
    usagePart(snapshot, card, policy),
    topicsPart(snapshot, card, policy),
    lengthPart(snapshot, card, policy),
    metadataPart(snapshot, policy),
    filesPart(snapshot, policy),
  ];
  const combined = combine(
    parts.map(({ component }) => component),
    policy.minimumKnownShare,
  );
  return outcomeOf(combined, card.known !== "absent", {
    evidence: parts.flatMap(({ evidence }) => evidence),
    improvements: parts.flatMap(({ improvements }) => improvements ?? []),
    retryable: anyRetryable([snapshot.readme, snapshot.info, snapshot.tree]),
  });
}

const unreadable = (weight: number, text: string, source: string): Part => ({
  component: { weight, value: null },
  evidence: [unread("SOURCE_UNKNOWN", text, source)],
});

function usagePart(snapshot: Snapshot, card: Fact<Card>, policy: Policy): Part {
  const { usage: weight, code: marks } = policy.rampUp;
  const { at } = read(snapshot, policy);
  if (card.known === "unknown") return unreadable(weight, `The card could not be read (${card.detail})`, "README.md");
  const source = at("README.md");
  const blocks = card.known === "value" ? card.value.codeBlocks.filter((block) => isUsable(block, policy)) : [];
  if (blocks.length === 0) {
    const improvements = [{ action: "Adding a code example that loads this model", points: weight }];
    const text = "The card has no code block that a reader could run";
    return { component: { weight, value: 0 }, evidence: [minus("RAMP_CODE", weight, text, source)], improvements };
  }
  const names = blocks.some((block) => namesModel(block.code, snapshot.repository));
  const headed = blocks.some((block) => block.headings.some((text) => policy.words.usageHeading.test(text)));
  const install = card.known === "value" && hasInstallHint(card.value, policy);
  const value =
    marks.block + (names ? marks.namesModel : 0) + (headed ? marks.underHeading : 0) + (install ? marks.install : 0);
  const lines = sum(blocks.map((block) => block.lines));
  const detail = `${blocks.length} code block(s) with ${lines} lines, ${names ? "naming" : "not naming"} this model, ${headed ? "under a usage heading" : "under no usage heading"}`;
  return {
    component: { weight, value },
    evidence: [
      earned("RAMP_CODE", weight * (value - (install ? marks.install : 0)), weight, `The card has ${detail}`, source),
      earned(
        "RAMP_INSTALL",
        install ? weight * marks.install : 0,
        weight * marks.install,
        installText(install),
        source,
      ),
    ],
    improvements: [
      { action: "Naming this model in the code example", points: names ? 0 : weight * marks.namesModel },
      { action: "Putting the code example under a usage heading", points: headed ? 0 : weight * marks.underHeading },
      { action: "Saying how to install what the example needs", points: install ? 0 : weight * marks.install },
    ],
  };
}

const installText = (found: boolean): string => `The card ${found ? "says" : "does not say"} what to install`;

const isUsable = (block: CodeBlock, policy: Policy): boolean =>
  block.lines >= policy.rampUp.code.minimumLines && isRunnable(block, policy);

function topicsPart(snapshot: Snapshot, card: Fact<Card>, policy: Policy): Part {
  const { sections: weight, topics: count } = policy.rampUp;
  const { at } = read(snapshot, policy);
  if (card.known === "unknown") return unreadable(weight, "The sections of the card could not be read", "README.md");
  const each = weight / count;
  const topics = (Object.keys(policy.words.topics) as Topic[]).map((topic) => ({
    name: topic.replaceAll("_", " "),
    place: card.known === "value" ? topicPlace(card.value, topic, policy) : null,
  }));
  const found = topics.filter(({ place }) => place !== null);
  return {
    component: { weight, value: found.length / count },
    evidence: topics.map(({ name, place }) =>
      place === null
        ? minus("RAMP_TOPIC_MISSING", each, `The card says nothing about ${name}`, at("README.md"))
        : earned("RAMP_TOPIC_OK", each, each, `The card covers ${name} in ${place}`, at("README.md")),
    ),
    improvements: topics.map(({ name, place }) => ({
      action: `Adding a section about ${name} to the card`,
      points: place === null ? each : 0,
    })),
  };
}

function lengthPart(snapshot: Snapshot, card: Fact<Card>, policy: Policy): Part {
  const { length: weight, prose } = policy.rampUp;
  if (card.known === "unknown") return unreadable(weight, "The length of the card could not be read", "README.md");
  const characters = card.known === "value" ? card.value.prose.length : 0;
  const value = clamp((characters - prose.from) / prose.span);
  const text = `The card has ${characters} characters of prose`;
  const source = read(snapshot, policy).at("README.md");
  return {
    component: { weight, value },
    evidence: [earned("RAMP_LENGTH", weight * value, weight, text, source)],
    improvements: [{ action: "Writing a fuller card", points: weight * (1 - value) }],
  };
}

function metadataPart(snapshot: Snapshot, policy: Policy): Part {
  const weight = policy.rampUp.metadata;
  const { metadata } = read(snapshot, policy);
  const pipeline = pipelineTag(snapshot, policy);
  if (metadata.known === "unknown") return unreadable(weight, "The metadata could not be read", "model info");
  const data = metadata.known === "value" ? metadata.value : {};
  const fields: [string, boolean][] = [
    ["license", isStated(data["license"])],
    ["pipeline_tag", pipeline !== null],
    ["library_name", libraryName(snapshot, policy) !== null],
    ["datasets or base_model", isStated(data["datasets"]) || isStated(data["base_model"])],
  ];
  if (pipeline === null || !policy.words.noLanguageTask.test(pipeline)) {
    fields.push(["language", isStated(data["language"])]);
  }
  const present = fields.filter(([, there]) => there);
  const value = present.length / fields.length;
  const missing = fields.filter(([, there]) => !there).map(([name]) => name);
  const text = `The metadata states ${present.length} of ${fields.length} fields${missing.length > 0 ? `, not ${missing.join(", ")}` : ""}`;
  // The Hub derives pipeline_tag and library_name itself, so without its answer the metadata may be fuller.
  const hi = snapshot.info.known === "unknown" ? { hi: 1 } : {};
  return {
    component: { weight, value, ...hi },
    evidence: [earned("RAMP_METADATA", weight * value, weight, text, "model info")],
    improvements: missing.map((name) => ({
      action: `Stating ${name} in the metadata`,
      points: weight / fields.length,
    })),
  };
}

function filesPart(snapshot: Snapshot, policy: Policy): Part {
  const { files: weight, fileParts } = policy.rampUp;
  const { paths } = read(snapshot, policy);
  if (paths.known === "unknown") return unreadable(weight, `The file list could not be read (${paths.detail})`, "tree");
  const all = paths.known === "value" ? paths.value : [];
  const parts = [
    { name: "configuration", points: fileParts.config, path: all.find((path) => policy.words.configFile.test(path)) },
    {
      name: "pre-processor",
      points: fileParts.preprocessor,
      path: all.find((p) => policy.words.preprocessorFile.test(p)),
    },
  ];
  return {
    component: { weight, value: sum(parts.map(({ path, points }) => (path === undefined ? 0 : points))) },
    evidence: parts
      .filter(({ path }) => path === undefined)
      .map(({ name, points }) =>
        minus("RAMP_FILE_MISSING", weight * points, `The repository has no ${name} file`, "tree"),
      ),
    improvements: parts.map(({ name, points, path }) => ({
      action: `Adding the ${name} file`,
      points: path === undefined ? weight * points : 0,
    })),
  };
}
