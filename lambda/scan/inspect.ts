import { detect, type Format, HEAD_BYTES, SEALED_REASON } from "./detect.ts";
import { inspectGguf } from "./formats/gguf.ts";
import { inspectHdf5 } from "./formats/hdf5.ts";
import { inspectNpy } from "./formats/numpy.ts";
import { inspectPickles, inspectUnmarked } from "./formats/pickles.ts";
import { inspectOnnx, inspectSavedModel, looksLikeProtobuf } from "./formats/protobuf.ts";
import { inspectSafetensors } from "./formats/safetensors.ts";
import { inspectTar } from "./formats/tar.ts";
import { inspectText } from "./formats/text.ts";
import { inspectZip } from "./formats/zip.ts";
import { inside, type Subject } from "./subject.ts";
import { type Compression, UnpackedSource } from "./unpack.ts";
import { findDirectory } from "./zip-entries.ts";

const MAX_DEPTH = 5;
/** Compressed content up to this size is measured first, so that what is found from its end is found too. */
const MEASURED_BYTES = 64 * 1024 * 1024;

type Inspect = (subject: Subject) => Promise<void>;

const packed =
  (compression: Compression): Inspect =>
  async (subject) => {
    const source = new UnpackedSource(subject.source, compression, subject.budget.unpack);
    try {
      await source.measure(MEASURED_BYTES);
      await subject.inspect(inside(subject, source, subject.name.replace(/\.(gz|z|zst|zlib)$/i, "")));
    } finally {
      await source.close();
    }
  };

async function inspectUnknown(subject: Subject): Promise<void> {
  if (await inspectUnmarked(subject)) return;
  const protobuf = await looksLikeProtobuf(subject);
  if (protobuf === "onnx") await inspectOnnx(subject);
  else if (protobuf === "saved model") await inspectSavedModel(subject);
  else subject.report.skip("its format is not known", subject.member);
}

async function inspectTextOrPickle(subject: Subject): Promise<void> {
  if (!(await inspectUnmarked(subject))) await inspectText(subject);
}

const INSPECTORS: Readonly<Record<Format, Inspect>> = {
  zip: inspectZip,
  pickle: inspectPickles,
  npy: inspectNpy,
  hdf5: inspectHdf5,
  gguf: inspectGguf,
  safetensors: inspectSafetensors,
  tar: inspectTar,
  gzip: packed("gzip"),
  zlib: packed("zlib"),
  zstd: packed("zstd"),
  sealed: async ({ report, member }) => report.skip(SEALED_REASON, member),
  inert: async () => {},
  text: inspectTextOrPickle,
  unknown: inspectUnknown,
};

/**
 * Looks at a subject by its content and at whatever lies in it. A file that is one format from the front and a zip
 * from the end is looked at as both, since each loader picks the one it knows.
 */
export async function inspect(subject: Subject): Promise<void> {
  const { source, depth, report, member } = subject;
  if (depth > MAX_DEPTH) return report.skip(`archives nested more than ${MAX_DEPTH} deep`, member);
  const head = await source.read(0, HEAD_BYTES);
  if (head.length === 0) return;
  const format = detect(head, source.size);
  await INSPECTORS[format](subject);
  if (format === "zip" || (await findDirectory(source)) === null) return;
  report.find(
    "suspicious",
    "TWO_FORMATS",
    `Behind content of another form (${format}) the file is a zip as well.`,
    member,
  );
  await inspectZip(subject);
}
