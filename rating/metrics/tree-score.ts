/** How good the direct parents are: the mean of their net scores. */
import { type Evidence, minus, note, plus, unread } from "../evidence.ts";
import { notApplicable, type Outcome, sum, unknownOutcome } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, read } from "../reading.ts";
import type { ParentFacts, Snapshot } from "../snapshot.ts";

export function treeScore(snapshot: Snapshot, policy: Policy): Outcome {
  const parents = snapshot.parents.filter((parent) => !isLocalName(parent));
  const places = declaringPlaces(snapshot, policy);
  const unread = places.filter(({ known }) => known === "unknown");
  if (parents.length === 0) {
    if (unread.length > 0) return unknownOutcome([unreadPlace()], anyRetryable(unread));
    return notApplicable(rootEvidence(snapshot, policy));
  }
  const nets = parents.map((parent) => netOf(parent, policy));
  const known = nets.filter((net) => net !== null);
  const evidence = [
    ...parents.map((parent) => describe(parent, parents.length, policy)),
    ...(unread.length > 0 ? [unreadPlace()] : []),
  ];
  const retryable = anyRetryable([...unread, ...parents.map(({ rating }) => rating)]);
  if (known.length === 0) return unknownOutcome(evidence, retryable);
  const score = sum(known) / known.length;
  const share = known.length / parents.length;
  const open = unread.length > 0;
  return {
    status: "scored",
    score,
    confidence: share,
    lo: open ? 0 : sum(known) / parents.length,
    hi: open ? 1 : sum(nets.map((net) => net ?? 1)) / parents.length,
    evidence,
    improvements: [{ action: "Building on parents that rate better", points: 1 - score }].filter((it) => it.points > 0),
    retryable,
  };
}

/** `_name_or_path` of a configuration often holds a folder; a name that only it gives and nobody has is one. */
const isLocalName = (parent: ParentFacts): boolean =>
  parent.fields.every((field) => field === "config") && parent.rating.known === "absent";

const netOf = (parent: ParentFacts, policy: Policy): number | null => {
  if (parent.rating.known === "absent") return policy.tree.deadParent;
  return parent.rating.known === "value" ? parent.rating.value.net : null;
};

function declaringPlaces(snapshot: Snapshot, policy: Policy) {
  const { metadata } = read(snapshot, policy);
  const configs = ["config.json", "adapter_config.json"].map((path) => snapshot.configs[path] ?? snapshot.tree);
  return [metadata, ...configs];
}

const unreadPlace = (): Evidence =>
  unread("TREE_PARENT", "A place that can name parents could not be read", "metadata, config.json");

function describe(parent: ParentFacts, count: number, policy: Policy): Evidence {
  const source = parent.fields.join(", ");
  const { rating } = parent;
  if (rating.known === "absent") {
    const text = `The declared parent ${parent.id} does not exist (404)`;
    return minus("TREE_DEAD", (1 - policy.tree.deadParent) / count, text, source);
  }
  if (rating.known === "unknown") {
    const code = rating.why === "not_followed" ? "TREE_CYCLE" : "TREE_PARENT";
    return unread(code, `The parent ${parent.id} could not be rated (${rating.detail})`, source);
  }
  const basis = rating.value.basis === "stored" ? "in this registry" : "from its metadata alone";
  const text = `The parent ${parent.id} scores ${rating.value.net.toFixed(2)} ${basis}`;
  return plus("TREE_PARENT", rating.value.net / count, text, source);
}

function rootEvidence(snapshot: Snapshot, policy: Policy): Evidence[] {
  const { card, at } = read(snapshot, policy);
  const told = card.known === "value" && policy.words.fineTunedFrom.test(card.value.prose);
  if (!told) return [note("TREE_ROOT", "The model declares no parent", "metadata, config.json")];
  return [
    minus("TREE_UNDECLARED", 0, "The card names a parent model that the metadata does not declare", at("README.md")),
  ];
}
