import { describe, expect, test } from "vitest";
import { value } from "../../../rating/fact.ts";
import { rampUpTime } from "../../../rating/metrics/ramp-up-time.ts";
import { policy } from "../../../rating/policy.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, filler, outage, withInfo } from "../models/blank-model.ts";
import { tinyCard, uneditedTemplate } from "../models/cards.ts";
import { clearBert } from "../models/clear-bert.ts";

const files = value([
  { path: "config.json", bytes: 1 },
  { path: "tokenizer.json", bytes: 1 },
]);

const derived = { pipelineTag: "text-generation", libraryName: "transformers" };

/** Laid out like a speech model's card: usage as a title of its own, transcripts as code, no install hint. */
const speechCard = `---
license: apache-2.0
language: en
pipeline_tag: automatic-speech-recognition
library_name: transformers
---
# Listener

${filler(600)}

# Usage

${filler(200)}

## Transcription

\`\`\`python
>>> from transformers import pipeline
>>> listen = pipeline("automatic-speech-recognition", "someone/plain")
>>> listen("sound.flac")
{'text': 'a fine day'}
\`\`\`

## Evaluation

${filler(300)}

### Evaluated Use

${filler(400)}

## Training Data

${filler(600)}

## Performance and Limitations

${filler(500)}

### BibTeX entry

\`\`\`bibtex
@misc{listener, title={Listener}}
\`\`\`
`;

const score = (snapshot: Snapshot) => rampUpTime(snapshot, policy).score;

describe("ramp-up time", () => {
  test("an unedited template with two derived fields and both files is worth .16", () => {
    const model = withInfo({ ...blankModel, readme: value(uneditedTemplate), tree: files }, derived);
    expect(score(model)).toBeCloseTo(0.16, 10);
  });

  test("a card laid out like a speech model's is worth .9038", () => {
    expect(score({ ...blankModel, readme: value(speechCard), tree: files })).toBeCloseTo(0.90375, 10);
  });

  test("a tiny card with one bound name and full metadata is worth .6275", () => {
    const model = withInfo({ ...blankModel, readme: value(tinyCard), tree: files }, derived);
    expect(score(model)).toBeCloseTo(0.6275, 10);
  });

  test("a card that was never filled in scores like no card at all", () => {
    const bare = withInfo({ ...blankModel, tree: files }, derived);
    expect(score({ ...bare, readme: value(uneditedTemplate) })).toBe(score(bare));
  });

  test("a vision model is not asked for a language", () => {
    const vision = (language: string) =>
      score({
        ...blankModel,
        readme: value(`---\nlicense: mit\npipeline_tag: image-classification\n${language}---\n`),
      });
    expect(vision("")).toBe(vision("language: en\n"));
  });

  test("an unreadable card leaves the metric unknown, whatever else is there", () => {
    const outcome = rampUpTime({ ...clearBert, readme: outage }, policy);
    expect(outcome).toMatchObject({ status: "unknown", score: null, retryable: true });
    expect(outcome.confidence).toBeCloseTo(0.25, 10);
  });

  test("a missing section is advised with what it would bring", () => {
    const advice = rampUpTime(clearBert, policy).improvements.map(({ action }) => action);
    expect(advice).toEqual(["Adding a section about citation or contact to the card"]);
  });
});
