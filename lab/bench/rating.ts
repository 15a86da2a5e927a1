/** `npm run bench:rating`: requests and seconds to rate one model with linked datasets and code on the sample hub. */
import { Command } from "commander";
import { machineClock } from "../../lambda/clock.ts";
import { sampleRepositories } from "../../local/hub/samples.ts";
import { startHub } from "../../local/hub.ts";
import { rateRepository } from "../../scripts/rate/run.ts";
import { type Column, markdownTable, median, provenance, quantile, writeSection } from "./results.ts";

const TOKEN = "hf_token_of_the_bench";
const RUNS = 9;
const LINK = { host: "huggingface", type: "model", repository: "acme/clear-bert-finetuned", revision: "main" } as const;
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

interface Rated {
  readonly what: string;
  readonly requests: number;
  readonly seconds: readonly number[];
  readonly net: number | null;
}

/** Each run starts with empty caches. The requests include redirects. */
async function measure(what: string, token: string | null): Promise<Rated> {
  const hub = await startHub({ ...sampleRepositories({ weightBytes: 1_000_000 }), token: TOKEN });
  const settings = {
    huggingFace: { endpoint: new URL(hub.endpoint), token },
    gitHub: { apiUrl: new URL(hub.github), token },
    threshold: 0.5,
  };
  const seconds: number[] = [];
  let requests = 0;
  let net: number | null = null;
  for (let run = 0; run < RUNS; run++) {
    const before = hub.requests.length;
    const started = performance.now();
    const tools = { clock: machineClock, log: quiet, random: Math.random, signal: AbortSignal.timeout(60_000) };
    ({ net } = (await rateRepository(LINK, settings, tools)).rating);
    seconds.push((performance.now() - started) / 1000);
    requests = Math.max(requests, hub.requests.length - before);
  }
  await hub.close();
  return { what, requests, seconds: seconds.sort((a, b) => a - b), net };
}

const columns: readonly Column<Rated>[] = [
  ["model with 2 datasets, a parent and linked code", ({ what }) => what],
  ["most requests", ({ requests }) => String(requests)],
  ["goal", () => "25"],
  ["median s", ({ seconds }) => median(seconds).toFixed(3)],
  ["slowest s", ({ seconds }) => quantile(seconds, 1).toFixed(3)],
  ["goal s", () => "2"],
  ["net score", ({ net }) => (net === null ? "–" : net.toFixed(4))],
];

new Command("npm run bench:rating --")
  .description("Rates one model on the sample hub, with and without a token. Writes lab/bench/results.md.")
  .parse();
const table = markdownTable(columns, [await measure("with a token", TOKEN), await measure("without a token", null)]);
console.log(table);
await writeSection("Rating", `${provenance("npm run bench:rating")}\n\n${table}`);
