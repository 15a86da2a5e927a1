/** Who made the commits: bots dropped, accounts and addresses of one person joined, a time window applied. */
import { sum } from "../outcome.ts";
import type { Policy } from "../policy.ts";
import type { HubCommit } from "../snapshot.ts";
import type { Commit, Contributor, Person } from "../snapshot-code.ts";

/** One commit by one person; `keys` are everything that identifies them. */
interface Work {
  readonly date: string;
  readonly keys: readonly string[];
  readonly name: string;
  readonly share: number;
}

export interface Shares {
  /** Share of each person, largest first; they sum to 1. Empty when no human made a commit. */
  readonly people: readonly { readonly name: string; readonly share: number }[];
  readonly commits: number;
  /** "the 24 months before the rated commit" and the like. */
  readonly window: string;
}

export const isBot = (person: { login: string | null; name?: string | null; bot?: boolean }, policy: Policy): boolean =>
  person.bot === true || policy.words.bots.test(person.login ?? person.name ?? "");

export function hubShares(commits: readonly HubCommit[], until: string, policy: Policy): Shares {
  const work = commits.flatMap((commit) => {
    const people = commit.authors.filter((author) => !isBot({ login: author }, policy));
    return people.map((author) => ({
      date: commit.date,
      keys: [`login:${author.toLowerCase()}`],
      name: author,
      share: 1 / people.length,
    }));
  });
  return sharesOf(work, until, policy);
}

export function codeShares(commits: readonly Commit[], until: string, policy: Policy): Shares {
  const work = commits
    .filter((commit) => !isBot(commit.author, policy))
    .flatMap((commit) => {
      const keys = identityKeys(commit.author);
      const name = commit.author.login ?? commit.author.name ?? "an unnamed author";
      return keys.length === 0 ? [] : [{ date: commit.date, keys, name, share: 1 }];
    });
  return sharesOf(work, until, policy);
}

/** All-time counts, for when the history itself could not be read. */
export function contributorShares(contributors: readonly Contributor[], policy: Policy): Shares {
  const people = contributors.filter((person) => !isBot(person, policy) && person.commits > 0);
  const commits = sum(people.map((person) => person.commits));
  return {
    people: ranked(people.map((person) => ({ name: person.login, share: person.commits / commits }))),
    commits,
    window: "all time",
  };
}

/** Account, address and (only without both) name; two commits that have one in common are by one person. */
function identityKeys(person: Person): readonly string[] {
  const login = person.login === null ? [] : [`login:${person.login.toLowerCase()}`];
  const email = person.emailDigest === null ? [] : [`email:${person.emailDigest.toLowerCase()}`];
  if (login.length + email.length > 0) return [...login, ...email];
  return person.name === null ? [] : [`name:${person.name.trim().toLowerCase()}`];
}

export const isSamePerson = (one: Person, other: Person): boolean => {
  const keys = new Set(identityKeys(one));
  return identityKeys(other).some((key) => keys.has(key));
};

function sharesOf(all: readonly Work[], until: string, policy: Policy): Shares {
  const { windowMonths, fallbackCommits } = policy.busFactor;
  const start = monthsBefore(until, windowMonths);
  const recent = all.filter(({ date }) => Date.parse(date) >= start && Date.parse(date) <= Date.parse(until));
  const newest = [...all].sort((a, b) => Date.parse(b.date) - Date.parse(a.date)).slice(0, fallbackCommits);
  const work = recent.length > 0 ? recent : newest;
  const total = sum(work.map(({ share }) => share));
  const people = joinPeople(work).map(({ name, share }) => ({ name, share: share / total }));
  const window = recent.length > 0 ? `the ${windowMonths} months before the rated commit` : "the last commits";
  return { people: ranked(people), commits: Math.round(total), window };
}

function monthsBefore(date: string, months: number): number {
  const moment = new Date(date);
  moment.setUTCMonth(moment.getUTCMonth() - months);
  return moment.getTime();
}

/** Union of commits over shared keys. */
function joinPeople(work: readonly Work[]): { name: string; share: number }[] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const { keys } of work) for (const key of keys) parent.set(root(key), root(keys[0] ?? key));
  const people = new Map<string, { name: string; share: number }>();
  for (const { keys, name, share } of work) {
    const id = root(keys[0] ?? name);
    const known = people.get(id);
    people.set(id, {
      name: known === undefined || name < known.name ? name : known.name,
      share: (known?.share ?? 0) + share,
    });
  }
  return [...people.values()];
}

const ranked = <T extends { name: string; share: number }>(people: readonly T[]): T[] =>
  [...people].sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));

/** Effective number of contributors: 1 for a sole author, k for k equal ones, 0 for nobody. */
export function effectiveNumber(shares: readonly number[]): number {
  const squares = sum([...shares].sort((a, b) => a - b).map((share) => share * share));
  return squares === 0 ? 0 : 1 / squares;
}

/** Smallest number of people who made the given share of the work. */
export function absenceFactor(shares: readonly number[], of: number): number {
  let covered = 0;
  let count = 0;
  for (const share of shares) {
    if (covered >= of) break;
    covered += share;
    count += 1;
  }
  return count;
}
