/**
 * `npm run bench:search -- --artifacts 1000000`: how fast a registry of that size lists and finds, measured through the
 * real server over HTTP. Writes a table into lab/bench/results.md.
 */
import { mkdtemp } from "node:fs/promises";
import { cpus, getPriority, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { migrate } from "../../db/migrate.ts";
import type { Login } from "../../local/postgres/login.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import { writeSection } from "./results.ts";
import { COMMON_NAME, ownWord, seedSearch } from "./seed-search.ts";
import { PASSWORD, startService } from "./service.ts";

const USAGE = `usage: npm run bench:search [-- --artifacts 1000000] [--calls 500] [--directory DIR]

Fills a database of its own with that many artifacts and measures pages of the list, look-ups by name and
searches by regular expression through the server. Writes lab/bench/results.md. With --directory the
database stays there, and is filled only once.`;

const RESULTS = path.resolve(import.meta.dirname, "results.md");
/** Calls that are not counted: connections and caches come to life. */
const WARM_UP = 100;

type Call = (round: number) => Promise<Response>;
interface Measured {
  readonly what: string;
  readonly goalMs: number | null;
  readonly p50: number;
  readonly p95: number;
  readonly statuses: string;
}

/** Server over the database, signed in. Resolves to a caller and a stop. */
async function serve(login: Login) {
  const server = await startService(login, "http://127.0.0.1:9", { LOG_LEVEL: "error" });
  const signIn = { user: { name: "admin" }, secret: { password: PASSWORD } };
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify(signIn);
  const answer = await fetch(`${server.url}/authenticate`, { method: "PUT", headers, body });
  const token = (await answer.json()) as string;
  const post = (place: string, sent: unknown) =>
    fetch(server.url + place, {
      method: "POST",
      headers: { ...headers, "X-Authorization": token },
      body: JSON.stringify(sent),
    });
  const get = (place: string) => fetch(server.url + place, { headers: { "X-Authorization": token } });
  return { post, get, stop: () => server.stop() };
}
type Served = Awaited<ReturnType<typeof serve>>;

async function measure(what: string, goalMs: number | null, calls: number, call: Call): Promise<Measured> {
  const times: number[] = [];
  const statuses = new Map<number, number>();
  for (let round = -WARM_UP; round < calls; round += 1) {
    const started = performance.now();
    const answer = await call(Math.abs(round));
    await answer.arrayBuffer();
    if (round < 0) continue;
    times.push(performance.now() - started);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  }
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  console.error(`${what}: p50 ${quantile(0.5).toFixed(1)} ms, p95 ${quantile(0.95).toFixed(1)} ms`);
  const counted = [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
  return { what, goalMs, p50: quantile(0.5), p95: quantile(0.95), statuses: counted };
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
    await measure("list, three queries united", 20, calls, () => post("/artifacts", mixed)),
    await measure("byName, 200 namesakes", 20, calls, () => get(`/artifact/byName/${COMMON_NAME}`)),
    await measure("byName, none", 20, calls, (round) => get(`/artifact/byName/nothing-${round}`)),
    await measure("byRegEx, a word of one README", 100, calls, (round) =>
      post("/artifact/byRegEx", { regex: word(round) }),
    ),
    await measure("byRegEx, a pattern of one name", 100, calls, (round) =>
      post("/artifact/byRegEx", { regex: `^[a-z]+-[a-z0-9]+-[a-z0-9]+-${anywhere(round)}$` }),
    ),
    await measure("byRegEx, everything, page of 100", null, 10, () =>
      post("/artifact/byRegEx?limit=100", { regex: "." }),
    ),
  ];
  return [...results, await measureBesideHostile(served, list, calls)];
}

/** How a page of the list fares while clients try to keep the database busy with expressions. */
async function measureBesideHostile({ post }: Served, list: Call, calls: number): Promise<Measured> {
  let over = false;
  const hostile = Array.from({ length: 8 }, async (_, client) => {
    for (let round = 0; !over; round += 1)
      await (await post("/artifact/byRegEx", { regex: `^(.+)(.+)\\1\\2(${client}|${round})?$` })).arrayBuffer();
  });
  try {
    return await measure("list, page anywhere, beside 8 hostile searchers", null, calls, list);
  } finally {
    over = true;
    await Promise.all(hostile);
  }
}

function table(results: readonly Measured[], artifacts: number, calls: number): string {
  const lines = results.map(
    ({ what, goalMs, p50, p95, statuses }) =>
      `| ${what} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${goalMs === null ? "–" : `< ${goalMs}`} | ${statuses} |`,
  );
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), load average ${loadavg()[0]?.toFixed(1)}, priority ${getPriority()}`;
  return [
    `${artifacts.toLocaleString("en")} artifacts (\`npm run bench:search -- --artifacts ${artifacts} --calls ${calls}\`), one client, one call after another, through the`,
    `real server over HTTP; embedded PostgreSQL, server and client share ${machine}.`,
    "",
    "| what | p50 ms | p95 ms | goal p95 | answers |",
    "|---|---:|---:|---:|---|",
    ...lines,
  ].join("\n");
}

async function ownWords(login: Login, artifacts: number): Promise<string[]> {
  const client = new pg.Client(login);
  await client.connect();
  try {
    const ids = Array.from({ length: 200 }, (_, index) => 1 + ((index * 48_611) % artifacts));
    const found: string[] = [];
    for (const id of ids) found.push((await client.query<{ word: string }>(ownWord, [id])).rows[0]?.word ?? "");
    return found;
  } finally {
    await client.end();
  }
}

async function run(artifacts: number, calls: number, directory: string): Promise<void> {
  const postgres = await startPostgres({ directory });
  try {
    await migrate({ ...postgres, tls: false });
    await seedSearch(postgres, artifacts, (line) => console.error(line));
    const words = await ownWords(postgres, artifacts);
    const served = await serve(postgres);
    const results = await measureAll(served, artifacts, words, calls).finally(() => served.stop());
    const text = table(results, artifacts, calls);
    console.log(text);
    await writeSection(RESULTS, "Search", text);
  } finally {
    await postgres.stop();
  }
}

async function runInScratch(artifacts: number, calls: number): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-search-"));
  try {
    await run(artifacts, calls, directory);
  } finally {
    await removeTemporary(directory);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      artifacts: { type: "string", default: "1000000" },
      calls: { type: "string", default: "500" },
      directory: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else if (values.directory === undefined) await runInScratch(Number(values.artifacts), Number(values.calls));
  else await run(Number(values.artifacts), Number(values.calls), path.resolve(values.directory));
}
