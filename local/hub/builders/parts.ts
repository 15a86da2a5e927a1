import { createHash } from "node:crypto";
import type { SampleCommit, SampleFile, SampleRepository } from "../sample.ts";
import { licenseText } from "../samples/license-texts.ts";

/** Facts of a repository that a builder passes on as they are. */
export type Passed = Partial<Omit<SampleRepository, "kind" | "id" | "files">>;

export interface Shared extends Passed {
  /** Hub id in the card and, where its text is known, a LICENSE file; null for neither. */
  readonly license?: string | null;
  /** README.md as a whole, or null for none. */
  readonly readme?: string | null;
  /** Added to the files that the builder makes; a path that it made is replaced. */
  readonly files?: readonly SampleFile[];
  /** Paths to leave out. */
  readonly without?: readonly string[];
}

export const PEOPLE = ["anna-lind", "chidi-okafor", "elise-moreau", "jo-berg", "mira-sato"];

/** Commits by several people over some weeks before the given day, oldest first. */
export function commitsOf(titles: readonly string[], from: string): SampleCommit[] {
  const start = Date.parse(from);
  return titles.map((title, index) => ({
    title,
    authors: [PEOPLE[index % PEOPLE.length] ?? "anna-lind"],
    date: new Date(start + index * 3 * 86_400_000).toISOString(),
  }));
}

export const merged = (made: readonly SampleFile[], { files = [], without = [] }: Shared): SampleFile[] => {
  const byPath = new Map([...made, ...files].map((file) => [file.path, file]));
  return [...byPath.values()].filter((file) => !without.includes(file.path));
};

/** The file of a licence whose text is known. */
export function licenseFile(license: string | null): SampleFile[] {
  const content = license === null ? null : licenseText(license);
  return content === null ? [] : [{ path: "LICENSE", content }];
}

export function passed(overrides: Shared & Record<string, unknown>, own: readonly string[]): Passed {
  const kept = Object.entries(overrides).filter(([name]) => !own.includes(name));
  return Object.fromEntries(kept);
}

export const SHARED = ["license", "readme", "files", "without"];

/** A seed per id, so that no two repositories share their noise. */
export const seedOf = (id: string): number => createHash("sha256").update(id).digest().readUInt32BE(0);
