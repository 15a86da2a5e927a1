/** Everything in a model repository that states a licence of the model, in the order metadata, files, card. */
import { asText, asTexts } from "../../domain/json.ts";
import type { Card } from "../card/card.ts";
import type { Policy } from "../policy.ts";
import { read } from "../reading.ts";
import type { Snapshot, TextFile } from "../snapshot.ts";
import { licenseEntry, licenseFamilies, sameLicense } from "./licenses.ts";
import { type LicenseReading, readLicenseName } from "./names.ts";
import { type LicenseScope, type LicenseStatement, licenseStatements } from "./statements.ts";
import { readLicenseText } from "./texts.ts";

export interface LicenseClaim {
  /** Hub identifier; "other" for terms of their own. */
  readonly id: string;
  readonly score: number;
  /** "indirect" for a name in prose and for "other" that a text or name explains. */
  readonly clarity: "clear" | "indirect";
  readonly place: "metadata" | "file" | "readme";
  /** What it is about; null when it does not say. */
  readonly scope: LicenseScope;
  /** File that says so. */
  readonly path: string;
  /** Clause for people: "LICENSE holds the text of mit". */
  readonly text: string;
}

export interface LicenseClaims {
  /** What counts for the weights. */
  readonly counted: readonly LicenseClaim[];
  /** What is about the code or the data, where something else is about the weights. */
  readonly setAside: readonly LicenseClaim[];
  /** Clauses about what states no licence that is known. */
  readonly unclear: readonly string[];
}

export function licenseClaims(snapshot: Snapshot, policy: Policy): LicenseClaims {
  const { card } = read(snapshot, policy);
  const files = licenseTexts(snapshot).flatMap((file) => fromFile(file, policy));
  const statements = card.known === "value" ? statementsOf(card.value) : [];
  const readme = statements.flatMap((statement) => fromStatement(statement, policy));
  const metadata = fromMetadata(snapshot, [...files, ...readme], policy);
  return { ...aboutWeights(withoutFamilies([...metadata.claims, ...files, ...readme])), unclear: metadata.unclear };
}

/** Every licence text that was read, the one behind the link last. */
function licenseTexts({ licenseFiles, licenseLink }: Snapshot): readonly TextFile[] {
  const files = Object.entries(licenseFiles).flatMap(([path, text]) =>
    text.known === "value" ? [{ path, text: text.value }] : [],
  );
  return licenseLink.known === "value" ? [...files, licenseLink.value] : files;
}

/** A custom licence never scores better than "other", nor better than what it builds on. */
function scoreOf(ids: readonly string[], isCustom: boolean, policy: Policy): number {
  const { classes, unknownScore } = policy.license;
  const other = licenseEntry("other", classes)?.score ?? unknownScore;
  const scores = ids.map((id) => licenseEntry(id, classes)?.score ?? other);
  return Math.min(...scores, ...(isCustom || scores.length === 0 ? [other] : []));
}

type Place = Pick<LicenseClaim, "clarity" | "place" | "scope" | "path">;

/** One claim for each known licence; a single one for custom terms. */
function claimsFor(
  reading: LicenseReading,
  place: Place,
  text: (name: string) => string,
  policy: Policy,
): LicenseClaim[] {
  if (reading.kind === "unknown") return [];
  if (reading.kind === "custom") {
    const based = reading.ids.length > 0 ? `a changed ${reading.ids.join(" and ")}` : "terms of its own";
    return [{ ...place, id: "other", score: scoreOf(reading.ids, true, policy), text: text(based) }];
  }
  return reading.ids.map((id) => ({ ...place, id, score: scoreOf([id], false, policy), text: text(id) }));
}

function fromMetadata(snapshot: Snapshot, elsewhere: readonly LicenseClaim[], policy: Policy) {
  const { metadata } = read(snapshot, policy);
  const data = metadata.known === "value" ? metadata.value : {};
  const unclear: string[] = [];
  const place: Place = { clarity: "clear", place: "metadata", scope: null, path: "README.md" };
  const claims = asTexts(data["license"]).flatMap((raw): LicenseClaim[] => {
    const reading = readLicenseName(raw);
    const says = (name: string) => `The metadata states ${name}${name === raw ? "" : ` ("${raw}")`}`;
    if (reading.kind === "unknown" && raw.toLowerCase() !== "unknown")
      unclear.push(`The metadata states "${raw}", which names no known licence`);
    if (reading.kind !== "known" || !reading.ids.includes("other")) return claimsFor(reading, place, says, policy);
    const explained = explanations(asText(data["license_name"]), asText(data["license_link"]), elsewhere);
    return explained === null
      ? claimsFor(reading, place, says, policy)
      : claimsFor(
          explained.reading,
          { ...place, clarity: "indirect" },
          (name) => `The metadata states "other", which ${explained.by} explains as ${name}`,
          policy,
        );
  });
  return { claims, unclear };
}

