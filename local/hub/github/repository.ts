import { createHash } from "node:crypto";
import { contentOf, digest, slice } from "../content.ts";
import { ancestry, type Commit, historyOf } from "../git/history.ts";
import { type Entry, fileEntry, pointerOf } from "../git/objects.ts";
import type { GitHubFile, GitHubSampleCommit, GitHubSamplePullRequest, GitHubSampleRepository } from "../sample.ts";

/** On GitHub an LFS file is its pointer, in trees and in archives. */
function entryOf(file: GitHubFile): Entry {
  const none = contentOf("");
  if ("submodule" in file) return { path: file.path, mode: "160000", oid: file.submodule, content: none, lfs: null };
  if ("symlinkTo" in file) return fileEntry(file.path, contentOf(file.symlinkTo), false, "120000");
  const content = contentOf(file.content);
  const kept = file.lfs === true ? pointerOf(digest("sha256", content), content.bytes) : content;
  return fileEntry(file.path, kept, false, file.executable === true ? "100755" : "100644");
}

/** A commit of the default branch with what the sample told about it. */
export interface CommitFacts {
  readonly commit: Commit;
  readonly told: GitHubSampleCommit;
  readonly files: readonly { readonly path: string; readonly additions: number; readonly sha: string }[];
  readonly additions: number;
  readonly deletions: number;
}

/** Lines of a text; none for what holds a NUL byte, as git takes that for binary. */
function linesOf(entry: Entry): number {
  if (entry.mode === "160000") return 1;
  if (entry.content.bytes > 1 << 20) return 0;
  const bytes = slice(entry.content);
  if (bytes.length === 0 || bytes.includes(0)) return 0;
  return bytes.filter((byte) => byte === 10).length + (bytes.at(-1) === 10 ? 0 : 1);
}

/** One repository of the sample GitHub. */
export class GitHubRepository {
  readonly sample: GitHubSampleRepository;
  readonly owner: string;
  readonly name: string;
  /** Stable number of the repository. */
  readonly id: number;
  readonly #facts = new Map<string, CommitFacts>();
  readonly #tags = new Map<string, Commit>();
  /** null for an empty repository. */
  readonly head: Commit | null;

  constructor(sample: GitHubSampleRepository) {
    const [owner = "", name = ""] = sample.name.split("/");
    this.sample = sample;
    this.owner = owner;
    this.name = name;
    this.id = createHash("sha256").update(sample.name).digest().readUInt32BE(0) >>> 1;
    const initial: GitHubSampleCommit = { author: owner, title: "Initial commit", date: "2025-05-05T09:00:00.000Z" };
    const told = sample.files.length === 0 && sample.commits === undefined ? [] : (sample.commits ?? [initial]);
    const texts = told.map(({ author, title, date, files }) => ({
      authors: [author],
      title,
      date,
      ...(files === undefined ? {} : { files }),
    }));
    const history = historyOf(sample.files.map(entryOf), texts);
    for (const [index, commit] of history.entries()) {
      const one = told[index];
      if (one !== undefined) this.#facts.set(commit.id, factsOf(commit, one));
    }
    for (const tag of sample.tags ?? []) {
      const commit = history[tag.commit ?? history.length - 1];
      if (commit === undefined) throw new Error(`${sample.name}: tag ${tag.name} names a commit that does not exist`);
      this.#tags.set(tag.name, commit);
    }
    this.head = history.at(-1) ?? null;
  }

  get branch(): string {
    return this.sample.defaultBranch ?? "main";
  }

  /** Commits from the given one back, newest first. */
  line(from: Commit): CommitFacts[] {
    return ancestry(from).flatMap((commit) => this.#facts.get(commit.id) ?? []);
  }

  facts(commit: Commit): CommitFacts | null {
    return this.#facts.get(commit.id) ?? null;
  }

  /** The commit of a branch, tag, full ref, full or abbreviated sha; null when there is none. */
  find(ref: string): Commit | null {
    if (ref === "HEAD" || ref.replace(/^(refs\/)?heads\//, "") === this.branch) return this.head;
    const tag = this.#tags.get(ref.replace(/^(refs\/)?tags\//, ""));
    if (tag !== undefined) return tag;
    if (!/^[0-9a-f]{7,40}$/.test(ref)) return null;
    const found = [...this.#facts.values()].filter(({ commit }) => commit.id.startsWith(ref));
    return found.length === 1 ? (found[0]?.commit ?? null) : null;
  }

  pull(number: number | undefined): GitHubSamplePullRequest | null {
    return this.sample.pullRequests?.find((one) => one.number === number) ?? null;
  }

  /** The newest commit that came in with the pull request. */
  mergeCommit(pull: GitHubSamplePullRequest): Commit | null {
    if (this.head === null || pull.state !== "merged") return null;
    return this.line(this.head).find(({ told }) => told.pullRequest === pull.number)?.commit ?? null;
  }
}

function factsOf(commit: Commit, told: GitHubSampleCommit): CommitFacts {
  const files = [...commit.changed].flatMap((path) => {
    const entry = commit.tree.entries.get(path);
    return entry === undefined ? [] : [{ path, additions: linesOf(entry), sha: entry.oid }];
  });
  const additions = told.additions ?? files.reduce((sum, file) => sum + file.additions, 0);
  return { commit, told, files, additions, deletions: told.deletions ?? 0 };
}
