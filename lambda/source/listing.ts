/** Checks that every source makes of a listing: its form, its paths and its size. */
import { IngestFailure } from "../../domain/failure.ts";
import type { ListedFile } from "../ports.ts";
import type { SourceLimits } from "./source.ts";

export const malformed = (host: string, what: string): IngestFailure =>
  new IngestFailure("source_unavailable", `${host} sent a malformed answer: ${what}`);

/** Adds up a listing as it grows, so that one over the limit is refused before its last page. */
export function limitedTo({ maxBytes, maxFiles }: SourceLimits, repository: string) {
  let files = 0;
  let bytes = 0;
  return {
    /** @throws IngestFailure source_too_large */
    add(file: Pick<ListedFile, "bytes">): void {
      files += 1;
      bytes += file.bytes;
      if (files > maxFiles) {
        throw new IngestFailure("source_too_large", `${repository} has more than ${maxFiles} files`);
      }
      if (bytes > maxBytes) {
        throw new IngestFailure("source_too_large", `${repository} has more than ${maxBytes} bytes`);
      }
    },
  };
}

/** Longest path and segment in UTF-8 bytes: what zip readers and common file systems take. */
const MAX_PATH_BYTES = 1024;
const MAX_SEGMENT_BYTES = 255;

/** A path as it may be shown to a person: control characters escaped, not longer than a line. */
export function shown(path: string): string {
  const quoted = JSON.stringify(path.slice(0, 200)).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return path.length > 200 ? `${quoted}…` : quoted;
}

/** Why a path of a listing must not become a name in an archive or on a disk; null when it may. */
export function unsafe(path: string): string | null {
  if (path === "") return "is empty";
  if (!path.isWellFormed()) return "is not valid Unicode";
  if (path.includes("\\")) return "holds a backslash";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule finds control characters
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(path)) return "holds a control character";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "is absolute";
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `is longer than ${MAX_PATH_BYTES} bytes`;
  for (const segment of path.split("/")) {
    if (segment === "") return "has an empty segment";
    if (segment === "." || segment === "..") return `has the segment "${segment}"`;
    if (Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) return `has a segment longer than ${MAX_SEGMENT_BYTES} bytes`;
  }
  return null;
}

/**
 * What two paths share when a file system takes them for one: canonical equivalence and full case folding, as APFS and
 * ext4 compare names (Unicode, definition D145). Folding is lower case of upper case, twice, for each character by
 * itself, with the one exception of the dotless i. Ligatures such as U+FB01 stay what they are: only compatibility makes
 * them equal to their letters.
 */
export function folded(path: string): string {
  if (/^[\0-\x7f]*$/.test(path)) return path.toLowerCase();
  return Array.from(path.normalize("NFD"), foldedCharacter).join("").normalize("NFD");
}

const foldedCharacter = (character: string): string => {
  if (character === "ı" || /[ﬀ-ﬆﬓ-ﬗ]/.test(character)) return character;
  const once = character.toUpperCase().toLowerCase();
  return Array.from(once, (part) => part.toUpperCase().toLowerCase()).join("");
};

/**
 * Checks all paths of a listing, one by one and against each other.
 * @throws IngestFailure source_untrusted naming the path
 */
export function checkPaths(files: readonly Pick<ListedFile, "path">[]): void {
  const seen = new Map<string, string>();
  for (const { path } of files) {
    const fault = unsafe(path);
    if (fault !== null) throw new IngestFailure("source_untrusted", `the path ${shown(path)} ${fault}`);
    const key = folded(path);
    const twin = seen.get(key);
    if (twin !== undefined) {
      throw new IngestFailure("source_untrusted", `the paths ${shown(twin)} and ${shown(path)} collide`);
    }
    seen.set(key, path);
  }
  for (const { path } of files) checkParents(path, seen);
}

/** A file must not be where another path needs a folder. */
function checkParents(path: string, seen: ReadonlyMap<string, string>): void {
  const key = folded(path);
  for (let slash = key.indexOf("/"); slash !== -1; slash = key.indexOf("/", slash + 1)) {
    const file = seen.get(key.slice(0, slash));
    if (file !== undefined) {
      throw new IngestFailure("source_untrusted", `the paths ${shown(file)} and ${shown(path)} collide`);
    }
  }
}
