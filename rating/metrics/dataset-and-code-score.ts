/** Whether training data and code are named, reachable and documented. */

import { cardFact } from "../card/declared.ts";
import { snippetUses } from "../card/snippets.ts";
import { datasheetTopics, topicSection } from "../card/topics.ts";
import { type Evidence, earned, minus, plus, unread } from "../evidence.ts";
import type { Fact } from "../fact.ts";
import { type Component, combine, type Improvement, type Outcome, outcomeOf } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, linkIsLive, read } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";

interface Part {
  readonly component: Component;
  readonly evidence: readonly Evidence[];
  readonly improvements: readonly Improvement[];
  readonly facts: readonly Fact<unknown>[];
}

export function datasetAndCodeScore(snapshot: Snapshot, policy: Policy): Outcome {
  const parts = [
    declaredPart(snapshot, policy),
    resolvablePart(snapshot, policy),
    documentedPart(snapshot, policy),
    sourcePart(snapshot, policy),
    examplePart(snapshot, policy),
    scriptPart(snapshot, policy, "training"),
    scriptPart(snapshot, policy, "evaluation"),
  ];
  const combined = combine(
    parts.map(({ component }) => component),
    policy.minimumKnownShare,
  );
  return outcomeOf(
    combined,
    parts.some(({ component }) => (component.value ?? 0) > 0),
    {
      evidence: parts.flatMap(({ evidence }) => evidence),
      improvements: parts.flatMap(({ improvements }) => improvements),
      retryable: anyRetryable(parts.flatMap(({ facts }) => facts)),
    },
  );
}

type DataPart = keyof Policy["datasetAndCode"]["dataParts"];
type CodePart = keyof Policy["datasetAndCode"]["codeParts"];

const dataWeight = (part: DataPart, policy: Policy): number =>
  policy.datasetAndCode.data * policy.datasetAndCode.dataParts[part];
const codeWeight = (part: CodePart, policy: Policy): number =>
  policy.datasetAndCode.code * policy.datasetAndCode.codeParts[part];

const part = (
  component: Component,
  evidence: readonly Evidence[],
  facts: readonly Fact<unknown>[],
  action: string | null = null,
): Part => ({
  component,
  evidence,
  facts,
  improvements: action === null ? [] : [{ action, points: component.weight * (1 - (component.value ?? 1)) }],
});

const trainingData = (snapshot: Snapshot, policy: Policy) => {
  const { card } = read(snapshot, policy);
  return card.known === "value" ? topicSection(card.value, "training_data", policy) : null;
};

function declaredPart(snapshot: Snapshot, policy: Policy): Part {
  const weight = dataWeight("declared", policy);
  const { metadata, at } = read(snapshot, policy);
  const facts = [metadata, snapshot.readme, snapshot.info];
  const ids = snapshot.datasets.map(({ id }) => id);
  if (ids.length > 0) {
    const text = `The datasets ${ids.join(", ")} are declared`;
    return part({ weight, value: 1 }, [plus("DC_DECLARED", weight, text, "metadata")], []);
  }
  const section = trainingData(snapshot, policy);
  if (facts.some(({ known }) => known === "unknown")) {
    const lo = section === null ? 0 : policy.datasetAndCode.declaredBySection;
    return part(
      { weight, value: null, lo },
      [unread("SOURCE_UNKNOWN", "Declared datasets could not be read", "Hub")],
      facts,
    );
  }
  const value = section === null ? 0 : policy.datasetAndCode.declaredBySection;
  const text =
    section === null
      ? "No dataset is declared"
      : "No dataset is declared, but a section of the card describes the training data";
  const evidence = earned("DC_DECLARED", weight * value, weight, text, at("README.md"));
  return part({ weight, value }, [evidence], facts, "Declaring the training datasets in the metadata");
}

function resolvablePart(snapshot: Snapshot, policy: Policy): Part {
  const weight = dataWeight("resolvable", policy);
  const { datasets } = snapshot;
  if (datasets.length === 0) {
    const open = [snapshot.readme, snapshot.info].some(({ known }) => known === "unknown");
    return part({ weight, value: open ? null : 0 }, [], [snapshot.readme, snapshot.info]);
  }
  const answers = datasets.map((dataset) => ({ id: dataset.id, found: dataset.stored ? true : found(dataset.info) }));
  const live = answers.filter((answer) => answer.found === true).length;
  const open = answers.filter((answer) => answer.found === null).length;
  const each = weight / datasets.length;
  const evidence = answers.map(({ id, found }) => {
    if (found === null) return unread("DC_RESOLVED", `The dataset ${id} could not be looked up`, "Hub datasets");
    if (found) return plus("DC_RESOLVED", each, `The dataset ${id} exists`, "Hub datasets");
    return minus("DC_DEAD", each, `The declared dataset ${id} does not exist (404)`, "Hub datasets");
  });
  const lo = live / datasets.length;
  const component = open > 0 ? { weight, value: null, lo, hi: lo + open / datasets.length } : { weight, value: lo };
  return part(
    component,
    evidence,
    datasets.map(({ info }) => info),
    "Declaring datasets that exist",
  );
}

const found = (fact: Fact<unknown>): boolean | null => (fact.known === "unknown" ? null : fact.known === "value");

