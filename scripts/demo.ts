/** `npm run demo` shows the main job offline, on the embedded stack and a sample hub. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Command } from "commander";
import { createLogUpdate } from "log-update";
import { explanation, type Followed, frame, isFinal, table } from "../cli/show/artifacts.ts";
import { bytes } from "../cli/show/text.ts";
import { createGatehouseClient, type GatehouseClient } from "../generated/client.js";
import { sampleRepositories } from "../local/hub/samples.ts";
import { type LocalHub, startHub } from "../local/hub.ts";
import { removeTemporary } from "../local/postgres.ts";
import { ensureWeb } from "./build-web.ts";
import { loadModel, verifyArchive } from "./demo/verify.ts";
import { runScript } from "./entry/run.ts";
import type { Started } from "./start.ts";

/** Slow enough to show progress. */
const BYTES_PER_SECOND = 6_000_000;
const POLL_MS = 200;
const LIMIT_MS = 120_000;
const PASSWORD = "demo-password-of-this-run";

const wanted = [
  { title: "well-kept model", type: "model", url: "https://huggingface.co/acme/clear-bert" },
  { title: "its fine-tuned child", type: "model", url: "https://huggingface.co/acme/clear-bert-finetuned" },
  { title: "model without documentation", type: "model", url: "https://huggingface.co/someone/test-upload" },
  { title: "dataset", type: "dataset", url: "https://huggingface.co/datasets/acme/corpus" },
  { title: "code of a space", type: "code", url: "https://huggingface.co/spaces/acme/plain-space" },
  { title: "model that does not exist", type: "model", url: "https://huggingface.co/acme/no-such-model" },
] as const;

async function demo(directory: string, keep: boolean): Promise<boolean> {
  // Loaded when it is needed: --help is printed without it, in half of the time.
  const { start } = await import("./start.ts");
  await ensureWeb();
  const hub = await startHub({ ...sampleRepositories(), bytesPerSecondPerConnection: BYTES_PER_SECOND });
  let registry: Started | undefined;
  try {
    registry = await start(
      {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        DATA_DIR: directory,
        PORT: "0",
        HF_ENDPOINT: hub.endpoint,
        GITHUB_API_URL: hub.github,
        INGEST_RETRY_PAUSE_SECONDS: "1",
        LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent",
        ADMIN_PASSWORD: PASSWORD,
      },
      { ephemeral: true },
    );
    const client = await signIn(registry.url);
    const followed = await postAll(client);
    await watch(client, followed);
    const passed = await report(followed, hub, directory);
    const model = { id: followed[0]?.id ?? 0, repository: "acme/clear-bert" };
    const loaded = await loadModel({ client, url: registry.url, ...model });
    console.log(`loaded with @huggingface/hub: ${loaded} files, each equal`);
    printLinks(registry.url, followed);
    if (keep) await untilInterrupted();
    return passed;
  } finally {
    await registry?.stop();
    await hub.close();
  }
}

async function signIn(url: string): Promise<GatehouseClient> {
  const body = { user: { name: "admin" }, secret: { password: PASSWORD } };
  const { data } = await createGatehouseClient({ url }).PUT("/authenticate", { body });
  if (data === undefined) throw new Error("signing in failed");
  console.log(`registry at ${url}, signed in as admin\n`);
  return createGatehouseClient({ url, token: data });
}

async function postAll(client: GatehouseClient): Promise<Followed[]> {
  const followed = await Promise.all(
    wanted.map(async ({ title, type, url }): Promise<Followed> => {
      const startedAt = Date.now();
      const answer = await client.POST("/artifact/{artifact_type}", {
        params: { path: { artifact_type: type } },
        body: { url },
      });
      if (answer.response.status !== 202) throw new Error(`posting ${url} was answered with ${answer.response.status}`);
      const id = (answer.data as { artifact_id: number }).artifact_id;
      console.log(`POST /artifact/${type} ${url} → 202 in ${Date.now() - startedAt} ms, artifact ${id}`);
      return { title, type, id, startedAt, artifact: null, endedAt: null };
    }),
  );
  console.log();
  return followed;
}

