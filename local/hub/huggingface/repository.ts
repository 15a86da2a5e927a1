import { createHash } from "node:crypto";
import { contentOf } from "../content.ts";
import { addCommit, ancestry, type Commit, historyOf } from "../git/history.ts";
import { type Entry, fileEntry } from "../git/objects.ts";
import type { SampleBranch, SampleFile, SampleRepository } from "../sample.ts";
import { xetHash } from "./xet.ts";

const LFS_THRESHOLD = 1 << 20;
const LFS_NAME =
  /\.(7z|arrow|bin|bz2|ckpt|ftz|gguf|gz|h5|joblib|keras|mlmodel|model|msgpack|npy|npz|onnx|ot|parquet|pb|pickle|pkl|pt|pth|rar|safetensors|tar|tflite|tgz|wasm|xz|zip|zst)$/i;

const entryOf = (file: SampleFile): Entry => {
  const content = contentOf(file.content);
  return fileEntry(file.path, content, file.lfs ?? (content.bytes > LFS_THRESHOLD || LFS_NAME.test(file.path)));
};

export interface Changes {
  readonly files?: readonly SampleFile[];
  readonly remove?: readonly string[];
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly date?: string;
  /** Branch to add to; main by default. */
  readonly branch?: string;
}

const fullName = (branch: string): string => (branch.startsWith("refs/") ? branch : `refs/heads/${branch}`);

/** One repository of the hub: its commits and what its refs point at. */
export class HubRepository {
  readonly sample: SampleRepository;
  readonly namespace: string;
  /** 24 hex digits, stable per kind and id. */
  readonly objectId: string;
  /** Full ref names, such as "refs/heads/main". */
  readonly refs = new Map<string, Commit>();
  /** The LFS objects of every revision, by the name that the CDN knows them under. */
  readonly objects = new Map<string, Entry>();
  readonly #commits = new Map<string, Commit>();

  constructor(sample: SampleRepository) {
    this.sample = sample;
    this.namespace = sample.id.includes("/") ? sample.id.slice(0, sample.id.indexOf("/")) : "";
    this.objectId = createHash("sha256").update(`${sample.kind}:${sample.id}`).digest("hex").slice(0, 24);
    const author = this.namespace || "hub";
    const first = { authors: [author], title: "initial commit", date: "2025-06-02T09:00:00.000Z" };
    const history = historyOf(sample.files.map(entryOf), sample.commits ?? [first]);
    for (const commit of history) this.#keep(commit);
    const head = history.at(-1);
    if (head === undefined) throw new Error(`${sample.id}: a repository has at least one commit`);
    this.refs.set("refs/heads/main", head);
    for (const branch of sample.branches ?? []) this.#addBranch(branch, head, author);
    for (const tag of sample.tags ?? []) this.#addTag(tag.name, history[tag.commit ?? history.length - 1]);
    for (const { number, title, files, author: by, pullRequest } of sample.pullRequests ?? []) {
      if (pullRequest === false) continue;
      this.#point(
        `refs/pr/${number}`,
        addCommit(head, { authors: [by], title, date: head.date }, (files ?? []).map(entryOf)),
      );
    }
  }

  #keep(commit: Commit): void {
    this.#commits.set(commit.id, commit);
    for (const path of commit.changed) {
      const entry = commit.tree.entries.get(path);
      if (entry?.lfs) this.objects.set(xetHash(entry.lfs.sha256), entry);
    }
  }

  #point(ref: string, commit: Commit): void {
    this.#keep(commit);
    this.refs.set(ref, commit);
  }

  #addBranch({ name, files }: SampleBranch, head: Commit, author: string): void {
    const text = { authors: [author], title: `Start ${name}`, date: head.date };
    this.#point(fullName(name), files === undefined ? head : addCommit(head, text, files.map(entryOf)));
  }

  #addTag(name: string, commit: Commit | undefined): void {
    if (commit === undefined) throw new Error(`${this.sample.id}: tag ${name} names a commit that does not exist`);
    this.#point(`refs/tags/${name}`, commit);
  }

  get id(): string {
    return this.sample.id;
  }

  get head(): Commit {
    const head = this.refs.get("refs/heads/main");
    if (head === undefined) throw new Error(`${this.id} lost its main branch`);
    return head;
  }

  /** The commit that a branch, tag, ref, full or abbreviated sha stands for; null when there is none. */
  find(revision: string): Commit | null {
    if (revision === "HEAD") return this.head;
    for (const ref of [`refs/heads/${revision}`, `refs/tags/${revision}`, revision]) {
      const commit = this.refs.get(ref);
      if (commit !== undefined) return commit;
    }
    if (!/^[0-9a-f]{7,40}$/.test(revision)) return null;
    const found = [...this.#commits.keys()].filter((id) => id.startsWith(revision));
    return found.length === 1 ? (this.#commits.get(found[0] ?? "") ?? null) : null;
  }

  /** Adds a commit to a branch and moves the branch there; returns the commit's id. */
  commit(changes: Changes, now: Date): string {
    const branch = changes.branch ?? "main";
    const parent = this.find(branch);
    if (parent === null) throw new Error(`${this.id} has no branch ${branch}`);
    const text = {
      authors: changes.authors ?? [this.namespace || "hub"],
      title: changes.title ?? "Update files",
      date: changes.date ?? now.toISOString(),
    };
    const commit = addCommit(parent, text, (changes.files ?? []).map(entryOf), changes.remove);
    this.#point(fullName(branch), commit);
    return commit.id;
  }

  /** Bytes of every distinct object of every revision. */
  get usedStorage(): number {
    const sizes = new Map<string, number>();
    for (const commit of this.#commits.values()) {
      for (const entry of commit.tree.entries.values()) sizes.set(entry.lfs?.sha256 ?? entry.oid, entry.content.bytes);
    }
    return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** The newest commit at or before this one that touched the path or anything below it. */
  lastChange(commit: Commit, path: string): Commit {
    const line = ancestry(commit);
    const touches = (one: Commit) => one.changed.has(path) || [...one.changed].some((p) => p.startsWith(`${path}/`));
    return line.find(touches) ?? line.at(-1) ?? commit;
  }
}