/** What "other" stands for: the licence name, the address of the link, or what a file or the card says. */
function explanations(
  name: string | null,
  link: string | null,
  elsewhere: readonly LicenseClaim[],
): { reading: LicenseReading; by: string } | null {
  const named = name === null ? null : readLicenseName(name);
  const linked = link === null ? null : readLicenseName(link);
  const [first] = elsewhere.filter(({ scope }) => scope !== "code" && scope !== "data");
  if (named?.kind === "custom") return { reading: named, by: "license_name" };
  if (first !== undefined && first.id !== "other")
    return { reading: { kind: "known", ids: [first.id] }, by: first.path };
  if (named?.kind === "known") return { reading: named, by: "license_name" };
  return linked?.kind === "known" ? { reading: linked, by: "license_link" } : null;
}

export interface LicenseFileReading {
  /** What the file states; empty when it is blank or only a title. */
  readonly statements: readonly LicenseStatement[];
  /** "clear" for the terms themselves, "indirect" for a notice that refers to them. */
  readonly clarity: LicenseClaim["clarity"];
  /** Words of custom terms that belong to no known licence. */
  readonly extra: readonly string[];
}

/** Words of a text that is a notice rather than terms. */
const LONGEST_NOTICE = 60;

/** A whole licence, a notice that refers to one, or terms of its own. */
export function readLicenseFile(text: string): LicenseFileReading {
  const { ids, refers, extra } = readLicenseText(text);
  const known = (all: readonly string[]) => (all.length > 0 ? [{ kind: "known" as const, ids: all, scope: null }] : []);
  if (extra.length === 0 && ids.length > 0) return { statements: known(ids), clarity: "clear", extra };
  if (extra.length === 0) return { statements: known(refers), clarity: "indirect", extra };
  if (ids.length === 0 && extra.length <= LONGEST_NOTICE) {
    const named = readLicenseName(text.replace(/\s+/g, " "));
    const statements = named.kind === "known" ? known(named.ids) : licenseStatements(text);
    const isNotice = statements.length > 0 && statements.every(({ kind }) => kind === "known");
    if (isNotice) return { statements, clarity: "indirect", extra: [] };
  }
  return { statements: [{ kind: "custom", ids, scope: null }], clarity: "clear", extra };
}

/** Words of custom terms that evidence quotes. */
const QUOTED = 8;

function fromFile({ path, text }: TextFile, policy: Policy): LicenseClaim[] {
  const { statements, clarity, extra } = readLicenseFile(text);
  const scope = scopeOfFile(path);
  const quote = `"${extra.slice(0, QUOTED).join(" ")}${extra.length > QUOTED ? " …" : ""}"`;
  return statements.flatMap((statement) => {
    const place: Place = { clarity, place: "file", scope: scope ?? statement.scope, path };
    const based = statement.ids.join(" and ");
    const terms = based === "" ? "no known licence" : `${based} and ${extra.length} words more`;
    const says = (id: string) =>
      statement.kind === "custom"
        ? `${path} holds ${terms} (${quote}), so it counts as other`
        : `${path} ${clarity === "clear" ? "holds the text of" : "refers to"} ${id}`;
    return claimsFor(statement, place, says, policy);
  });
}

const scopeOfFile = (path: string): LicenseScope => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/model|weights?/i.test(name)) return "model";
  if (/third[-_. ]?party|code|software/i.test(name)) return "code";
  return /data/i.test(name) ? "data" : null;
};

/** Licence sections, a heading that names a licence, or a line that begins with the word. */
function statementsOf(card: Card): readonly LicenseStatement[] {
  const sections = card.sections.filter((it) => /\blicen[cs](e|ing)\b/i.test(it.heading));
  const inHeadings = sections.flatMap(({ heading }) => licenseStatements(heading));
  const found = inHeadings.length > 0 ? inHeadings : sections.flatMap(({ prose }) => licenseStatements(prose));
  if (found.length > 0) return found;
  const stated = /\blicen[cs]e(?:\(s\))?\s*:\s*(.{1,60})/i.exec(card.prose)?.[1];
  return stated === undefined ? [] : licenseStatements(stated);
}

const fromStatement = (statement: LicenseStatement, policy: Policy): LicenseClaim[] => {
  const place: Place = { clarity: "indirect", place: "readme", scope: statement.scope, path: "README.md" };
  const about = statement.scope === null ? "" : ` for the ${statement.scope === "model" ? "weights" : statement.scope}`;
  return claimsFor(statement, place, (name) => `The card states ${name}${about}`, policy);
};

/**
 * Terms about the weights win over terms about the code or the data, and a file about the weights over one that
 * does not say what it is about.
 */
function aboutWeights(claims: readonly LicenseClaim[]): Pick<LicenseClaims, "counted" | "setAside"> {
  const aside = (claim: LicenseClaim) =>
    (isAside(claim) && claims.some((other) => !isAside(other))) ||
    (claim.place === "file" &&
      claim.scope === null &&
      claims.some(({ place, scope }) => place === "file" && scope === "model"));
  return { counted: claims.filter((claim) => !aside(claim)), setAside: claims.filter(aside) };
}

const isAside = ({ scope }: LicenseClaim): boolean => scope === "code" || scope === "data";

/** A family id such as "bsd" says less than the specific id of the same family that another place gives. */
function withoutFamilies(claims: readonly LicenseClaim[]): readonly LicenseClaim[] {
  const isVague = (claim: LicenseClaim) =>
    licenseFamilies.includes(claim.id) && claims.some(({ id }) => id !== claim.id && sameLicense(id, claim.id));
  return claims.filter((claim) => !isVague(claim));
}
