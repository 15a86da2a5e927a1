import { commitId, type Entry } from "./objects.ts";
import { type Tree, treeOf } from "./tree.ts";

export interface Commit {
  readonly id: string;
  readonly parent: Commit | null;
  readonly tree: Tree;
  readonly authors: readonly string[];
  readonly title: string;
  /** What follows the title line. */
  readonly message: string;
  /** ISO 8601 with milliseconds and "Z". */
  readonly date: string;
  /** Paths that this commit added, changed or took away. */
  readonly changed: ReadonlySet<string>;
}

export interface CommitText {
  readonly authors: readonly string[];
  readonly title: string;
  readonly message?: string;
  readonly date: string;
}

/** Adds one commit: `entries` are laid over the parent's, `removed` paths are taken away. */
export function addCommit(
  parent: Commit | null,
  text: CommitText,
  entries: readonly Entry[],
  removed: readonly string[] = [],
): Commit {
  const all = new Map(parent?.tree.entries ?? []);
  for (const path of removed) all.delete(path);
  for (const entry of entries) all.set(entry.path, entry);
  const tree = treeOf(all.values());
  const { authors, title } = text;
  const message = text.message ?? "";
  const date = new Date(text.date).toISOString();
  const whole = message === "" ? title : `${title}\n\n${message}`;
  const id = commitId({ tree: tree.oid, parent: parent?.id ?? null, authors, message: whole, date });
  const changed = new Set([...entries.map((entry) => entry.path), ...removed]);
  return { id, parent, tree, authors, title, message, date, changed };
}

/**
 * Deals the entries out over the commits (oldest first): a commit that names its files brings in those, the
 * rest is shared evenly, so that every commit has a real tree of its own and the last one has everything.
 */
export function historyOf(
  entries: readonly Entry[],
  texts: readonly (CommitText & { readonly files?: readonly string[] })[],
): Commit[] {
  const named = new Set(texts.flatMap((text) => text.files ?? []));
  const rest = entries.filter((entry) => !named.has(entry.path));
  const sharing = texts.filter((text) => text.files === undefined);
  const commits: Commit[] = [];
  for (const [index, text] of texts.entries()) {
    const turn = sharing.indexOf(text);
    const dealt = turn < 0 ? [] : share(rest, turn, sharing.length);
    const own = entries.filter((entry) => text.files?.includes(entry.path) ?? false);
    const late = index === texts.length - 1 && sharing.length === 0 ? rest : [];
    commits.push(addCommit(commits.at(-1) ?? null, text, [...own, ...dealt, ...late]));
  }
  return commits;
}

function share<T>(all: readonly T[], turn: number, turns: number): readonly T[] {
  return all.slice(Math.floor((turn * all.length) / turns), Math.floor(((turn + 1) * all.length) / turns));
}

/** The commit and its ancestors, newest first. */
export function ancestry(commit: Commit): Commit[] {
  const line: Commit[] = [];
  for (let at: Commit | null = commit; at !== null; at = at.parent) line.push(at);
  return line;
}
