/**
 * `npm run bench:api`: parallel clients post, poll and list; then posts alone, compared with a bare server in the same
 * run; then polls under attack. Writes a section of lab/bench/results.md.
 */
import { mkdtemp, open } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { createDatabase } from "../../local/databases.ts";
import { type Login, withConnection } from "../../local/postgres/login.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import type { HostileOrder, HostileReport } from "./api/hostile.ts";
import type { LoadOrder, LoadReport, OperationReport } from "./api/load.ts";
import { loadTable, runLoad, startChild } from "./api/processes.ts";
import type { ServeOrder, Serving } from "./api/servers.ts";
import { machine, median, writeSection } from "./results.ts";
import { signIn } from "./service.ts";

/** Mean pause of a client of the mixed load: people and programs poll about so often. */
const PAUSE_MS = 1_000;
/** Clients that post without a pause. */
const POSTERS = 50;
/** Length of a round of posts in seconds: short, so that both servers see the same machine. */
const ROUND_SECONDS = 2;

interface Settings {
  readonly clients: number;
  readonly seconds: number;
  readonly rounds: number;
}

interface Measured {
  readonly mixed: LoadReport;
  /** Posts per second of every round. */
  readonly registry: readonly number[];
  readonly bare: readonly number[];
  readonly posting: OperationReport;
  readonly calm: LoadReport;
  readonly attacked: LoadReport;
  readonly attack: HostileReport;
}

async function measure(login: Login, output: number, { clients, seconds, rounds }: Settings): Promise<Measured> {
  const servers = {
    function: startChild("servers.ts", output),
    registry: startChild("servers.ts", output),
    bare: startChild("servers.ts", output),
  };
  try {
    const serve = (what: ServeOrder["what"], more: Partial<ServeOrder> = {}) =>
      servers[what].request<Serving>({ what, login, ...more } satisfies ServeOrder);
    const { url: functionUrl } = await serve("function");
    const [registry, bare] = [await serve("registry", { functionUrl }), await serve("bare")];
    const token = await signIn(registry.url);
    const posts = { token, clients: POSTERS, seconds: ROUND_SECONDS, operations: ["post"], pauseMs: 0 } as const;
    await runLoad({ ...posts, url: registry.url, clients: 10, run: "warm" }, output);
    // What autovacuum does within a minute: without statistics every index of a new table looks equally good.
    await withConnection(login, (client) => client.query("analyze"));
    const operations = ["post", "poll", "poll", "poll", "list"] as const;
    const mixed = await runLoad(
      { token, url: registry.url, clients, seconds, operations, pauseMs: PAUSE_MS, run: "mixed" },
      output,
    );
    const rates = { registry: [] as number[], bare: [] as number[] };
    let posting: OperationReport | undefined;
    for (let round = 0; round < rounds; round += 1) {
      for (const [what, url] of [
        ["bare", bare.url],
        ["registry", registry.url],
      ] as const) {
        const load = await runLoad({ ...posts, url, run: `r${round}` }, output);
        if (load.post === undefined || load.post.errors > 0) throw new Error(`posting to ${what}: ${load.firstError}`);
        rates[what].push(load.post.calls / load.seconds);
        if (what === "registry") posting = load.post;
      }
    }
    const attack = await measureUnderAttack(registry.url, token, seconds, output);
    return { mixed, ...rates, posting: posting as OperationReport, ...attack };
  } finally {
    await Promise.all(Object.values(servers).map((child) => child.end()));
  }
}

/** Attackers: sockets that send no body, and clients with wrong passwords. */
const ATTACKERS = { sockets: 300, signIns: 100 };
/** Signed-in clients that poll meanwhile. */
const POLLERS = 20;

/** Status polls of signed-in clients, alone and during the attack. */
async function measureUnderAttack(
  url: string,
  token: string,
  seconds: number,
  output: number,
): Promise<Pick<Measured, "calm" | "attacked" | "attack">> {
  const poll: LoadOrder = { url, token, seconds, clients: POLLERS, operations: ["poll"], pauseMs: 200, run: "" };
  const calm = await runLoad(poll, output);
  const attackers = startChild("hostile.ts", output);
  try {
    const order: HostileOrder = { url, ...ATTACKERS, seconds: seconds + 3 };
    const [attack, attacked] = await Promise.all([attackers.request<HostileReport>(order), runLoad(poll, output)]);
    return { calm, attacked, attack };
  } finally {
    await attackers.end();
  }
}

function section(measured: Measured, settings: Settings, busy: number): string {
  const { mixed, registry, bare, posting } = measured;
  // Rounds that follow each other see the same load of the machine.
  const ratios = registry.map((rate, round) => rate / (bare[round] ?? rate));
  return [
    `${settings.clients} clients (\`npm run bench:api\`), each with a request about every ${PAUSE_MS / 1000} s: one post, three polls, one list in`,
    `turn, for ${settings.seconds} s. Server, PostgreSQL and clients share ${machine()}; load average before the run ${busy.toFixed(1)}.`,
    "",
    loadTable([
      ["POST /artifact/model", mixed.post, "–"],
      ["GET /artifacts/model/{id}", mixed.poll, "< 50"],
      ["POST /artifacts", mixed.list, "–"],
    ]),
    "",
    `Posts alone: ${POSTERS} clients without a pause, ${settings.rounds} rounds in turns with a bare \`node:http\` and \`pg\` server that inserts`,
    `a row of the same kind. Medians: ${median(registry).toFixed(0)}/s (p99 ${posting.p99.toFixed(0)} ms) against ${median(bare).toFixed(0)}/s, a ratio of **${median(ratios).toFixed(2)}**`,
    `(median of the rounds; from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; goal 0.5).`,
    "The bare server commits each row by itself; the registry commits links that arrive together in one statement.",
    "The tables have statistics, as they have a minute after autovacuum first sees them.",
    "",
    ...attackSection(measured),
  ].join("\n");
}

function attackSection({ calm, attacked, attack }: Measured): string[] {
  const responses = Object.entries(attack.responses).map(([status, count]) => `${count} × ${status}`);
  return [
    `GET status by ${POLLERS} signed-in clients, alone and during an attack from other addresses: ${ATTACKERS.sockets} sockets that announce a body and`,
    `send none, and ${ATTACKERS.signIns} clients that sign in with wrong passwords. The server closed sockets so often that ${attack.opened}`,
    `were opened, and answered the sign-ins with ${responses.join(", ")}.`,
    "",
    loadTable([
      ["GET status, alone", calm.poll, "–"],
      ["GET status, under attack", attacked.poll, "< 100"],
    ]),
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
      const text = section(measured, settings, busy);
      console.log(text);
      if (measured.mixed.firstError !== null) console.log(`first error: ${measured.mixed.firstError}`);
      await writeSection("API under load", text);
    } finally {
      await output.close();
      await postgres.stop();
    }
  } finally {
    await removeTemporary(directory);
  }
}

const command = new Command("npm run bench:api --")
  .description(
    "Measures the server on a database of its own: a mixed load of parallel clients, then posts alone in turns with a " +
      "bare node:http and pg server. Writes lab/bench/results.md.",
  )
  .option("--clients <n>", "clients of the mixed load", Number, 500)
  .option("--seconds <s>", "length of the mixed load", Number, 10)
  .option("--rounds <n>", "rounds of posts alone", Number, 9);

await run(command.parse().opts<Settings>());
