/** `npm run bench:search`: lists and searches a large registry over HTTP. Writes a section of lab/bench/results.md. */
import { mkdtemp } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import pg from "pg";
import { migrate } from "../../db/migrate.ts";
import type { Login } from "../../local/postgres/login.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import { type Column, machine, markdownTable, quantile, writeSection } from "./results.ts";
import { COMMON_NAME, seedSearch, uniqueWord } from "./seed-search.ts";
import { signIn, startRegistry } from "./service.ts";

/** Calls that are not counted: connections open and caches fill. */
const WARM_UP = 100;

type Call = (round: number) => Promise<Response>;
interface Measured {
  readonly what: string;
  readonly goalMs: number | null;
  readonly p50: number;
  readonly p95: number;
  readonly statuses: string;
}

/** Starts the server on the database and signs in. */
async function serve(login: Login) {
  const server = await startRegistry(login, "http://127.0.0.1:9", { LOG_LEVEL: "error" });
  const token = await signIn(server.url);
  const headers = { "Content-Type": "application/json", "X-Authorization": token };
  const post = (place: string, body: unknown) =>
    fetch(server.url + place, { method: "POST", headers, body: JSON.stringify(body) });
  const get = (place: string) => fetch(server.url + place, { headers: { "X-Authorization": token } });
  return { post, get, stop: () => server.stop() };
}
type Served = Awaited<ReturnType<typeof serve>>;

async function measure(what: string, goalMs: number | null, calls: number, call: Call): Promise<Measured> {
  const times: number[] = [];
  const statuses = new Map<number, number>();
  for (let round = -WARM_UP; round < calls; round += 1) {
    const started = performance.now();
    const response = await call(Math.abs(round));
    await response.arrayBuffer();
    if (round < 0) continue;
    times.push(performance.now() - started);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  }
  times.sort((a, b) => a - b);
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  console.error(`${what}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  const counted = [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
  return { what, goalMs, p50, p95, statuses: counted };
}

const offsetAfter = (id: number): string => Buffer.from(`after:${id}`).toString("base64url");

async function measureAll(served: Served, artifacts: number, words: readonly string[], calls: number) {
  const { post, get } = served;
  const anywhere = (round: number): number => 1 + ((round * 7_919_993) % artifacts);
  const mixed = [{ name: "*", types: ["dataset"] }, { name: COMMON_NAME }, { name: "clear-bert-base-1" }];
  const word = (round: number): string => words[round % words.length] ?? "";
  const list = (round: number) => post(`/artifacts?offset=${offsetAfter(anywhere(round))}`, [{ name: "*" }]);
  const results = [
    await measure("list, first page of 100", 20, calls, () => post("/artifacts", [{ name: "*" }])),
    await measure("list, page of 100 anywhere", 20, calls, list),
    await measure("list, union of three queries", 20, calls, () => post("/artifacts", mixed)),
    await measure("byName, 200 with that name", 20, calls, () => get(`/artifact/byName/${COMMON_NAME}`)),
    await measure("byName, none", 20, calls, (round) => get(`/artifact/byName/nothing-${round}`)),
    await measure("byRegEx, a word of one README", 100, calls, (round) =>
      post("/artifact/byRegEx", { regex: word(round) }),
    ),
    await measure("byRegEx, matches one name", 100, calls, (round) =>
      post("/artifact/byRegEx", { regex: `^[a-z]+-[a-z0-9]+-[a-z0-9]+-${anywhere(round)}$` }),
    ),
    await measure("byRegEx, everything, page of 100", null, 10, () =>
      post("/artifact/byRegEx?limit=100", { regex: "." }),
    ),
  ];
  return [...results, await measureUnderAttack(served, list, calls)];
}

/** Measures pages of the list while clients try to keep the database busy with expensive expressions. */
async function measureUnderAttack({ post }: Served, list: Call, calls: number): Promise<Measured> {
  let done = false;
  const hostile = Array.from({ length: 8 }, async (_, client) => {
    for (let round = 0; !done; round += 1)
      await (await post("/artifact/byRegEx", { regex: `^(.+)(.+)\\1\\2(${client}|${round})?$` })).arrayBuffer();
  });
  try {
    return await measure("list, page of 100 anywhere, with 8 hostile searchers", null, calls, list);
  } finally {
    done = true;
    await Promise.all(hostile);
  }
}

const columns: readonly Column<Measured>[] = [
  ["operation", ({ what }) => what],
  ["p50 ms", ({ p50 }) => p50.toFixed(1), "---:"],
  ["p95 ms", ({ p95 }) => p95.toFixed(1), "---:"],
  ["goal p95", ({ goalMs }) => (goalMs === null ? "–" : `< ${goalMs}`), "---:"],
  ["responses", ({ statuses }) => statuses],
];

const section = (results: readonly Measured[], artifacts: number, calls: number): string =>
  [
    `${artifacts.toLocaleString("en")} artifacts (\`npm run bench:search -- --artifacts ${artifacts} --calls ${calls}\`), one client, one request at a time,`,
    `over HTTP. Embedded PostgreSQL, server and client share ${machine()}; load average ${loadavg()[0]?.toFixed(1)}.`,
    "",
    markdownTable(columns, results),
  ].join("\n");

/** Words that occur in the README of one artifact only. */
async function uniqueWords(login: Login, artifacts: number): Promise<string[]> {
  const client = new pg.Client(login);
  await client.connect();
  try {
    const ids = Array.from({ length: 200 }, (_, index) => 1 + ((index * 48_611) % artifacts));
    const found: string[] = [];
    for (const id of ids) found.push((await client.query<{ word: string }>(uniqueWord, [id])).rows[0]?.word ?? "");
    return found;
  } finally {
    await client.end();
  }
}

async function run({ artifacts, calls }: Settings, directory: string): Promise<void> {
  const postgres = await startPostgres({ directory });
  try {
    await migrate({ ...postgres, tls: false });
    await seedSearch(postgres, artifacts, (line) => console.error(line));
    const words = await uniqueWords(postgres, artifacts);
    const served = await serve(postgres);
    const results = await measureAll(served, artifacts, words, calls).finally(() => served.stop());
    const text = section(results, artifacts, calls);
    console.log(text);
    await writeSection("Search", text);
  } finally {
    await postgres.stop();
  }
}

async function runInTemporary(settings: Settings): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-search-"));
  try {
    await run(settings, directory);
  } finally {
    await removeTemporary(directory);
  }
}

interface Settings {
  readonly artifacts: number;
  readonly calls: number;
  readonly directory?: string;
}

const settings = new Command("npm run bench:search --")
  .description(
    "Fills a database of its own and measures pages of the list, look-ups by name and searches by regular expression " +
      "through the server. Writes lab/bench/results.md.",
  )
  .option("--artifacts <n>", "artifacts in the database", Number, 1_000_000)
  .option("--calls <n>", "calls of each operation", Number, 500)
  .option("--directory <path>", "keeps the database there, so that a second run need not fill it")
  .parse()
  .opts<Settings>();
if (settings.directory === undefined) await runInTemporary(settings);
else await run(settings, path.resolve(settings.directory));
