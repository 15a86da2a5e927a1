/**
 * `npm run bench:hub`: the download API below /hub. Parallel clients ask for metadata, then a large file is downloaded
 * through the registry and straight from the object store, in turns, and parts of it through the server. The clients are
 * processes of their own. Writes a section of lab/bench/results.md.
 */
import { loadavg } from "node:os";
import { Command } from "commander";
import { sampleRepositories } from "../../local/hub.ts";
import { type SampleRegistry, startSampleRegistry } from "../registry.ts";
import type { DownloadOrder, DownloadReport } from "./api/download.ts";
import type { LoadOrder, LoadReport } from "./api/load.ts";
import { type Child, loadTable, runLoad, startChild } from "./api/processes.ts";
import { machine, median, writeSection } from "./results.ts";

interface Settings {
  readonly clients: number;
  readonly seconds: number;
  readonly rounds: number;
  /** Size of the large file in MiB. */
  readonly size: number;
}

const MIB = 1024 * 1024;
/** Repository of the sample hub whose model.safetensors has the size of the settings. */
const REPOSITORY = "acme/clear-bert";
const FILE = `hub/${REPOSITORY}/resolve/main/model.safetensors`;
/** The file may be of any size. */
const INGEST_LIMIT_MS = 3_600_000;
const WARM_UP_SECONDS = 5;
/** All clients are one address and one account here, so limits per caller would only measure themselves. */
const UNLIMITED = {
  MAX_REQUESTS: "2000",
  MAX_CONNECTIONS_PER_ADDRESS: "2000",
  RATE_LIMIT_PER_TOKEN: "0",
  RATE_LIMIT_PER_ADDRESS: "0",
};

interface Measured {
  /** A request of each client a second, when it is due. */
  readonly steady: LoadReport;
  /** Every client sends its next request as soon as it has the answer. */
  readonly saturated: LoadReport;
  /** Seconds of each round. */
  readonly registry: readonly number[];
  readonly direct: readonly number[];
  readonly proxied: readonly Proxied[];
}

interface Proxied {
  readonly bytes: number;
  readonly seconds: number;
  /** Peak of the resident memory less what it was before, in bytes. */
  readonly growth: number;
}

async function measure(registry: SampleRegistry, settings: Settings): Promise<Measured> {
  const { url, token } = registry;
  const ended = await registry.ended(await registry.post(`https://huggingface.co/${REPOSITORY}`));
  if (ended !== "completed") throw new Error(`the ingest ended: ${ended}`);
  const { clients, seconds } = settings;
  const common = { url, token, clients, seconds, pauseMs: 0, warmUpSeconds: WARM_UP_SECONDS, run: "" };
  const order: LoadOrder = { ...common, operations: ["head", "info"] };
  const steady = await runLoad({ ...order, perSecond: clients }, "ignore");
  const saturated = await runLoad(order, "ignore");
  const client = startChild("download.ts", "ignore");
  try {
    const bytes = await lengthOf(registry);
    const times = await turns(registry, client, { bytes, rounds: settings.rounds });
    return { steady, saturated, ...times, proxied: await parts(registry, client, bytes) };
  } finally {
    await client.end();
  }
}

/** Seconds of the whole file through the registry's redirect and straight from the store, in turns. */
async function turns({ url, token }: SampleRegistry, client: Child, { bytes, rounds }: Sized) {
  const file = `${url}/${FILE}`;
  const headers = { "X-Authorization": token };
  const times = { registry: [] as number[], direct: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const signed = await fetch(file, { headers, redirect: "manual" });
    const location = signed.headers.get("location");
    if (location === null) throw new Error(`the file was answered with ${signed.status} instead of a redirect`);
    const direct = await secondsOf(client, { url: location, headers: {}, bytes });
    const registry = await secondsOf(client, { url: file, headers, bytes });
    // The first round fills the cache of the file system.
    if (round > 0) {
      times.direct.push(direct);
      times.registry.push(registry);
    }
  }
  return times;
}

/** Length of the file in bytes. */
async function lengthOf({ url, token }: SampleRegistry): Promise<number> {
  const { ok, headers } = await fetch(`${url}/${FILE}`, { method: "HEAD", headers: { "X-Authorization": token } });
  if (!ok) throw new Error("the file is not offered");
  return Number(headers.get("content-length"));
}

interface Sized {
  readonly bytes: number;
  readonly rounds: number;
}

