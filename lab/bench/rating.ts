/** `npm run bench:rating`: requests and time of rating one well-linked model on the sample hub. */
import path from "node:path";
import { machineClock } from "../../lambda/clock.ts";
import { sampleRepositories } from "../../local/hub/samples.ts";
import { startHub } from "../../local/hub.ts";
import { rateRepository } from "../../scripts/rate/run.ts";
import { writeSection } from "./results.ts";
import { type Column, markdownTable, provenance } from "./table.ts";

const TOKEN = "hf_token_of_the_bench";
const RUNS = 9;
const LINK = { host: "huggingface", type: "model", repository: "acme/clear-bert-finetuned", revision: "main" } as const;
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

interface Rated {
  readonly who: string;
  readonly requests: number;
  readonly seconds: readonly number[];
  readonly net: number | null;
}

/** Every run is cold: no answer is kept from the one before. Requests count redirects, resolving included. */
async function measure(who: string, token: string | null): Promise<Rated> {
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
  return { who, requests, seconds: seconds.sort((a, b) => a - b), net };
}

const columns: readonly Column<Rated>[] = [
  ["model with 2 datasets, a parent and linked code", ({ who }) => who],
  ["requests, at most", ({ requests }) => String(requests)],
  ["goal", () => "25"],
  ["median s", ({ seconds }) => (seconds[Math.floor(seconds.length / 2)] ?? 0).toFixed(3)],
  ["slowest s", ({ seconds }) => (seconds.at(-1) ?? 0).toFixed(3)],
  ["goal s", () => "2"],
  ["net score", ({ net }) => (net === null ? "–" : net.toFixed(4))],
];

const table = markdownTable(columns, [await measure("with a token", TOKEN), await measure("without a token", null)]);
console.log(table);
await writeSection(
  path.join(import.meta.dirname, "results.md"),
  "Rating",
  `${provenance("npm run bench:rating")}\n\n${table}`,
);
