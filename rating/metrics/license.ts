/** Clarity and permissiveness of the licence, judged for use inside a product under LGPL-2.1. */

import { asText, asTexts } from "../../domain/json.ts";
import type { Card } from "../card/card.ts";
import { type Evidence, earned, minus, note, unread } from "../evidence.ts";
import { recogniseLicenseName, recogniseLicenseText } from "../licences/license-text.ts";
import {
  foldLicense,
  type LicenseEntry,
  licenseEntry,
  licenseFamilies,
  obligations,
  sameLicense,
} from "../licences/licenses.ts";
import { type Outcome, unknownOutcome } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, read, unknownsOf } from "../reading.ts";
import type { Snapshot, TextFile } from "../snapshot.ts";

export interface LicenseClaim {
  readonly id: string;
  readonly score: number;
  /** "indirect" for a name in prose and for "other" that a text or name explains. */
  readonly clarity: "clear" | "indirect";
  readonly place: "metadata" | "file" | "readme";
}

export function license(snapshot: Snapshot, policy: Policy): Outcome {
  const { metadata } = read(snapshot, policy);
  const places = [metadata, ...Object.values(snapshot.licenseFiles), snapshot.licenseLink, snapshot.readme];
  const retryable = anyRetryable([...places, ...snapshot.parents.map((parent) => parent.licenses)]);
  const claims = licenseClaims(snapshot, policy);
  const unread = unreadPlaces(snapshot, policy);
  if (claims.length === 0) {
    return unread.length > 0 ? unknownOutcome(unread, retryable) : noLicense();
  }
  const claim = settle(claims);
  const parent = stricterParent(snapshot, claim.score, policy);
  const score = Math.min(claim.score, parent?.score ?? claim.score) * policy.license.clarity[claim.clarity];
  const openParents = unknownsOf(snapshot.parents.map((it) => it.licenses)).length > 0;
  return {
    status: "scored",
    score,
    confidence: 1,
    // An unread place may contradict or explain what was read.
    lo: unread.length > 0 || openParents ? 0 : score,
    hi: unread.length > 0 ? best(claims, claim.score) : score,
    evidence: [...describe(claims, claim, snapshot, policy), ...(parent ? [parent.evidence] : []), ...unread],
    improvements: [
      {
        action: "Stating one licence the same way in metadata, licence file and card",
        points: gainOfClarity(claim, policy),
      },
      { action: "Choosing a more permissive licence", points: Math.max(0, 1 - score - gainOfClarity(claim, policy)) },
    ].filter(({ points }) => points > 0),
    retryable,
  };
}

interface Settled {
  readonly score: number;
  readonly id: string;
  readonly clarity: keyof Policy["license"]["clarity"];
}

/** Everything that states a licence, in the order metadata, file, card. "other" is mapped where a text explains it. */
export function licenseClaims(snapshot: Snapshot, policy: Policy): readonly LicenseClaim[] {
  const { card, metadata } = read(snapshot, policy);
  const data = metadata.known === "value" ? metadata.value : {};
  const texts = licenseTexts(snapshot).map(({ text }) => recogniseLicenseText(text));
  const file = texts.find((id) => id !== null) ?? null;
  const name = asText(data["license_name"]);
  const named = name === null ? null : recogniseLicenseName(name);
  const inCard = card.known === "value" ? licenseInCard(card.value) : null;
  const claims: LicenseClaim[] = [];
  for (const raw of asTexts(data["license"])) {
    const { id } = foldLicense(raw);
    if (id === "unknown") continue;
    const mapped = id === "other" ? (file ?? named ?? inCard) : null;
    const score = entryOf(mapped ?? id, policy)?.score ?? policy.license.unknownScore;
    claims.push({ id: mapped ?? id, score, clarity: mapped === null ? "clear" : "indirect", place: "metadata" });
  }
  if (file !== null) claims.push({ id: file, score: scoreOf(file, policy), clarity: "clear", place: "file" });
  if (inCard !== null)
    claims.push({ id: inCard, score: scoreOf(inCard, policy), clarity: "indirect", place: "readme" });
  return claims;
}

/** Every licence text that was read, the one behind the link last. */
function licenseTexts({ licenseFiles, licenseLink }: Snapshot): readonly TextFile[] {
  const files = Object.entries(licenseFiles).flatMap(([path, text]) =>
    text.known === "value" ? [{ path, text: text.value }] : [],
  );
  return licenseLink.known === "value" ? [...files, licenseLink.value] : files;
}

const entryOf = (id: string, policy: Policy): LicenseEntry | null => licenseEntry(id, policy.license.classes);
const scoreOf = (id: string, policy: Policy): number => entryOf(id, policy)?.score ?? policy.license.unknownScore;

/** Licence named under a heading "License", in such a heading, or in a line that begins with the word. */
export function licenseInCard(card: Card): string | null {
  for (const section of card.sections.filter((it) => /\blicen[cs](e|ing)\b/i.test(it.heading))) {
    const found = recogniseLicenseName(section.heading) ?? recogniseLicenseName(section.prose);
    if (found !== null) return found;
  }
  const stated = /\blicen[cs]e(?:\(s\))?\s*:\s*(.{1,60})/i.exec(card.prose)?.[1];
  return stated === undefined ? null : recogniseLicenseName(stated);
}

