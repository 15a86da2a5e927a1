/** Clarity and permissiveness of the licence, judged for use inside a product under LGPL-2.1. */
import { type Evidence, earned, minus, note, unread } from "../evidence.ts";
import { type LicenseClaim, type LicenseClaims, licenseClaims } from "../licences/claims.ts";
import { licenseEntry, obligations, sameLicense } from "../licences/licenses.ts";
import { readLicenseName } from "../licences/names.ts";
import { type Outcome, unknownOutcome } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import { anyRetryable, read, unknownsOf } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";

export function license(snapshot: Snapshot, policy: Policy): Outcome {
  const places = placesOf(snapshot, policy);
  const facts = [...places.map(({ fact }) => fact), ...snapshot.parents.map((parent) => parent.licenses)];
  const retryable = anyRetryable(facts);
  const claims = licenseClaims(snapshot, policy);
  const unread = unreadPlaces(places);
  // An address that is never followed hides nothing that a later reading could find.
  const open = unknownsOf(places.map(({ fact }) => fact)).some(({ why }) => why !== "not_followed");
  const unclear = claims.unclear.map((text) => note("LIC_YAML", text, "README.md"));
  if (claims.counted.length === 0) {
    return open ? unknownOutcome([...unclear, ...unread], retryable) : noLicense([...unclear, ...unread]);
  }
  const claim = settle(claims.counted);
  const parent = stricterParent(snapshot, claim.score, policy);
  const score = Math.min(claim.score, parent?.score ?? claim.score) * policy.license.clarity[claim.clarity];
  const openParents = unknownsOf(snapshot.parents.map((it) => it.licenses)).length > 0;
  const clearer = gainOfClarity(claim, policy);
  return {
    status: "scored",
    license: claim.id,
    score,
    confidence: 1,
    // An unread place may contradict or explain what was read, or hold the terms about the weights.
    lo: open || openParents ? 0 : score,
    hi: open ? 1 : score,
    evidence: [
      ...describe(claims, claim, snapshot, policy),
      ...unclear,
      ...(parent ? [parent.evidence] : []),
      ...unread,
    ],
    improvements: [
      { action: "Stating one licence the same way in metadata, licence file and card", points: clearer },
      { action: "Choosing a more permissive licence", points: Math.max(0, 1 - score - clearer) },
    ].filter(({ points }) => points > 0),
    retryable,
  };
}

interface Settled {
  readonly score: number;
  readonly id: string;
  readonly clarity: keyof Policy["license"]["clarity"];
}

/** One answer from all claims: the strictest of a list, the stricter of a contradiction. */
function settle(claims: readonly LicenseClaim[]): Settled {
  const { score, id } = claims.reduce((low, claim) => (claim.score < low.score ? claim : low));
  const byPlace = (place: LicenseClaim["place"]) => claims.filter((claim) => claim.place === place);
  const groups = [byPlace("metadata"), byPlace("file"), byPlace("readme")].filter((group) => group.length > 0);
  const agree = groups.every((group) => groups.every((other) => overlap(group, other)));
  if (!agree) return { score, id, clarity: "contradictory" };
  const isClear = (claim: LicenseClaim) => claim.clarity === "clear";
  return { score, id, clarity: claims.some(isClear) && (groups[0] ?? []).every(isClear) ? "clear" : "indirect" };
}

const overlap = (one: readonly LicenseClaim[], other: readonly LicenseClaim[]): boolean =>
  one.some((a) => other.some((b) => sameLicense(a.id, b.id)));

const gainOfClarity = (claim: Settled, policy: Policy): number =>
  claim.score * (policy.license.clarity.clear - policy.license.clarity[claim.clarity]);

function stricterParent(snapshot: Snapshot, score: number, policy: Policy) {
  const stricter = snapshot.parents.flatMap((parent) =>
    (parent.licenses.known === "value" ? parent.licenses.value : []).flatMap((raw) => {
      const { kind, ids } = readLicenseName(raw);
      return (kind === "known" ? ids : []).flatMap((id) => {
        const entry = licenseEntry(id, policy.license.classes);
        const counts = entry !== null && entry.class !== "unclear" && entry.score < score;
        return counts ? [{ score: entry.score, id, parent: parent.id }] : [];
      });
    }),
  );
  const first = stricter.toSorted((a, b) => a.score - b.score)[0];
  if (first === undefined) return null;
  const text = `The parent ${first.parent} is under ${first.id}, which is stricter than what this model claims`;
  return { score: first.score, evidence: minus("LIC_PARENT_STRICTER", score - first.score, text, "parent metadata") };
}

const placesOf = (snapshot: Snapshot, policy: Policy) => [
  { fact: read(snapshot, policy).metadata, name: "The metadata" },
  ...Object.entries(snapshot.licenseFiles).map(([path, fact]) => ({ fact, name: path })),
  { fact: snapshot.licenseLink, name: "The licence behind the link" },
  { fact: snapshot.readme, name: "The card" },
];

const unreadPlaces = (places: ReturnType<typeof placesOf>): Evidence[] =>
  places.flatMap(({ fact, name }) =>
    fact.known === "unknown" ? [unread("SOURCE_UNKNOWN", `${name} could not be read (${fact.detail})`, "Hub")] : [],
  );

const codes = { metadata: "LIC_YAML", file: "LIC_FILE", readme: "LIC_README" } as const;

function describe(
  { counted, setAside }: LicenseClaims,
  settled: Settled,
  snapshot: Snapshot,
  policy: Policy,
): Evidence[] {
  const { at } = read(snapshot, policy);
  const worth = settled.score * policy.license.clarity[settled.clarity];
  const found = counted.map((claim) => {
    const isDeciding = claim.id === settled.id || sameLicense(claim.id, settled.id);
    const [code, source] = [codes[claim.place], at(claim.path)];
    return isDeciding ? earned(code, worth, 1, claim.text, source) : note(code, claim.text, source);
  });
  const aside = setAside.map((claim) => {
    const why = claim.scope === null ? "another file is about the model" : `it is about the ${claim.scope}`;
    return note(codes[claim.place], `${claim.text}, which does not count for the weights: ${why}`, at(claim.path));
  });
  const conflict = `The places contradict each other (${told(counted)}), so the stricter ${settled.id} counts`;
  const conflicts =
    settled.clarity === "contradictory"
      ? [minus("LIC_CONFLICT", gainOfClarity(settled, policy), conflict, at("README.md"))]
      : [];
  const duties = obligations(settled.id).map((duty) =>
    note("LIC_OBLIGATION", `Under ${settled.id} a user has to ${duty}`, "licence table"),
  );
  return [...found, ...aside, ...conflicts, ...duties];
}

const placeNames = { metadata: "metadata", file: "licence file", readme: "card" } as const;

/** "metadata: mit; licence file: gpl-3.0" */
const told = (claims: readonly LicenseClaim[]): string =>
  Object.entries(placeNames)
    .map(([place, name]) => [name, claims.filter((claim) => claim.place === place).map(({ id }) => id)] as const)
    .filter(([, ids]) => ids.length > 0)
    .map(([name, ids]) => `${name}: ${[...new Set(ids)].join(", ")}`)
    .join("; ");

const noLicense = (evidence: readonly Evidence[]): Outcome => ({
  status: "absent",
  score: 0,
  confidence: 1,
  lo: 0,
  hi: 0,
  evidence: [
    minus("LIC_NONE", 1, "No known licence is stated in metadata, licence file or card", "README.md, tree"),
    ...evidence,
  ],
  improvements: [{ action: "Adding a licence", points: 1 }],
  retryable: false,
});
