import { isTar } from "./archives/tar.ts";
import { isZlibHeader } from "./bytes/unpack.ts";
import { isArrow } from "./formats/arrow.ts";
import { isGguf } from "./formats/gguf.ts";
import { isTflite } from "./formats/graph/tflite.ts";
import { looksLikeSafetensors } from "./formats/safetensors.ts";

/** Formats that are recognised by their first bytes. */
export type Format =
  | "zip"
  | "pickle"
  | "npy"
  | "hdf5"
  | "gguf"
  | "safetensors"
  | "tflite"
  | "arrow"
  | "tar"
  | "gzip"
  | "zlib"
  | "zstd"
  | "bzip2"
  | "xz"
  | "lzma"
  | "lz4"
  | "joblib-zlib"
  | "sealed"
  | "program"
  | "serialized"
  | "inert"
  | "text"
  | "unknown";

/** Bytes of the head that detection reads. */
export const HEAD_BYTES = 4096;

const MAGIC: readonly (readonly [Format, string])[] = [
  ["zip", "504b0304"],
  ["zip", "504b0506"],
  ["npy", "934e554d5059"],
  ["hdf5", "894844460d0a1a0a"],
  ["gzip", "1f8b08"],
  ["zstd", "28b52ffd"],
  ["bzip2", "425a68"],
  ["xz", "fd377a585a00"],
  ["lz4", "04224d18"],
  ["joblib-zlib", "5a463078"],
  ["sealed", "377abcaf271c"],
  ["sealed", "526172211a07"],
  // Programs: ELF, Windows (also llamafile), macOS, WebAssembly, Java classes.
  ["program", "7f454c46"],
  ["program", "4d5a"],
  ["program", "cffaedfe"],
  ["program", "cefaedfe"],
  ["program", "cafebabe"],
  ["program", "0061736d"],
  // Objects of Java and of R, which can run code when they are read, as pickles do.
  ["serialized", "aced0005"],
  ["serialized", "52445832"],
  ["serialized", "52445833"],
  ["serialized", "580a000000"],
  // Images, sound, films, documents, fonts, databases, tables.
  ["inert", "89504e470d0a1a0a"],
  ["inert", "ffd8ff"],
  ["inert", "474946383761"],
  ["inert", "474946383961"],
  ["inert", "424d"],
  ["inert", "49492a00"],
  ["inert", "4d4d002a"],
  ["inert", "52494646"],
  ["inert", "4f676753"],
  ["inert", "664c6143"],
  ["inert", "494433"],
  ["inert", "fffb"],
  ["inert", "fff3"],
  ["inert", "255044462d"],
  ["inert", "1a45dfa3"],
  ["inert", "774f4646"],
  ["inert", "774f4632"],
  ["inert", "0001000000"],
  ["inert", "4f54544f"],
  ["inert", "53514c69746520666f726d6174203300"],
  ["inert", "4d41544c4142"],
  ["inert", "4f626a01"],
  ["inert", "4f5243"],
  // Models of CatBoost, fastText, KenLM, FAISS and the forerunners of GGUF: numbers and text.
  ["inert", "43424d31"],
  ["inert", "ba164f2f"],
  ["inert", "6d6d6170206c6d20"],
  ["inert", "49784649"],
  ["inert", "49784632"],
  ["inert", "4978484e"],
  ["inert", "4977466c"],
  ["inert", "6c6d6767"],
  ["inert", "746a6767"],
  ["inert", "666d6767"],
];

/** What is meant by "sealed": archives that are not opened. */
export const SEALED_REASON = "The archive is of a kind that is not opened (7z or rar).";

/** Recognises the format by content. The order counts: what can run code comes first. */
export function detect(head: Buffer, size: number): Format {
  const hex = head.subarray(0, 16).toString("hex");
  const known = MAGIC.find(([, magic]) => hex.startsWith(magic));
  if (known !== undefined) return known[0];
  if (head[0] === 0x80 && (head[1] ?? 255) <= 5) return "pickle";
  if (isGguf(head)) return "gguf";
  if (looksLikeSafetensors(head, size)) return "safetensors";
  if (isArrow(head)) return "arrow";
  if (isTar(head)) return "tar";
  if (isZlibHeader(head)) return "zlib";
  if (isLzma(head)) return "lzma";
  if (isTflite(head)) return "tflite";
  if (isUserBlock(head)) return "hdf5";
  if (head.toString("latin1", 4, 8) === "ftyp") return "inert";
  return isText(head) ? "text" : "unknown";
}

/** HDF5 allows a block for the user in front, of 512 bytes or more by doubling. */
const isUserBlock = (head: Buffer): boolean =>
  [512, 1024, 2048].some((at) => head.toString("latin1", at, at + 8) === "\x89HDF\r\n\x1a\n");

/** The mark of joblib for LZMA, a window that its writers use, and a size that is left open or is not absurd. */
const isLzma = (head: Buffer): boolean =>
  head.length >= 18 && head[0] === 0x5d && head[1] === 0 && [0, 0xff].includes(head[12] as number) && head[13] === 0;

/** UTF-8 without control characters, perhaps cut in the middle of a character. */
function isText(head: Buffer): boolean {
  if (head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27))
    return false;
  const end = head.length === HEAD_BYTES ? head.length - 4 : head.length;
  let whole = end;
  while (whole < head.length && ((head[whole] as number) & 0xc0) === 0x80) whole++;
  return Buffer.from(head.subarray(0, whole).toString("utf8"), "utf8").equals(head.subarray(0, whole));
}
