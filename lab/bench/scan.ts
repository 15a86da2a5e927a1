/** `npm run bench:scan`: speed and memory of the scan of files of 512 MB in the embedded object store. */
import { createHash, randomFillSync } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { ZipArchive } from "archiver";
import { Command } from "commander";
import { blobKey } from "../../domain/object-keys.ts";
import { machineClock } from "../../lambda/clock.ts";
import type { StageContext, StoredFile } from "../../lambda/ports.ts";
import { scan } from "../../lambda/scan/scan.ts";
import { openStore } from "../../lambda/store/compose.ts";
import { startS3 } from "../../local/s3.ts";
import { type Column, markdownTable, provenance, writeSection } from "./results.ts";

new Command("npm run bench:scan --")
  .description("Scans files of 512 MB in the embedded object store. Writes lab/bench/results.md.")
  .parse();

const MB = 1_000_000;
const BYTES = 512 * MB;
const TENSORS = 291;
const BUCKET = "bench";
const KEYS = { accessKeyId: "bench", secretAccessKey: "bench" };

const line = (value: string): Buffer => Buffer.from(value, "latin1");
const shortText = (value: string): Buffer =>
  Buffer.concat([line("X"), Buffer.from([value.length, 0, 0, 0]), line(value)]);
/** A state dict as torch pickles it: a tensor over one storage each. */
const tensor = (key: string): Buffer =>
  Buffer.concat([
    ...[shortText(`layer.${key}`), line("ctorch._utils\n_rebuild_tensor_v2\n(("), shortText("storage")],
    ...[line("ctorch\nFloatStorage\n"), shortText(key), shortText("cpu"), line("K\x04tQK\x00(K\x04t(K\x01t\x89")],
    ...[line("ccollections\nOrderedDict\n)RtR")],
  ]);
const stateDict = Buffer.concat([
  line("\x80\x02}("),
  ...Array.from({ length: TENSORS }, (_, index) => tensor(String(index))),
  line("u."),
]);

const noise = randomFillSync(Buffer.alloc(Math.floor(BYTES / TENSORS)));

async function* numbers(): AsyncGenerator<Buffer> {
  for (let left = BYTES; left > 0; left -= noise.length) yield noise.subarray(0, Math.min(left, noise.length));
}

async function torchZip(file: string): Promise<void> {
  const zip = new ZipArchive({ store: true });
  const written = pipeline(zip, createWriteStream(file));
  zip.append(stateDict, { name: "model/data.pkl" });
  for (let index = 0; index < TENSORS; index++) zip.append(noise, { name: `model/data/${index}` });
  zip.append("3\n", { name: "model/version" });
  await zip.finalize();
  await written;
}

async function torchLegacy(file: string): Promise<void> {
  const magic = Buffer.concat([line("\x80\x02\x8a\x0a"), Buffer.from("6cfc9c46f9206aa85019", "hex"), line(".")]);
  const head = Buffer.concat([magic, line("\x80\x02M\xe9\x03."), line("\x80\x02}."), stateDict, line("\x80\x02].")]);
  async function* all(): AsyncGenerator<Buffer> {
    yield head;
    yield* numbers();
  }
  await pipeline(Readable.from(all()), createWriteStream(file));
}

/** A pickle of nothing but opcodes: the worst case for following. */
async function floats(file: string): Promise<void> {
  const float = Buffer.concat([line("G"), Buffer.alloc(8, 1)]);
  const batch = Buffer.concat([line("("), ...Array.from({ length: 1000 }, () => float), line("e")]);
  async function* all(): AsyncGenerator<Buffer> {
    yield line("\x80\x02]");
    for (let left = BYTES / 8; left > 0; left -= batch.length) yield batch;
    yield line(".");
  }
  await pipeline(Readable.from(all()), createWriteStream(file));
}

const cases = [
  { title: "torch archive, 291 tensors", name: "pytorch_model.bin", write: torchZip },
  { title: "torch, the older form", name: "model.pth", write: torchLegacy },
  { title: "64 MB pickle of 7 million floats", name: "floats.pkl", write: floats },
];

interface Measured {
  readonly title: string;
  readonly bytes: number;
  readonly seconds: number;
  /** Of the process, the embedded store included. */
  readonly cpuSeconds: number;
  readonly requests: number;
  readonly growth: number;
  readonly findings: number;
}

async function stored(client: S3Client, file: string, name: string): Promise<StoredFile> {
  const { size: bytes } = await stat(file);
  const hash = createHash("sha256");
  let sum = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sum = crc32(chunk, sum);
  }
  const sha256 = hash.digest("hex");
  const Body = createReadStream(file);
  await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: blobKey(sha256), Body, ContentLength: bytes }));
  return { path: name, bytes, sha256, gitSha1: null, crc32: sum, kind: "file" };
}

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const nothing = { find: async () => [], reference: async () => {}, stored: async () => {}, missing: async () => {} };

const folder = await mkdtemp(path.join(tmpdir(), "bench-scan-"));
const s3 = await startS3({ directory: path.join(folder, "s3"), ...KEYS, buckets: [BUCKET] });
const opened = openStore({ bucket: BUCKET, region: "us-east-1", endpoint: s3.endpoint, credentials: KEYS });
const ctx: StageContext = {
  artifactId: 1,
  name: "bench",
  clock: machineClock,
  log: quiet,
  store: opened.store,
  blobs: nothing,
  progress: { stage: () => {}, addBytes: () => {}, addFiles: () => {}, detail: () => {} },
  deadline: { remaining: () => 900_000, check: () => {} },
  signal: new AbortController().signal,
};

async function measure({ title, name, write }: (typeof cases)[number]): Promise<Measured> {
  const file = path.join(folder, name);
  await write(file);
  const blob = await stored(opened.client, file, name);
  const before = [...s3.requests.values()].reduce((sum, count) => sum + count, 0);
  const memory = process.memoryUsage.rss();
  let most = memory;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { findings } = await scan([blob], ctx);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  const requests = [...s3.requests.values()].reduce((sum, count) => sum + count, 0) - before;
  return {
    title,
    bytes: blob.bytes,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    requests,
    growth: most - memory,
    findings: findings.length,
  };
}

const columns: readonly Column<Measured>[] = [
  ["file", ({ title }) => title],
  ["MB", ({ bytes }) => (bytes / MB).toFixed(0)],
  ["s", ({ seconds }) => seconds.toFixed(2)],
  ["CPU s", ({ cpuSeconds }) => cpuSeconds.toFixed(2)],
  ["MB/s", ({ bytes, seconds }) => (bytes / MB / seconds).toFixed(0)],
  ["requests", ({ requests }) => String(requests)],
  ["growth of RSS, MB", ({ growth }) => (growth / MB).toFixed(0)],
  ["findings", ({ findings }) => String(findings)],
];

try {
  const rows: Measured[] = [];
  for (const one of cases) rows.push(await measure(one));
  const table = markdownTable(columns, rows);
  console.log(table);
  await writeSection("Scan", `${provenance("npm run bench:scan")}\n\n${table}`);
} finally {
  await opened.close();
  await s3.close();
  await rm(folder, { recursive: true, force: true });
}
