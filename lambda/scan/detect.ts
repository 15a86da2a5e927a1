import { looksLikeSafetensors } from "./formats/safetensors.ts";

/** Formats that are told by their first bytes. */
export type Format =
  | "zip"
  | "pickle"
  | "npy"
  | "hdf5"
  | "gguf"
  | "safetensors"
  | "tar"
  | "gzip"
  | "zlib"
  | "zstd"
  | "sealed"
  | "inert"
  | "text"
  | "unknown";

/** Bytes of the head that detection looks at. */
export const HEAD_BYTES = 4096;

const MAGIC: readonly (readonly [Format, string])[] = [
  ["zip", "504b0304"],
  ["zip", "504b0506"],
  ["npy", "934e554d5059"],
  ["hdf5", "894844460d0a1a0a"],
  ["gguf", "47475546"],
  ["gzip", "1f8b08"],
  ["zstd", "28b52ffd"],
  ["sealed", "377abcaf271c"],
  ["sealed", "425a68"],
  ["sealed", "fd377a585a00"],
  ["sealed", "04224d18"],
  ["sealed", "526172211a07"],
  ["inert", "89504e470d0a1a0a"],
  ["inert", "ffd8ff"],
  ["inert", "474946383761"],
  ["inert", "474946383961"],
  ["inert", "52494646"],
  ["inert", "4f676753"],
  ["inert", "664c6143"],
  ["inert", "494433"],
  ["inert", "50415231"],
  ["inert", "4152524f5731"],
  ["inert", "255044462d"],
  ["inert", "1a45dfa3"],
];

/** What is meant by "sealed": archives that are not opened here. */
export const SEALED_REASON = "it is compressed in a form that is not opened (7z, bzip2, xz, lz4 or rar)";

/** Tells the format by content; a name is never believed. */
export function detect(head: Buffer, size: number): Format {
  const hex = head.subarray(0, 8).toString("hex");
  const known = MAGIC.find(([, magic]) => hex.startsWith(magic));
  if (known !== undefined) return known[0];
  if (head[0] === 0x80 && (head[1] ?? 255) <= 5) return "pickle";
  if (looksLikeSafetensors(head, size)) return "safetensors";
  if (head.subarray(257, 262).toString("latin1") === "ustar") return "tar";
  if (isZlib(head)) return "zlib";
  if (head.subarray(4, 8).toString("latin1") === "ftyp" || head.subarray(4, 8).toString("latin1") === "TFL3")
    return "inert";
  return isText(head) ? "text" : "unknown";
}

const isZlib = (head: Buffer): boolean =>
  head.length > 2 && head[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(head[1] as number);

/** UTF-8 without control characters, perhaps cut in the middle of a character. */
function isText(head: Buffer): boolean {
  if (head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)) return false;
  const end = head.length === HEAD_BYTES ? head.length - 4 : head.length;
  let whole = end;
  while (whole < head.length && ((head[whole] as number) & 0xc0) === 0x80) whole++;
  return Buffer.from(head.subarray(0, whole).toString("utf8"), "utf8").equals(head.subarray(0, whole));
}
