/** How many people the knowledge rests on: effective number of commit authors, with a bonus for organisations. */
import {
  absenceFactor,
  codeShares,
  contributorShares,
  effectiveNumber,
  hubShares,
  type Shares,
} from "../code/contributors.ts";
import { type Evidence, earned, many, minus, note, plus, unread } from "../evidence.ts";
import type { Fact } from "../fact.ts";
import { clamp, type Outcome, unknownOutcome } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, mapFact } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";

export function busFactor(snapshot: Snapshot, policy: Policy): Outcome {
  const hub = mapFact(snapshot.commits, (commits) => hubShares(commits, snapshot.commitDate, policy));
  const code = codeAuthors(snapshot, policy);
  const unread = unreadSources(snapshot);
  const retryable = anyRetryable([hub, code, snapshot.owner]);
  const sources = [
    { fact: hub, place: "the model repository" },
    { fact: code, place: "the linked code repository" },
  ].flatMap(({ fact, place }) => (fact.known === "value" ? [{ ...rank(fact.value), place }] : []));
  const best = sources.toSorted((a, b) => b.effective - a.effective)[0];
  if (best === undefined && unread.length > 0) return unknownOutcome(unread, retryable);

  const effective = best?.effective ?? 0;
  const base = fromPeople(effective, policy);
  const organisation = organisationBonus(snapshot, policy);
  const uncapped = clamp(base + organisation.points);
  const archive = archivedCap(snapshot, policy);
  const score = Math.min(uncapped, archive.cap);
  const oneMissing = unread.length > 0;
  return {
    status: effective === 0 ? "absent" : "scored",
    score,
    confidence: oneMissing ? policy.busFactor.oneSourceConfidence : 1,
    lo: archive.known ? score : Math.min(score, policy.busFactor.archivedCap),
    hi: oneMissing ? archive.cap : Math.min(archive.cap, clamp(base + organisation.most)),
    evidence: [...(best ? describe(best, base, policy) : []), organisation.evidence, ...archive.evidence, ...unread],
    improvements: [
      { action: "Having a second equal maintainer", points: clamp(fromPeople(effective + 1, policy) - base) },
      {
        action: "Publishing under an organisation of several people",
        points: clamp(organisation.missing, 0, 1 - score),
      },
    ].filter(({ points }) => points > 0),
    retryable,
  };
}

/** N / (N + damping): .33 for one person, .50 for two, .75 for six. */
const fromPeople = (effective: number, policy: Policy): number => effective / (effective + policy.busFactor.damping);

interface Ranked extends Shares {
  readonly effective: number;
}

const rank = (shares: Shares): Ranked => ({
  ...shares,
  effective: effectiveNumber(shares.people.map(({ share }) => share)),
});

function codeAuthors(snapshot: Snapshot, policy: Policy): Fact<Shares> {
  if (snapshot.code.known !== "value") return snapshot.code;
  const { facts, history, contributors } = snapshot.code.value;
  if (facts.known === "absent") return facts;
  if (history.known === "value") {
    return mapFact(history, (commits) => codeShares(commits, snapshot.commitDate, policy));
  }
  if (contributors.known === "value") return mapFact(contributors, (list) => contributorShares(list, policy));
  return history;
}

function unreadSources(snapshot: Snapshot): Evidence[] {
  const places = [
    { fact: snapshot.commits, name: "The commits of the model repository", source: "Hub commits" },
    { fact: historyOf(snapshot), name: "The commits of the code repository", source: "GitHub commits" },
  ];
  return places.flatMap(({ fact, name, source }) =>
    fact.known === "unknown"
      ? [unread("BUS_SOURCE_UNKNOWN", `${name} could not be read (${fact.detail})`, source)]
      : [],
  );
}

function historyOf(snapshot: Snapshot): Fact<unknown> {
  if (snapshot.code.known !== "value") return snapshot.code;
  return snapshot.code.value.facts.known === "absent" ? snapshot.code.value.facts : snapshot.code.value.history;
}

function describe(best: Ranked & { place: string }, base: number, policy: Policy): Evidence[] {
  if (best.effective === 0) return [minus("BUS_N2", 0, `No person made a commit in ${best.place}`, best.place)];
  const shares = best.people.map(({ share }) => share);
  const top = best.people
    .slice(0, policy.busFactor.sharesShown)
    .map(({ name, share }) => `${name} ${Math.round(share * 100)} %`)
    .join(", ");
  const factor = absenceFactor(shares, policy.busFactor.absenceShare);
  const who = `${many(shares.length, "person", "people")} made ${many(best.commits, "commit")} in ${best.place} (${best.window}; ${top})`;
  return [
    plus("BUS_N2", base, `${who}, as many as ${best.effective.toFixed(2)} equal contributors`, best.place),
    note("BUS_CAF", `${factor} of them made half of the commits`, best.place),
  ];
}

function organisationBonus(snapshot: Snapshot, policy: Policy) {
  const bonus = policy.busFactor.organisationBonus;
  const { owner } = snapshot;
  const none = (evidence: Evidence, most: number, missing: number) => ({ points: 0, most, missing, evidence });
  if (owner.known === "unknown") {
    return none(unread("BUS_ORG", `The owner could not be read (${owner.detail})`, "Hub organisation"), bonus, 0);
  }
  const isTeam =
    owner.known === "value" &&
    owner.value.isOrganisation &&
    (owner.value.members ?? 0) >= policy.busFactor.organisationMembers;
  if (isTeam) {
    const text = `The owner is an organisation with ${owner.value.members} members`;
    return { points: bonus, most: bonus, missing: 0, evidence: plus("BUS_ORG", bonus, text, "Hub organisation") };
  }
  const unsaid = owner.known === "value" && owner.value.isOrganisation && owner.value.members === null;
  const text = "The owner is not known to be an organisation of several people";
  return none(earned("BUS_ORG", 0, bonus, text, "Hub organisation"), unsaid ? bonus : 0, bonus);
}

function archivedCap(snapshot: Snapshot, policy: Policy): { cap: number; known: boolean; evidence: Evidence[] } {
  if (snapshot.code.known !== "value") return { cap: 1, known: snapshot.code.known === "absent", evidence: [] };
  const { facts } = snapshot.code.value;
  if (facts.known !== "value" || !facts.value.archived) {
    return { cap: 1, known: facts.known !== "unknown", evidence: [] };
  }
  const cap = policy.busFactor.archivedCap;
  const text = `The code repository is archived, which caps this metric at ${cap}`;
  return { cap, known: true, evidence: [minus("BUS_ARCHIVED", 0, text, "GitHub repository")] };
}
