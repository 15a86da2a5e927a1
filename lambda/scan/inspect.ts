import { inspectTar } from "./archives/tar.ts";
import { inspectZip } from "./archives/zip.ts";
import { findDirectory } from "./archives/zip-directory.ts";
import { type ByteSource, sliceSource } from "./bytes/source.ts";
import { type Compression, UnpackedSource } from "./bytes/unpack.ts";
import { detect, type Format, HEAD_BYTES, SEALED_REASON } from "./detect.ts";
import { inspectArrow } from "./formats/arrow.ts";
import { inspectNamedText } from "./formats/config/text.ts";
import { inspectGguf } from "./formats/gguf.ts";
import { inspectOnnx } from "./formats/graph/onnx.ts";
import { fieldNumbers } from "./formats/graph/protobuf.ts";
import { inspectGraph, inspectKerasMetadata, inspectSavedModel } from "./formats/graph/tensorflow.ts";
import { inspectTflite } from "./formats/graph/tflite.ts";
import { inspectHdf5 } from "./formats/hdf5/hdf5.ts";
import { inspectNpy } from "./formats/numpy.ts";
import { inspectSafetensors } from "./formats/safetensors.ts";
import { isPickleName, isRawName, promisesExecutable, uncompressedName } from "./names.ts";
import { inspectPickles, inspectUnmarked, searchHidden } from "./pickle/pickles.ts";
import { inside, type Subject } from "./subject.ts";

const MAX_DEPTH = 5;
/** Raw numbers are only told from formats with a mark. */
const RAW_HEAD_BYTES = 512;
/** Compressed content up to this size is measured first, so that what is found from its end is found too. */
const MEASURED_BYTES = 64 * 1024 * 1024;

type Inspect = (subject: Subject) => Promise<void>;

const packed =
  (compression: Compression): Inspect =>
  (subject) =>
    inspectPacked(subject, subject.source, compression);

async function inspectPacked(subject: Subject, source: ByteSource, compression: Compression): Promise<void> {
  const unpacked = new UnpackedSource(source, compression, subject.budget.unpack);
  const name = uncompressedName(subject.name);
  try {
    await unpacked.measure(MEASURED_BYTES);
    await subject.inspect(inside(subject, unpacked, name));
    unpacked.reportDamage(subject, name);
  } finally {
    await unpacked.close();
  }
}

/** Compressed files of old joblib: a mark, the size as hex digits, then zlib. */
async function inspectOldJoblib(subject: Subject): Promise<void> {
  const head = (await subject.source.read(0, 32)).toString("latin1");
  const start = 2 + (/^ZF(0x[\da-f]+ *)/i.exec(head)?.[1]?.length ?? 0);
  await inspectPacked(subject, sliceSource(subject.source, start, subject.source.size), "zlib");
}

/** Messages of protocol buffers have no mark, and short ones look like text: loaders go by the name. */
const GRAPHS: readonly (readonly [RegExp, Inspect])[] = [
  [/\.onnx$/i, inspectOnnx],
  [/(^|\/)keras_metadata\.pb$/i, inspectKerasMetadata],
  [/(^|\/)saved_model\.pb$/i, inspectSavedModel],
];
const namedGraph = (name: string): Inspect | undefined => GRAPHS.find(([pattern]) => pattern.test(name))?.[1];

/** Content without a mark under another name: its fields tell whether it is a message. */
async function inspectUnknown(subject: Subject): Promise<void> {
  const { name, report, member, isRaw } = subject;
  if (isRaw || namedGraph(name) !== undefined) return;
  const fields = await fieldNumbers(subject);
  if (fields !== null && fields.size > 0) {
    if (fields.has(7) && fields.has(8)) return inspectOnnx(subject);
    if (fields.has(2) && [...fields].every((number) => number <= 2)) return inspectSavedModel(subject);
    if (/\.pb$/i.test(name) && fields.has(1)) return inspectGraph(subject);
    if (/\.(model|mlmodel|caffemodel|pdmodel|binaryproto)$/i.test(name)) return;
  }
  if (isRawName(name)) return;
  report.unknown(false, "FORMAT_UNKNOWN", "The format of the file is not known.", member);
}

