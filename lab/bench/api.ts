/**
 * `npm run bench:api`: 500 parallel clients posting, polling and listing, and how many posts the server takes compared
 * with a bare server in the same run. Writes a table into lab/bench/results.md.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createDatabase } from "../../local/databases.ts";
import type { Login } from "../../local/postgres/login.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import type { HostileOrder, HostileReport } from "./api/hostile.ts";
import type { ActReport, LoadOrder, LoadReport } from "./api/load.ts";
import type { ServeOrder, Serving } from "./api/servers.ts";
import { writeSection } from "./results.ts";
import { PASSWORD } from "./service.ts";

const USAGE = `usage: npm run bench:api [-- --clients 500] [--seconds 10] [--rounds 9]

Parallel clients post, poll and list against the server on a database of its own; then posts alone, in turns with a
bare node:http and pg server; then polls beside strangers who do what they can. Writes lab/bench/results.md.`;

const RESULTS = path.resolve(import.meta.dirname, "results.md");
/** What a client waits between two calls of the mixed load: people and programs poll, they do not hammer. */
const PAUSE_MS = 1_000;
/** Clients that post as fast as they can. */
const POSTERS = 50;
/** Length of a round of posts alone, in seconds: short, so that both servers see the same machine. */
const ROUND_SECONDS = 2;

interface Child {
  ask<Answer>(message: object): Promise<Answer>;
  end(): Promise<void>;
}

