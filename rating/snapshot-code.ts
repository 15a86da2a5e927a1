/** The part of the snapshot that is about source code: the linked GitHub repository and its history. */

import type { Fact } from "./fact.ts";

/** How the repository was found: by words around a README link, or any README link. */
export type LinkRule = "readme_words" | "readme_any";

export interface LinkedRepository {
  /** GitHub "owner/name" as linked (before renames). */
  readonly name: string;
  readonly rule: LinkRule;
  /** `GET /repos/{owner}/{name}`; absent when it answers 404. */
  readonly facts: Fact<RepositoryFacts>;
  /** Every blob of the default branch; absent for an empty repository. */
  readonly tree: Fact<readonly { readonly path: string; readonly bytes: number | null }[]>;
  /** Files that the tree selects (see `wantedFiles` in code-files.ts); unknown when the tree is. */
  readonly files: Fact<CodeFiles>;
  /** All-time commit counts; used only when the commit history cannot be read. */
  readonly contributors: Fact<readonly Contributor[]>;
  /** The newest first-parent commits of the default branch, newest first, at most 200. */
  readonly history: Fact<readonly Commit[]>;
}

export interface RepositoryFacts {
  /** Commit of the default branch that was read. */
  readonly commit: string;
  readonly archived: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string;
  /** GitHub's `license.spdx_id`; null when the repository has none; "NOASSERTION" is kept as it is. */
  readonly licenseSpdx: string | null;
}

export interface CodeFiles {
  /**
   * Text of README*, dependency files, workflow files, lint and packaging configurations, by path. A file
   * over 128 KiB is left out. A missing entry is a file that was not asked for.
   */
  readonly texts: Readonly<Record<string, Fact<string>>>;
  /** Measures (`measureSource` in python.ts) of a sample of the source files: at most 40, each at most 256 KiB. */
  readonly sources: readonly SourceMeasure[];
}

export interface Person {
  /** Account name; null when the commit belongs to no account. */
  readonly login: string | null;
  readonly name: string | null;
  /** Lower-case hex SHA-256 of the trimmed, lower-cased e-mail address; null when there is none. */
  readonly emailDigest: string | null;
  /** True when the source itself says that the account is a bot. */
  readonly bot: boolean;
}

export interface Contributor {
  readonly login: string;
  readonly bot: boolean;
  readonly commits: number;
}

export interface Commit {
  readonly id: string;
  /** ISO 8601. */
  readonly date: string;
  readonly author: Person;
  /** Lines added over all files. Unknown when the source was not asked for it. */
  readonly additions: Fact<number>;
  /** Lines added in each file; unknown when the source gives sums only, and then `additions` is used. */
  readonly changes: Fact<readonly ChangedFile[]>;
  /** The merged pull request that brought the commit; absent for a direct push. */
  readonly pullRequest: Fact<PullRequest>;
}

export interface ChangedFile {
  readonly path: string;
  readonly additions: number;
}

export interface PullRequest {
  readonly number: number;
  readonly author: Person;
  readonly mergedBy: Person | null;
  /** Who approved it (latest state APPROVED), including the author if the source lists them. */
  readonly approvedBy: readonly Person[];
}

/** What is kept of a source file: sizes and branch counts of its functions, not its text. */
export interface SourceMeasure {
  readonly path: string;
  /** Lines of the file. */
  readonly lines: number;
  /** Functions in order of appearance; null when the language is not understood or the text does not parse. */
  readonly functions: readonly FunctionMeasure[] | null;
}

export interface FunctionMeasure {
  readonly name: string;
  /** First line, counted from 1. */
  readonly line: number;
  /** Lines from the head to the last line of the body. */
  readonly lines: number;
  /** McCabe: one plus the number of branches. */
  readonly complexity: number;
  /** True when a parameter or the result has a type annotation. */
  readonly annotated: boolean;
}
