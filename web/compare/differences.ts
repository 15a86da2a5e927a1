import type { Schemas } from "../api/client.ts";

type ManifestFile = Schemas["ManifestFile"];

/** A file that two artifacts do not have in common; sizes in bytes, null where it is missing. */
export interface Difference {
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: number | null;
  readonly after: number | null;
}

/** What differs between two manifests, by path. */
export function differences(first: readonly ManifestFile[], second: readonly ManifestFile[]): Difference[] {
  const before = new Map(first.map((file) => [file.path, file]));
  const after = new Map(second.map((file) => [file.path, file]));
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path): Difference[] => {
    const old = before.get(path);
    const now = after.get(path);
    if (old === undefined) return [{ path, kind: "added", before: null, after: now?.bytes ?? 0 }];
    if (now === undefined) return [{ path, kind: "removed", before: old.bytes, after: null }];
    const isSame = old.sha256 === now.sha256 && old.bytes === now.bytes && old.kind === now.kind;
    return isSame ? [] : [{ path, kind: "changed", before: old.bytes, after: now.bytes }];
  });
}