/** A process of this benchmark; it logs as a deployed server does, into a file. */
function start(script: string, output: number): Child {
  const child = fork(path.resolve(import.meta.dirname, "api", script), { stdio: ["ignore", output, "inherit", "ipc"] });
  const gone = once(child, "exit");
  return {
    ask: async (message) => {
      child.send(message);
      const answer = await Promise.race([once(child, "message"), gone.then(() => null)]);
      if (answer === null) throw new Error(`${script} ended without an answer`);
      return answer[0];
    },
    end: async () => {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

interface Measured {
  readonly mixed: LoadReport;
  readonly registry: readonly number[];
  readonly bare: readonly number[];
  readonly posting: ActReport;
  readonly calm: LoadReport;
  readonly attacked: LoadReport;
  readonly attack: HostileReport;
}

type Settings = { readonly clients: number; readonly seconds: number; readonly rounds: number };

async function measure(login: Login, output: number, { clients, seconds, rounds }: Settings): Promise<Measured> {
  const names = ["function", "registry", "bare"] as const;
  const servers = Object.fromEntries(names.map((name) => [name, start("servers.ts", output)])) as Record<
    ServeOrder["what"],
    Child
  >;
  try {
    const serve = (what: ServeOrder["what"], more: Partial<ServeOrder> = {}) =>
      servers[what].ask<Serving>({ what, login, ...more } satisfies ServeOrder);
    const { url: functionUrl } = await serve("function");
    const [registry, bare] = [await serve("registry", { functionUrl }), await serve("bare")];
    const token = await signIn(registry.url);
    const base = { token, seconds, postTo: "/artifact/model" };
    await play(
      { ...base, url: registry.url, clients: 10, seconds: 2, acts: ["post"], pauseMs: 0, run: "warm" },
      output,
    );
    const acts = ["post", "poll", "poll", "poll", "list"] as const;
    const mixed = await play({ ...base, url: registry.url, clients, acts, pauseMs: PAUSE_MS, run: "mixed" }, output);
    const rates = { registry: [] as number[], bare: [] as number[] };
    let posting: ActReport | undefined;
    for (let round = 0; round < rounds; round += 1) {
      for (const [what, url] of [
        ["bare", bare.url],
        ["registry", registry.url],
      ] as const) {
        const load = await play(
          { ...base, url, clients: POSTERS, acts: ["post"], seconds: ROUND_SECONDS, pauseMs: 0, run: `r${round}` },
          output,
        );
        if (load.post === undefined || load.post.errors > 0) throw new Error(`posting to ${what}: ${load.firstError}`);
        rates[what].push(load.post.calls / load.seconds);
        if (what === "registry") posting = load.post;
      }
    }
    const hostile = await measureUnderAttack(registry.url, token, seconds, output);
    return { mixed, ...rates, posting: posting as ActReport, ...hostile };
  } finally {
    await Promise.all(Object.values(servers).map((child) => child.end()));
  }
}

/** Strangers at once: sockets that send no body, and wrong sign-ins. */
const STRANGERS = { sockets: 300, signIns: 100 };
/** Signed-in clients who poll meanwhile. */
const POLLERS = 20;

/** Status polls of signed-in clients, alone and while strangers do what they can. */
async function measureUnderAttack(url: string, token: string, seconds: number, output: number) {
  const poll = { url, token, seconds, clients: POLLERS, acts: ["poll"], pauseMs: 200, postTo: "", run: "" } as const;
  const calm = await play(poll, output);
  const strangers = start("hostile.ts", output);
  try {
    const order: HostileOrder = { url, ...STRANGERS, seconds: seconds + 3 };
    const [attack, attacked] = await Promise.all([strangers.ask<HostileReport>(order), play(poll, output)]);
    return { calm, attacked, attack };
  } finally {
    await strangers.end();
  }
}

async function play(order: LoadOrder, output: number): Promise<LoadReport> {
  const child = start("load.ts", output);
  try {
    return await child.ask<LoadReport>(order);
  } finally {
    await child.end();
  }
}

async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ user: { name: "admin" }, secret: { password: PASSWORD } });
  const headers = { "Content-Type": "application/json" };
  for (let round = 0; ; round += 1) {
    const answer = await fetch(`${url}/authenticate`, { method: "PUT", headers, body });
    if (answer.ok) return (await answer.json()) as string;
    if (round >= 50) throw new Error(`signing in answered ${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function table(measured: Measured, settings: Settings, busy: number): string {
  const { mixed, registry, bare, posting } = measured;
  const row = (what: string, report: ActReport | undefined, goal: string): string =>
    report === undefined
      ? ""
      : `| ${what} | ${report.calls} | ${report.errors} | ${report.p50.toFixed(1)} | ${report.p95.toFixed(1)} | ${report.p99.toFixed(1)} | ${goal} |`;
  // Neighbours in time see the same machine, whatever else it does.
  const ratios = registry.map((rate, round) => rate / (bare[round] ?? rate));
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"})`;
  return [
    `${settings.clients} clients (\`npm run bench:api\`), each with a call about every ${PAUSE_MS / 1000} s: one post, three polls, one list in`,
    `turn, for ${settings.seconds} s. Server, PostgreSQL and clients share ${machine}; load average before the run ${busy.toFixed(1)}.`,
    "",
    "| what | calls | errors | p50 ms | p95 ms | p99 ms | goal p99 |",
    "|---|---:|---:|---:|---:|---:|---:|",
    row("POST /artifact/model", mixed.post, "–"),
    row("GET /artifacts/model/{id}", mixed.poll, "< 50"),
    row("POST /artifacts", mixed.list, "–"),
    "",
    `Posts alone, ${POSTERS} clients without a pause, ${settings.rounds} rounds in turns with a bare \`node:http\` and \`pg\` server that inserts a`,
    `row of the same kind; medians: ${median(registry).toFixed(0)}/s (p99 ${posting.p99.toFixed(0)} ms) against ${median(bare).toFixed(0)}/s, a ratio of **${median(ratios).toFixed(2)}**`,
    `(median of the rounds, which lie between ${Math.min(...ratios).toFixed(2)} and ${Math.max(...ratios).toFixed(2)}; goal 0.6).`,
    "The bare server commits every row by itself; the registry commits links that come together in one statement.",
    "",
    ...underAttack(measured),
  ].join("\n");
}

function underAttack({ calm, attacked, attack }: Measured): string[] {
  const row = (what: string, { poll }: LoadReport): string =>
    `| ${what} | ${poll?.calls} | ${poll?.errors} | ${poll?.p50.toFixed(1)} | ${poll?.p95.toFixed(1)} | ${poll?.p99.toFixed(1)} |`;
  const answers = Object.entries(attack.answers).map(([status, count]) => `${count} × ${status}`);
  return [
    `GET status by ${POLLERS} signed-in clients, alone and beside ${STRANGERS.sockets} anonymous sockets that announce a body and send none and`,
    `${STRANGERS.signIns} clients that sign in with wrong passwords, from other addresses (goal: p99 under 100 ms). The server closed the`,
    `sockets so often that ${attack.opened} were opened; it answered the sign-ins with ${answers.join(", ")}.`,
    "",
    "| GET status | calls | errors | p50 ms | p95 ms | p99 ms |",
    "|---|---:|---:|---:|---:|---:|",
    row("alone", calm),
    row("under attack", attacked),
  ];
}

async function run(settings: Settings): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-api-"));
  const busy = loadavg()[0] ?? 0;
  try {
    const postgres = await startPostgres({ directory: path.join(directory, "postgres") });
    const output = await open(path.join(directory, "log"), "a");
    try {
      const measured = await measure(await createDatabase(postgres, "bench"), output.fd, settings);
      const text = table(measured, settings, busy);
      console.log(text);
      if (measured.mixed.firstError !== null) console.log(`first error: ${measured.mixed.firstError}`);
      await writeSection(RESULTS, "API under load", text);
    } finally {
      await output.close();
      await postgres.stop();
    }
  } finally {
    await removeTemporary(directory);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      clients: { type: "string", default: "500" },
      seconds: { type: "string", default: "10" },
      rounds: { type: "string", default: "9" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else await run({ clients: Number(values.clients), seconds: Number(values.seconds), rounds: Number(values.rounds) });
}