const page = () => ({ columns: process.stdout.columns ?? 140, colors: process.stdout.isTTY === true });

/** Polls until every artifact is final; redraws in place on a terminal, prints a line per change elsewhere. */
async function watch(client: GatehouseClient, followed: readonly Followed[]): Promise<void> {
  const live = process.stdout.isTTY ? createLogUpdate(process.stdout) : null;
  const deadline = Date.now() + LIMIT_MS;
  while (!followed.every(isFinal)) {
    if (Date.now() > deadline) throw new Error(`not every artifact was final within ${LIMIT_MS / 1000} s`);
    await Promise.all(followed.filter((one) => !isFinal(one)).map((one) => refresh(client, one, live === null)));
    live?.(frame(followed, page()));
    await pause(POLL_MS);
  }
  live?.done();
  console.log();
}

async function refresh(client: GatehouseClient, one: Followed, announce: boolean): Promise<void> {
  const path = { artifact_type: one.type, id: one.id };
  const { data } = await client.GET("/artifacts/{artifact_type}/{id}", { params: { path } });
  if (data === undefined) throw new Error(`artifact ${one.id} cannot be read`);
  const before = one.artifact;
  one.artifact = data;
  if (isFinal(one)) one.endedAt = Date.now();
  const changed = before?.status !== data.status || before?.progress.stage !== data.progress.stage;
  const moved = Math.floor(data.progress.percent / 20) !== Math.floor((before?.progress.percent ?? 0) / 20);
  if (announce && (changed || moved)) console.log(frame([one], { columns: 120, colors: false }));
}

/** Prints table, explanations and the comparison with the hub. True when every outcome is the expected one. */
async function report(followed: readonly Followed[], hub: LocalHub, directory: string): Promise<boolean> {
  console.log(`${table(followed, page())}\n`);
  for (const one of followed) if (one.artifact?.status !== "completed") console.log(`${explanation(one, page())}\n`);
  const weights = hub.requests.filter(({ path }) => path.includes("test-upload") && path.includes("pytorch_model.bin"));
  console.log(`requests for the rejected model's weights: ${weights.length}`);
  const first = followed[0]?.artifact;
  if (first?.status !== "completed") return false;
  const downloadUrl = first.data.download_url;
  if (downloadUrl === undefined) throw new Error("acme/clear-bert has no archive");
  const zip = path.join(directory, "clear-bert.zip");
  const verified = await verifyArchive({ downloadUrl, zip, hub: hub.endpoint, repository: "acme/clear-bert" });
  console.log(
    `archive of acme/clear-bert: ${verified.files} files, ${bytes(verified.bytes)}, each identical to the hub's`,
  );
  const ended = followed.map(({ artifact }) => artifact?.status).join();
  return ended === "completed,completed,rejected,completed,completed,failed" && weights.length === 0;
}

function printLinks(url: string, followed: readonly Followed[]): void {
  console.log(`\nlinks (with --keep the demo stays up; sign in as admin, ${PASSWORD}):`);
  console.log(`  ${url}/  everything, in a browser`);
  for (const { type, id, title } of followed) console.log(`  ${url}/${type}/${id}  ${title}`);
}

const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    console.log("\nrunning; press Ctrl+C to stop");
    // The listeners stay: log-update's cursor handling would end the process without them.
    process.on("SIGINT", () => resolve()).on("SIGTERM", () => resolve());
  });

const { keep } = new Command("npm run demo --")
  .description(
    "Starts everything on this machine (nothing is fetched from outside), posts models, a dataset and code, shows " +
      "their progress, explains the verdicts, verifies the archive of the completed model and loads it with " +
      "@huggingface/hub.",
  )
  .option("--keep", "keep it running afterwards until Ctrl+C", false)
  .parse()
  .opts<{ keep: boolean }>();

await runScript(async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-demo-"));
  let passed = false;
  try {
    passed = await demo(directory, keep);
  } finally {
    await removeTemporary(directory);
  }
  console.log(passed ? "\nevery outcome is the expected one" : "\nan outcome is not the expected one");
  process.exit(passed ? 0 : 1);
});