/** One answer from all claims: the strictest of a list, the stricter of a contradiction. */
function settle(all: readonly LicenseClaim[]): Settled {
  const claims = withoutFamilies(all);
  const strictest = claims.reduce((low, claim) => (claim.score < low.score ? claim : low));
  const byPlace = (place: LicenseClaim["place"]) => claims.filter((claim) => claim.place === place);
  const groups = [byPlace("metadata"), byPlace("file"), byPlace("readme")].filter((group) => group.length > 0);
  const agree = groups.every((group) => groups.every((other) => overlap(group, other)));
  if (!agree) return { score: strictest.score, id: strictest.id, clarity: "contradictory" };
  const first = groups[0] ?? [];
  const clear = claims.some(({ clarity }) => clarity === "clear") && first.every(({ clarity }) => clarity === "clear");
  return { score: strictest.score, id: strictest.id, clarity: clear ? "clear" : "indirect" };
}

const overlap = (one: readonly LicenseClaim[], other: readonly LicenseClaim[]): boolean =>
  one.some((a) => other.some((b) => sameLicense(a.id, b.id)));

/** A family id such as "bsd" says less than the specific id of the same family that another place gives. */
export const withoutFamilies = (claims: readonly LicenseClaim[]): readonly LicenseClaim[] => {
  const specific = (claim: LicenseClaim) =>
    claims.some(
      (other) => other.id !== claim.id && licenseFamilies.includes(claim.id) && sameLicense(other.id, claim.id),
    );
  return claims.filter((claim) => !specific(claim));
};

/** What an unread place could still make of it: a family or "other" may turn out to be anything. */
const best = (claims: readonly LicenseClaim[], score: number): number =>
  claims.some(({ id }) => id === "other" || licenseFamilies.includes(id)) ? 1 : score;

const gainOfClarity = (claim: Settled, policy: Policy): number =>
  claim.score * (policy.license.clarity.clear - policy.license.clarity[claim.clarity]);

function stricterParent(snapshot: Snapshot, score: number, policy: Policy) {
  const stricter = snapshot.parents.flatMap((parent) =>
    (parent.licenses.known === "value" ? parent.licenses.value : []).flatMap((raw) => {
      const entry = entryOf(raw, policy);
      if (entry === null || entry.class === "unclear" || entry.score >= score) return [];
      return [{ score: entry.score, id: foldLicense(raw).id, parent: parent.id }];
    }),
  );
  const first = stricter.toSorted((a, b) => a.score - b.score)[0];
  if (first === undefined) return null;
  const text = `The parent ${first.parent} is under ${first.id}, which is stricter than what this model claims`;
  return { score: first.score, evidence: minus("LIC_PARENT_STRICTER", score - first.score, text, "parent metadata") };
}

function unreadPlaces(snapshot: Snapshot, policy: Policy): Evidence[] {
  const { metadata } = read(snapshot, policy);
  const places = [
    { fact: metadata, name: "The metadata" },
    ...Object.entries(snapshot.licenseFiles).map(([path, fact]) => ({ fact, name: `The licence file ${path}` })),
    { fact: snapshot.licenseLink, name: "The licence behind the link" },
    { fact: snapshot.readme, name: "The card" },
  ];
  return places.flatMap(({ fact, name }) =>
    fact.known === "unknown" ? [unread("SOURCE_UNKNOWN", `${name} could not be read (${fact.detail})`, "Hub")] : [],
  );
}

function describe(claims: readonly LicenseClaim[], settled: Settled, snapshot: Snapshot, policy: Policy): Evidence[] {
  const { at } = read(snapshot, policy);
  const file = licenseTexts(snapshot)[0]?.path ?? "LICENSE";
  const places = {
    metadata: { code: "LIC_YAML", text: "model card metadata", source: at("README.md") },
    file: { code: "LIC_FILE", text: "the licence file", source: at(file) },
    readme: { code: "LIC_README", text: "the text of the card", source: at("README.md") },
  } as const;
  const worth = settled.score * policy.license.clarity[settled.clarity];
  const found = claims.map((claim) => {
    const { code, text, source } = places[claim.place];
    const deciding = claim.id === settled.id || sameLicense(claim.id, settled.id);
    const said = `The licence ${claim.id} stands in ${text}`;
    return deciding ? earned(code, worth, 1, said, source) : note(code, said, source);
  });
  const lost = gainOfClarity(settled, policy);
  const conflict =
    settled.clarity === "contradictory"
      ? [
          minus(
            "LIC_CONFLICT",
            lost,
            `The places contradict each other, so the stricter ${settled.id} counts`,
            at("README.md"),
          ),
        ]
      : [];
  const duties = obligations(settled.id).map((duty) =>
    note("LIC_OBLIGATION", `Under ${settled.id} a user has to ${duty}`, "licence table"),
  );
  return [...found, ...conflict, ...duties];
}

function noLicense(): Outcome {
  return {
    status: "absent",
    score: 0,
    confidence: 1,
    lo: 0,
    hi: 0,
    evidence: [minus("LIC_NONE", 1, "No licence is stated in metadata, licence file or card", "README.md, tree")],
    improvements: [{ action: "Adding a licence", points: 1 }],
    retryable: false,
  };
}
