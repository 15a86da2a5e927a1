import { Refusal } from "./error.ts";

/** Positions in bytes: `start` up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a Range header against the length of an object.
 * @returns null when the whole object is to be sent: no header, several ranges or a malformed one
 * @throws Refusal InvalidRange when no byte of the range exists
 */
export function parseRange(header: string | undefined, bytes: number): Span | null {
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? "");
  const [from, to] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (match === null || (from === "" && to === "")) return null;
  if (from !== "" && to !== "" && Number(to) < Number(from)) return null;
  const start = from === "" ? Math.max(bytes - Number(to), 0) : Number(from);
  const end = from === "" || to === "" ? bytes : Math.min(Number(to) + 1, bytes);
  if (start >= bytes || start >= end) {
    throw new Refusal("InvalidRange", undefined, { RangeRequested: header ?? "", ActualObjectSize: String(bytes) });
  }
  return { start, end };
}

/**
 * Reads x-amz-copy-source-range, which must have both ends and lie inside the source.
 * @throws Refusal InvalidArgument, InvalidRange
 */
export function parseCopyRange(header: string, sourceBytes: number): Span {
  const match = /^bytes=(\d+)-(\d+)$/.exec(header.trim());
  const [start, last] = [Number(match?.[1]), Number(match?.[2])];
  const argument = { ArgumentName: "x-amz-copy-source-range", ArgumentValue: header };
  if (match === null || last < start) {
    throw new Refusal(
      "InvalidArgument",
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      argument,
    );
  }
  if (last >= sourceBytes) {
    throw new Refusal(
      "InvalidArgument",
      `Range specified is not valid for source object of size: ${sourceBytes}`,
      argument,
    );
  }
  return { start, end: last + 1 };
}