const INSPECTORS: Readonly<Record<Format, Inspect>> = {
  zip: inspectZip,
  pickle: async (subject) => {
    // Two bytes of noise look like a pickle in one tensor of ten thousand.
    if (subject.isRaw) await inspectUnmarked(subject);
    else await inspectPickles(subject);
  },
  npy: inspectNpy,
  hdf5: inspectHdf5,
  gguf: inspectGguf,
  safetensors: inspectSafetensors,
  tflite: inspectTflite,
  arrow: inspectArrow,
  tar: inspectTar,
  gzip: packed("gzip"),
  zlib: packed("zlib"),
  zstd: packed("zstd"),
  bzip2: packed("bzip2"),
  xz: packed("xz"),
  lzma: packed("lzma"),
  lz4: packed("lz4"),
  "joblib-zlib": inspectOldJoblib,
  sealed: async ({ report, member }) => report.unknown(false, "ARCHIVE_SEALED", SEALED_REASON, member),
  program: async ({ report, member }) =>
    report.find("suspicious", "PROGRAM", "The file is a program or a library of machine code.", member),
  serialized: async ({ report, member }) =>
    report.unknown(true, "SERIALIZED_OBJECTS", "The file holds objects of R or Java, which can run code.", member),
  inert: async () => {},
  text: async () => {},
  unknown: inspectUnknown,
};

/** Formats that loaders of pickles accept under the names of pickles. */
const LOADED = new Set<Format>([
  "zip",
  "pickle",
  "npy",
  "hdf5",
  "tar",
  "gzip",
  "zlib",
  "zstd",
  "bzip2",
  "xz",
  "lzma",
  "lz4",
  "joblib-zlib",
]);

/**
 * Inspects a subject as each of its loaders would read it: by its first bytes, by its name, from its end as a zip, and
 * as a pickle, since unpicklers look neither at marks nor at names.
 */
export async function inspect(subject: Subject): Promise<void> {
  const { source, depth, report, member } = subject;
  if (depth > MAX_DEPTH) {
    const text = `The file holds archives nested more than ${MAX_DEPTH} deep.`;
    return report.unknown(true, "SCAN_LIMIT", text, member);
  }
  const head = await source.read(0, subject.isRaw ? RAW_HEAD_BYTES : HEAD_BYTES);
  if (head.length === 0) return;
  const format = detect(head, source.size);
  const isPickle = !LOADED.has(format) && (await inspectUnmarked(subject));
  if (!isPickle) {
    await INSPECTORS[format](subject);
    await inspectNamedText(subject);
    await namedGraph(subject.name)?.(subject);
    await inspectBroken(subject, format);
  }
  await inspectFromEnd(subject, format);
}

/** Content that no loader of its name accepts: the pickle that the name promises may still lie in it. */
async function inspectBroken(subject: Subject, format: Format): Promise<void> {
  const { name, report, member, isRaw } = subject;
  if (LOADED.has(format) || isRaw) return;
  if (promisesExecutable(name)) {
    const text = `The file is not of the kind that its name says (${format}).`;
    report.unknown(false, "NAME_MISMATCH", text, member);
  }
  // Lists of words hold what looks like an import; a text is only searched where a pickle is promised.
  const isSearched = format === "text" ? promisesExecutable(name) : isPickleName(name);
  if (isSearched && format !== "safetensors" && format !== "gguf") await searchHidden(subject);
}

async function inspectFromEnd(subject: Subject, format: Format): Promise<void> {
  if (format === "zip" || subject.isRaw || (await findDirectory(subject.source)) === null) return;
  const text = `Behind content of another format (${format}) the file is a zip as well.`;
  subject.report.find("suspicious", "TWO_FORMATS", text, subject.member);
  await inspectZip(subject);
}
