/**
 * `npm run bench:api`: parallel clients post, poll and list; then polls alone; then posts and polls without a pause,
 * compared with a bare server in the same run; then polls under attack. Writes a section of lab/bench/results.md.
 */
import { mkdtemp, open } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { createDatabase } from "../../local/databases.ts";
import { type Login, withConnection } from "../../local/postgres/login.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import type { HostileOrder, HostileReport } from "./api/hostile.ts";
import type { LoadOrder, LoadReport, Operation, OperationReport } from "./api/load.ts";
import { loadTable, runLoad, startChild } from "./api/processes.ts";
import type { ServeOrder, Serving } from "./api/servers.ts";
import { type Column, machine, markdownTable, median, writeSection } from "./results.ts";
import { signIn } from "./service.ts";

/** Mean pause of a client of the mixed load: people and programs poll about so often, as the example of the README does. */
const PAUSE_MS = 1_000;
/** Clients that post or poll without a pause. */
const IMPATIENT = 50;
/** Length of a round without pauses in seconds: short, so that both servers see the same machine. */
const ROUND_SECONDS = 2;
/** Rounds of polls that are due at even intervals. */
const DUE_ROUNDS = 3;

interface Settings {
  readonly clients: number;
  readonly seconds: number;
  readonly rounds: number;
}

/** Requests per second of every round, and the times of the registry's last one. */
interface Compared {
  readonly registry: readonly number[];
  readonly bare: readonly number[];
  readonly last: OperationReport;
}

interface Measured {
  readonly mixed: LoadReport;
  /** Polls alone, each when it is due: the medians of several rounds. */
  readonly due: InTurns<OperationReport>;
  readonly posts: Compared;
  readonly polls: Compared;
  readonly calm: LoadReport;
  readonly attacked: LoadReport;
  readonly attack: HostileReport;
}

async function measure(login: Login, output: number, settings: Settings): Promise<Measured> {
  const { clients, seconds } = settings;
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
    const order: LoadOrder = { url: registry.url, token, clients, seconds, operations: ["poll"], pauseMs: 0, run: "" };
    await runLoad({ ...order, clients: 10, seconds: ROUND_SECONDS, operations: ["post"], run: "warm" }, output);
    // What autovacuum does within a minute: without statistics every index of a new table looks equally good.
    await withConnection(login, (client) => client.query("analyze"));
    const operations = ["post", "poll", "poll", "poll", "list"] as const;
    const mixed = await runLoad({ ...order, operations, pauseMs: PAUSE_MS, run: "mixed" }, output);
    const perSecond = (clients * 1_000) / PAUSE_MS;
    const due = await pollWhenDue({ ...order, perSecond, warmUpSeconds: 3 }, bare.url, output);
    const impatient = { ...order, clients: IMPATIENT, seconds: ROUND_SECONDS };
    const compare = (operation: Operation) =>
      compareWithBare({ ...impatient, operations: [operation] }, bare.url, settings.rounds, output);
    const [posts, polls] = [await compare("post"), await compare("poll")];
    return { mixed, due, posts, polls, ...(await measureUnderAttack(order, output)) };
  } finally {
    await Promise.all(Object.values(servers).map((child) => child.end()));
  }
}

type InTurns<T> = Readonly<Record<"registry" | "bare", T>>;

/** The load of the order at the registry and at the bare server in turns, because both wait when the machine does. */
async function inTurns(
  order: LoadOrder,
  bareUrl: string,
  rounds: number,
  output: number,
): Promise<InTurns<LoadReport[]>> {
  const loads: InTurns<LoadReport[]> = { bare: [], registry: [] };
  for (let round = 0; round < rounds; round += 1) {
    loads.bare.push(await runLoad({ ...order, url: bareUrl, run: `r${round}` }, output));
    loads.registry.push(await runLoad({ ...order, run: `r${round}` }, output));
  }
  return loads;
}

/** Polls that are due at even intervals. */
async function pollWhenDue(order: LoadOrder, bareUrl: string, output: number): Promise<Measured["due"]> {
  const { registry, bare } = await inTurns(order, bareUrl, DUE_ROUNDS, output);
  const polls = (loads: readonly LoadReport[]) => loads.flatMap(({ poll }) => poll ?? []);
  return { registry: typical(polls(registry)), bare: typical(polls(bare)) };
}

const typical = (rounds: readonly OperationReport[]): OperationReport => {
  const middle = (key: keyof OperationReport) => median(rounds.map((round) => round[key]));
  return {
    calls: middle("calls"),
    errors: middle("errors"),
    p50: middle("p50"),
    p95: middle("p95"),
    p99: middle("p99"),
  };
};

