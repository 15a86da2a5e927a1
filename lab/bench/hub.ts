/**
 * `npm run bench:hub`: the download API below /hub. Parallel clients ask for metadata, then a large file is downloaded
 * through the registry and straight from the object store, in turns, and through the server. Writes a section of
 * lab/bench/results.md.
 */
import { loadavg } from "node:os";
import { Command } from "commander";
import { sampleRepositories } from "../../local/hub.ts";
import { type SampleRegistry, startSampleRegistry } from "../registry.ts";
import type { LoadOrder, LoadReport } from "./api/load.ts";
import { loadTable, runLoad } from "./api/processes.ts";
import { machine, median, writeSection } from "./results.ts";

interface Settings {
  readonly clients: number;
  readonly seconds: number;
  readonly rounds: number;
  /** Size of the large file in MiB. */
  readonly size: number;
}

const MIB = 1024 * 1024;
/** Mean pause of a client between two requests in milliseconds. */
const PAUSE_MS = 1_000;
/** Repository of the sample hub whose model.safetensors has the size of the settings. */
const REPOSITORY = "acme/clear-bert";
/** The file may be of any size. */
const INGEST_LIMIT_MS = 3_600_000;

interface Measured {
  readonly metadata: LoadReport;
  /** Seconds of each round. */
  readonly registry: readonly number[];
  readonly direct: readonly number[];
  readonly proxy: number;
  /** Growth of resident memory while the file passed through the server, in bytes. */
  readonly growth: number;
}

async function measure(registry: SampleRegistry, { clients, seconds, rounds, size }: Settings): Promise<Measured> {
  const { url, token } = registry;
  const ended = await registry.ended(await registry.post(`https://huggingface.co/${REPOSITORY}`));
  if (ended !== "completed") throw new Error(`the ingest ended: ${ended}`);
  const order: LoadOrder = { url, token, clients, seconds, operations: ["head", "info"], pauseMs: PAUSE_MS, run: "" };
  const metadata = await runLoad(order, "ignore");
  const file = `${url}/hub/${REPOSITORY}/resolve/main/model.safetensors`;
  const headers = { "X-Authorization": token };
  const download = { bytes: size * MIB, headers };
  const times = { registry: [] as number[], direct: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const signed = await fetch(file, { headers, redirect: "manual" });
    const location = signed.headers.get("location");
    if (location === null) throw new Error(`the file was answered with ${signed.status} instead of a redirect`);
    times.direct.push(await secondsOf(location, { ...download, headers: {} }));
    times.registry.push(await secondsOf(file, download));
  }
  const memory = watchMemory();
  // The server streams to wget itself, because wget would forward the token.
  const wget = { Authorization: await readerToken(registry), "User-Agent": "Wget/1.21.3" };
  const proxy = await secondsOf(file, { ...download, headers: wget });
  return { metadata, ...times, proxy, growth: memory.stop() };
}

async function readerToken({ client }: SampleRegistry): Promise<string> {
  const { data } = await client.POST("/tokens", { body: { name: "bench", role: "reader" } });
  if (data === undefined) throw new Error("making a token failed");
  return `Bearer ${data.token}`;
}

/** Downloads and drops the content. Throws when its length is not the expected one. */
async function secondsOf(
  url: string,
  { bytes, headers }: { readonly bytes: number; readonly headers: Record<string, string> },
): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, { headers });
  if (!response.ok || response.body === null) throw new Error(`the download was answered with ${response.status}`);
  let received = 0;
  for await (const part of response.body) received += part.byteLength;
  if (received < bytes) throw new Error(`received ${received} bytes of ${bytes}`);
  return (performance.now() - startedAt) / 1000;
}

/** Watches this process, in which the server, the object store and the downloading client run. */
function watchMemory() {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  return {
    /** The growth in bytes. */
    stop: (): number => {
      clearInterval(timer);
      return peak - before;
    },
  };
}

function section({ metadata, registry, direct, proxy, growth }: Measured, settings: Settings, busy: number): string {
  const { clients, seconds, rounds, size } = settings;
  const ratios = registry.map((one, round) => (direct[round] ?? one) / one);
  const speed = (one: number): string => (size / one).toFixed(0);
  return [
    `${clients} clients (\`npm run bench:hub\`), each with a request about every ${PAUSE_MS / 1000} s for ${seconds} s. Everything shares`,
    `${machine()}; load average before the run ${busy.toFixed(1)}.`,
    "",
    loadTable([
      ["HEAD of a file", metadata.head, "< 10"],
      ["GET info of a model", metadata.info, "< 10"],
    ]),
    "",
    `A file of ${size} MiB, ${rounds} rounds in turns: ${speed(median(registry))} MiB/s through the registry's redirect, ${speed(median(direct))} MiB/s straight from the`,
    `object store, a ratio of **${median(ratios).toFixed(2)}** (median of the rounds; from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; goal 0.95). Through the server, as`,
    `wget gets it: ${speed(proxy)} MiB/s, while server, object store and client, one process here, grew by ${(growth / MIB).toFixed(0)} MiB.`,
  ].join("\n");
}

async function run(settings: Settings): Promise<void> {
  const busy = loadavg()[0] ?? 0;
  const samples = sampleRepositories({ weightBytes: settings.size * MIB });
  await using registry = await startSampleRegistry({ samples, ingestLimitMs: INGEST_LIMIT_MS });
  const measured = await measure(registry, settings);
  const text = section(measured, settings, busy);
  console.log(text);
  if (measured.metadata.firstError !== null) console.log(`first error: ${measured.metadata.firstError}`);
  await writeSection("Download API", text);
}

const command = new Command("npm run bench:hub --")
  .description(
    "Measures the download API on a stack of its own: metadata for parallel clients, then a large file through the " +
      "registry and straight from the object store, in turns. Writes lab/bench/results.md.",
  )
  .option("--clients <n>", "clients that ask for metadata", Number, 200)
  .option("--seconds <s>", "how long they ask", Number, 10)
  .option("--rounds <n>", "downloads of each kind", Number, 5)
  .option("--size <MiB>", "size of the large file in MiB", Number, 1024);

await run(command.parse().opts<Settings>());