function documentedPart(snapshot: Snapshot, policy: Policy): Part {
  const weight = dataWeight("documented", policy);
  const { documentedCharacters, documentedTopics } = policy.datasetAndCode;
  const section = trainingData(snapshot, policy);
  const facts = [snapshot.readme, ...snapshot.datasets.map(({ card }) => card)];
  if (section !== null && section.prose.length >= documentedCharacters) {
    const text = `The section "${section.heading}" describes the training data in ${section.prose.length} characters`;
    return part({ weight, value: 1 }, [plus("DC_DOCUMENTED", weight, text, "README.md")], []);
  }
  const covered = snapshot.datasets.find((dataset) => {
    const card = cardFact(dataset.card, policy);
    return card.known === "value" && datasheetTopics(card.value, policy).length >= documentedTopics;
  });
  if (covered !== undefined) {
    const text = `The card of the dataset ${covered.id} documents it`;
    return part({ weight, value: 1 }, [plus("DC_DOCUMENTED", weight, text, covered.id)], []);
  }
  if (facts.some(({ known }) => known === "unknown")) {
    return part(
      { weight, value: null },
      [unread("SOURCE_UNKNOWN", "The documentation of the data could not be read", "Hub")],
      facts,
    );
  }
  const text = "Neither this card nor a declared dataset's card documents the training data";
  const evidence = minus("DC_DOCUMENTED", weight, text, "README.md");
  return part({ weight, value: 0 }, [evidence], facts, "Describing the training data in the card");
}

function sourcePart(snapshot: Snapshot, policy: Policy): Part {
  const weight = codeWeight("source", policy);
  const live = linkIsLive(snapshot);
  const facts = [snapshot.code, ...(snapshot.code.known === "value" ? [snapshot.code.value.facts] : [])];
  if (live === null) {
    const text = "The linked code repository could not be read";
    return part({ weight, value: null }, [unread("DC_REPO", text, "GitHub")], facts);
  }
  const name = snapshot.code.known === "value" ? snapshot.code.value.name : null;
  if (live)
    return part({ weight, value: 1 }, [plus("DC_REPO", weight, `The code repository ${name} exists`, "GitHub")], facts);
  const text =
    name === null ? "No code repository is linked" : `The linked code repository ${name} does not exist (404)`;
  const evidence = minus(name === null ? "DC_NO_REPO" : "DC_DEAD", weight, text, "README.md");
  return part({ weight, value: 0 }, [evidence], facts, "Linking the code repository in the card");
}

function examplePart(snapshot: Snapshot, policy: Policy): Part {
  const weight = codeWeight("example", policy);
  const { card } = read(snapshot, policy);
  const uses = snippetUses(card.known === "value" ? card.value : null, policy);
  const files = repositoryFiles(snapshot, policy);
  const path = files.paths.find((it) => policy.words.exampleFile.test(it));
  if (uses.loads || path !== undefined) {
    const text = uses.loads ? "A code block of the card loads the model" : `The file ${path} is an example`;
    return part({ weight, value: 1 }, [plus("DC_EXAMPLE", weight, text, path ?? "README.md")], []);
  }
  return missing(weight, [card, ...files.facts], "DC_EXAMPLE", {
    text: "No example shows how to load the model",
    action: "Adding an example that loads the model",
  });
}

function scriptPart(snapshot: Snapshot, policy: Policy, kind: "training" | "evaluation"): Part {
  const weight = codeWeight(kind, policy);
  const place = findScript(snapshot, policy, kind);
  if (place.found !== null) {
    return part(
      { weight, value: 1 },
      [plus("DC_SCRIPT", weight, `Code for ${kind} is in ${place.found}`, place.found)],
      [],
    );
  }
  const said = { text: `No code for ${kind} was found`, action: `Publishing the code for ${kind}` };
  return missing(weight, place.facts, "DC_SCRIPT", said);
}

function missing(
  weight: number,
  facts: readonly Fact<unknown>[],
  code: "DC_EXAMPLE" | "DC_SCRIPT",
  { text, action }: { readonly text: string; readonly action: string },
): Part {
  if (facts.some(({ known }) => known === "unknown")) {
    return part(
      { weight, value: null },
      [unread(code, `${text} in the places that could be read`, "card, files")],
      facts,
    );
  }
  return part({ weight, value: 0 }, [minus(code, weight, text, "card, files")], facts, action);
}

function repositoryFiles(snapshot: Snapshot, policy: Policy) {
  const { paths, codePaths } = read(snapshot, policy);
  const facts = [paths, codePaths];
  return { facts, paths: facts.flatMap((fact) => (fact.known === "value" ? fact.value : [])) };
}

/** Where code for training or evaluation is: a file of either repository, else a code block of the card. */
export function findScript(snapshot: Snapshot, policy: Policy, kind: "training" | "evaluation") {
  const { card } = read(snapshot, policy);
  const { trainingFile, evaluationFile, codeFile } = policy.words;
  const pattern = kind === "training" ? trainingFile : evaluationFile;
  const files = repositoryFiles(snapshot, policy);
  const path = files.paths.filter((it) => codeFile.test(it) && pattern.test(it)).sort()[0];
  const uses = snippetUses(card.known === "value" ? card.value : null, policy);
  const inCard = kind === "training" ? uses.trains : uses.evaluates;
  return { found: path ?? (inCard ? "README.md" : null), facts: [card, ...files.facts] };
}