/** The rates of the order's operation, of which no request may fail. */
async function compareWithBare(order: LoadOrder, bareUrl: string, rounds: number, output: number): Promise<Compared> {
  const [operation] = order.operations as [Operation];
  const loads = await inTurns(order, bareUrl, rounds, output);
  const reportOf = (load: LoadReport, what: string): OperationReport => {
    const report = load[operation];
    if (report === undefined || report.errors > 0) throw new Error(`${operation} at ${what}: ${load.firstError}`);
    return report;
  };
  const rates = (what: keyof typeof loads) => loads[what].map((load) => reportOf(load, what).calls / load.seconds);
  const last = loads.registry.at(-1) as LoadReport;
  return { registry: rates("registry"), bare: rates("bare"), last: reportOf(last, "registry") };
}

/** Attackers: sockets that send no body, and clients with wrong passwords. */
const ATTACKERS = { sockets: 300, signIns: 100 };
/** Signed-in clients that poll meanwhile. */
const POLLERS = 20;

/** Status polls of signed-in clients, alone and during the attack. */
async function measureUnderAttack(
  order: LoadOrder,
  output: number,
): Promise<Pick<Measured, "calm" | "attacked" | "attack">> {
  const poll: LoadOrder = { ...order, clients: POLLERS, pauseMs: 200 };
  const calm = await runLoad(poll, output);
  const attackers = startChild("hostile.ts", output);
  try {
    const hostile: HostileOrder = { url: order.url, ...ATTACKERS, seconds: order.seconds + 3 };
    const [attack, attacked] = await Promise.all([attackers.request<HostileReport>(hostile), runLoad(poll, output)]);
    return { calm, attacked, attack };
  } finally {
    await attackers.end();
  }
}

function section(measured: Measured, { clients, seconds, rounds }: Settings, busy: number): string {
  const { mixed, due, posts, polls } = measured;
  const pause = PAUSE_MS / 1000;
  return [
    `${clients} clients (\`npm run bench:api\`), each with a request about every ${pause} s: one post, three polls, one list in`,
    `turn, for ${seconds} s. Server, PostgreSQL and clients share ${machine()}; load average before the run ${busy.toFixed(1)}.`,
    "",
    loadTable([
      ["POST /artifact/model", mixed.post, "–"],
      ["GET /artifacts/model/{id}", mixed.poll, "< 50"],
      ["POST /artifacts", mixed.list, "–"],
    ]),
    "",
    `${clients} clients that poll alone, each every ${pause} s as the example of the README does: ${(clients / pause).toFixed(0)} requests/s, due at even`,
    `intervals whether or not answers are late. Times count from when a request was due. Medians of ${DUE_ROUNDS} rounds in turns with`,
    "a bare `node:http` and `pg` server, which has the waiting times of this machine.",
    "",
    loadTable([
      ["GET /artifacts/model/{id}", due.registry, "< 50"],
      ["GET at the bare server", due.bare, "–"],
    ]),
    "",
    `${IMPATIENT} clients without a pause, ${rounds} rounds in turns with a bare \`node:http\` and \`pg\` server that inserts or reads a row`,
    "of the same kind. Medians of the rounds; the goal of the ratio is 0.5.",
    "",
    markdownTable(comparedColumns, [
      ["POST /artifact/model", posts],
      ["GET /artifacts/model/{id}", polls],
    ]),
    "",
    "The bare server commits each row by itself; the registry commits links that arrive together in one statement. The tables",
    `have statistics, as they have a minute after autovacuum first sees them. At ${median(polls.registry).toFixed(0)} polls/s, ${clients} clients that never pause`,
    `would wait ${((clients / median(polls.registry)) * 1000).toFixed(0)} ms for each, whatever the server does: 50 ms would need ${(clients / 0.05).toLocaleString("en")} requests/s.`,
    "",
    ...attackSection(measured),
  ].join("\n");
}

/** Rounds that follow each other see the same load of the machine. */
const ratios = ({ registry, bare }: Compared): number[] => registry.map((rate, round) => rate / (bare[round] ?? rate));

const comparedColumns: readonly Column<readonly [operation: string, compared: Compared]>[] = [
  ["operation", ([operation]) => operation],
  ["registry, requests/s", ([, { registry }]) => median(registry).toFixed(0), "---:"],
  ["bare, requests/s", ([, { bare }]) => median(bare).toFixed(0), "---:"],
  ["ratio", ([, compared]) => median(ratios(compared)).toFixed(2), "---:"],
  ["least", ([, compared]) => Math.min(...ratios(compared)).toFixed(2), "---:"],
  ["most", ([, compared]) => Math.max(...ratios(compared)).toFixed(2), "---:"],
  ["p99 of the registry, ms", ([, { last }]) => last.p99.toFixed(0), "---:"],
];

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
    "Measures the server on a database of its own: a mixed load of parallel clients, polls alone, then posts and " +
      "polls without a pause in turns with a bare node:http and pg server. Writes lab/bench/results.md.",
  )
  .option("--clients <n>", "clients of the mixed load", Number, 500)
  .option("--seconds <s>", "length of the loads with pauses", Number, 10)
  .option("--rounds <n>", "rounds without a pause", Number, 9);

await run(command.parse().opts<Settings>());
