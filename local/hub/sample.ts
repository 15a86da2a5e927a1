/** What a sample hub serves: repositories written down as data. Everything else (ids, hashes, counts) is computed. */

/** Content that is never held in memory: `bytes` long in all, `head` and `tail` literal, the rest repeatable noise. */
export interface GeneratedContent {
  readonly bytes: number;
  /** Different seeds give different noise; the same seed always gives the same. */
  readonly seed: number;
  readonly head?: Uint8Array;
  readonly tail?: Uint8Array;
}

export type SampleContent = string | Uint8Array | GeneratedContent;

export interface SampleFile {
  readonly path: string;
  readonly content: SampleContent;
  /** Kept as an LFS object; by default so when larger than 1 MiB or named like a weight file. */
  readonly lfs?: boolean;
}

export interface SampleCommit {
  readonly authors: readonly string[];
  readonly title: string;
  readonly message?: string;
  /** ISO 8601. */
  readonly date: string;
  /** Paths this commit brings in; by default the files are dealt out over the commits in order. */
  readonly files?: readonly string[];
}

export interface SampleBranch {
  /** "v2", "feature/x", or a full ref such as "refs/convert/parquet". */
  readonly name: string;
  /** Files laid over those of main in one more commit; without any the branch points at main's head. */
  readonly files?: readonly SampleFile[];
}

export interface SampleTag {
  readonly name: string;
  /** Index into `commits`, oldest first; by default the newest. */
  readonly commit?: number;
}

export interface SamplePullRequest {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly status: "open" | "closed" | "merged" | "draft";
  readonly files?: readonly SampleFile[];
  /** True for a pull request, false for a plain discussion; by default true. */
  readonly pullRequest?: boolean;
  readonly comments?: number;
}

export type ScanLevel = "unscanned" | "safe" | "queued" | "error" | "caution" | "suspicious" | "unsafe";

export interface PickleImport {
  readonly module: string;
  readonly name: string;
  readonly safety: "innocuous" | "suspicious" | "dangerous";
}

export interface SampleSecurity {
  readonly scansDone: boolean;
  /** Files that are anything but safe, by path. */
  readonly files?: Readonly<Record<string, { readonly level: ScanLevel; readonly imports?: readonly PickleImport[] }>>;
}

export type RepositoryKind = "model" | "dataset" | "space";

export interface SampleRepository {
  readonly kind: RepositoryKind;
  /** "namespace/name", or a legacy "name". */
  readonly id: string;
  readonly files: readonly SampleFile[];
  readonly gated?: false | "auto" | "manual";
  /** State of the access request of the account without access; none by default. */
  readonly gateRequest?: "none" | "pending" | "rejected";
  readonly private?: boolean;
  readonly disabled?: boolean;
  /** The repository moved: every request is sent on to this id of the same kind. */
  readonly renamedTo?: string;
  /** Oldest first; by default one commit by the namespace. */
  readonly commits?: readonly SampleCommit[];
  readonly branches?: readonly SampleBranch[];
  readonly tags?: readonly SampleTag[];
  readonly pullRequests?: readonly SamplePullRequest[];
  readonly discussionsDisabled?: boolean;
  readonly securityStatus?: SampleSecurity;
  readonly downloads?: number;
  readonly likes?: number;
}

export interface SampleOrganization {
  readonly name: string;
  readonly fullname?: string;
  readonly members: readonly string[];
}

export type GitHubFile =
  | { readonly path: string; readonly content: SampleContent; readonly executable?: boolean; readonly lfs?: boolean }
  | { readonly path: string; readonly symlinkTo: string }
  | { readonly path: string; readonly submodule: string };

export interface GitHubSampleCommit {
  /** Login of the author; one that ends in "[bot]" is a bot. */
  readonly author: string;
  readonly title: string;
  /** ISO 8601. */
  readonly date: string;
  /** Paths this commit brings in; by default the files are dealt out over the commits in order. */
  readonly files?: readonly string[];
  /** Line counts to report instead of those of the files it brings in. */
  readonly additions?: number;
  readonly deletions?: number;
  /** Number of the pull request that this commit came in with. */
  readonly pullRequest?: number;
}

export interface GitHubSampleReview {
  readonly author: string;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly date?: string;
}

export interface GitHubSamplePullRequest {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly state: "open" | "closed" | "merged";
  readonly mergedBy?: string;
  readonly date: string;
  readonly reviews?: readonly GitHubSampleReview[];
}

export interface GitHubSampleRepository {
  /** "owner/name". */
  readonly name: string;
  readonly files: readonly GitHubFile[];
  /** SPDX id as GitHub detects it, "NOASSERTION" for a text it cannot name, null for no licence file. */
  readonly license?: string | null;
  readonly description?: string;
  readonly topics?: readonly string[];
  readonly archived?: boolean;
  readonly private?: boolean;
  readonly fork?: boolean;
  readonly renamedTo?: string;
  readonly defaultBranch?: string;
  readonly commits?: readonly GitHubSampleCommit[];
  readonly tags?: readonly SampleTag[];
  readonly pullRequests?: readonly GitHubSamplePullRequest[];
  readonly stars?: number;
  /** Entries after which a recursive tree is cut and says so. */
  readonly treeLimit?: number;
}