/** Parts of three sizes through the server, as wget gets them because it would forward the token. */
async function parts(registry: SampleRegistry, client: Child, whole: number): Promise<Proxied[]> {
  const headers = { Authorization: await readerToken(registry), "User-Agent": "Wget/1.21.3" };
  const proxied: Proxied[] = [];
  for (const share of [1 / 16, 1 / 16, 1 / 4, 1]) {
    const bytes = Math.floor(whole * share);
    const range = { ...headers, Range: `bytes=0-${bytes - 1}` };
    const memory = watchMemory();
    const seconds = await secondsOf(client, { url: `${registry.url}/${FILE}`, headers: range, bytes });
    proxied.push({ bytes, seconds, growth: memory.stop() });
  }
  // The first only warms up.
  return proxied.slice(1);
}

async function readerToken({ client }: SampleRegistry): Promise<string> {
  const { data } = await client.POST("/tokens", { body: { name: "bench", role: "reader" } });
  if (data === undefined) throw new Error("making a token failed");
  return `Bearer ${data.token}`;
}

/** Throws when the download was not whole. */
async function secondsOf(client: Child, order: DownloadOrder): Promise<number> {
  const { seconds, error } = await client.request<DownloadReport>(order);
  if (error !== null) throw new Error(`the download was answered with ${error}`);
  return seconds;
}

/** Watches this process, in which the server and the object store run. */
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

function section(measured: Measured, settings: Settings, busy: number): string {
  const { steady, saturated, registry, direct, proxied } = measured;
  const { clients, seconds, rounds, size } = settings;
  const ratios = registry.map((one, round) => (direct[round] ?? one) / one);
  const speed = (one: number): string => (size / one).toFixed(0);
  const answered = ((saturated.head?.calls ?? 0) + (saturated.info?.calls ?? 0)) / saturated.seconds;
  const wait = (clients * 1000) / answered;
  const parts = proxied.map(({ bytes, growth, seconds: one }) => {
    const mebibytes = bytes / MIB;
    return `${mebibytes.toFixed(0)} MiB at ${(mebibytes / one).toFixed(0)} MiB/s (${(growth / MIB).toFixed(0)} MiB)`;
  });
  return [
    `${clients} clients in a process of their own (\`npm run bench:hub\`), ${seconds} s after ${WARM_UP_SECONDS} s of warming up. Server, PostgreSQL, object`,
    `store and clients share ${machine()}; load average before the run ${busy.toFixed(1)}. At a fixed rate each client`,
    "sends one request a second, due at even intervals; times count from when a request was due.",
    "",
    loadTable([
      [`HEAD of a file, ${clients} requests/s`, steady.head, "< 10"],
      [`GET info of a model, ${clients} requests/s`, steady.info, "< 10"],
      ["HEAD of a file, no pause", saturated.head, "–"],
      ["GET info of a model, no pause", saturated.info, "–"],
    ]),
    "",
    `Without a pause the machine answers ${answered.toFixed(0)} requests/s, so each of ${clients} clients waits ${clients} / ${answered.toFixed(0)} s = ${wait.toFixed(0)} ms on average,`,
    `whatever the server does: 10 ms for ${clients} clients that never pause would need ${(clients * 100).toLocaleString("en")} requests/s.`,
    "",
    `A file of ${size} MiB, ${rounds} rounds in turns: ${speed(median(registry))} MiB/s through the registry's redirect, ${speed(median(direct))} MiB/s straight from the`,
    `object store, a ratio of **${median(ratios).toFixed(2)}** (median of the rounds; from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; goal 0.95).`,
    "",
    `Through the server, as wget gets it, and in brackets how much server and object store, one process here, grew meanwhile:`,
    `${parts.join(", ")}.`,
  ].join("\n");
}

async function run(settings: Settings): Promise<void> {
  const busy = loadavg()[0] ?? 0;
  const samples = sampleRepositories({ weightBytes: settings.size * MIB });
  await using registry = await startSampleRegistry({ samples, variables: UNLIMITED, ingestLimitMs: INGEST_LIMIT_MS });
  const measured = await measure(registry, settings);
  const text = section(measured, settings, busy);
  console.log(text);
  for (const { firstError } of [measured.steady, measured.saturated])
    if (firstError !== null) console.log(`first error: ${firstError}`);
  await writeSection("Download API", text);
}

const command = new Command("npm run bench:hub --")
  .description(
    "Measures the download API on a stack of its own: metadata for parallel clients, then a large file through the " +
      "registry and straight from the object store, in turns, and parts of it through the server. Writes " +
      "lab/bench/results.md.",
  )
  .option("--clients <n>", "clients that ask for metadata", Number, 200)
  .option("--seconds <s>", "how long they ask", Number, 10)
  .option("--rounds <n>", "downloads of each kind", Number, 5)
  .option("--size <MiB>", "size of the large file in MiB", Number, 1024);

await run(command.parse().opts<Settings>());
