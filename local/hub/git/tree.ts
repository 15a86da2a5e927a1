import { type Entry, treeId } from "./objects.ts";

export interface Directory {
  readonly path: string;
  readonly oid: string;
}

/** All entries of one commit, with the ids of its directories. */
export interface Tree {
  readonly oid: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly directories: ReadonlyMap<string, Directory>;
  /** Everything below a directory ("" is the root) in the order of git, a directory before what it holds. */
  list(under: string, recursive: boolean): readonly (Entry | Directory)[];
}

export const isEntry = (item: Entry | Directory): item is Entry => "mode" in item;

interface Level {
  readonly entries: Map<string, Entry>;
  readonly levels: Map<string, Level>;
}

function nest(entries: Iterable<Entry>): Level {
  const root: Level = { entries: new Map(), levels: new Map() };
  for (const entry of entries) {
    const parts = entry.path.split("/");
    const name = parts.pop() ?? "";
    let level = root;
    for (const part of parts) {
      const next = level.levels.get(part) ?? { entries: new Map(), levels: new Map() };
      level.levels.set(part, next);
      level = next;
    }
    level.entries.set(name, entry);
  }
  return root;
}

const below = (path: string, name: string): string => (path === "" ? name : `${path}/${name}`);

function collect(level: Level, path: string, directories: Map<string, Directory>): string {
  const rows = [...level.entries].map(([name, { mode, oid }]) => ({ name, mode: mode as string, oid }));
  for (const [name, inner] of level.levels) {
    rows.push({ name, mode: "40000", oid: collect(inner, below(path, name), directories) });
  }
  const oid = treeId(rows);
  if (path !== "") directories.set(path, { path, oid });
  return oid;
}

function walk(level: Level, path: string, deep: boolean, directories: ReadonlyMap<string, Directory>) {
  const found: (Entry | Directory)[] = [];
  const names = [...level.levels.keys(), ...level.entries.keys()].map((name) => Buffer.from(name));
  for (const name of names.sort(Buffer.compare).map(String)) {
    const inner = level.levels.get(name);
    const directory = directories.get(below(path, name));
    if (inner !== undefined && directory !== undefined) {
      found.push(directory);
      if (deep) for (const item of walk(inner, directory.path, true, directories)) found.push(item);
    }
    const entry = level.entries.get(name);
    if (entry !== undefined) found.push(entry);
  }
  return found;
}

/** Builds the tree of these entries; a path given twice keeps the later one. */
export function treeOf(entries: Iterable<Entry>): Tree {
  const byPath = new Map([...entries].map((entry) => [entry.path, entry]));
  const root = nest(byPath.values());
  const directories = new Map<string, Directory>();
  const oid = collect(root, "", directories);
  const level = (path: string) =>
    path === "" ? root : path.split("/").reduce<Level | undefined>((at, part) => at?.levels.get(part), root);
  // A tree never changes, and a long one is asked for page by page.
  const listed = new Map<string, (Entry | Directory)[]>();
  return {
    oid,
    entries: byPath,
    directories,
    list(under, recursive) {
      const key = `${recursive}:${under}`;
      const from = level(under);
      const found = listed.get(key) ?? (from === undefined ? [] : walk(from, under, recursive, directories));
      listed.set(key, found);
      return found;
    },
  };
}
