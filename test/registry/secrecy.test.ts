import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { aModel } from "../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../local/hub.ts";
import { removeTemporary } from "../../local/postgres.ts";
import { acceptedId } from "../support/api/answers.ts";
import { type ContractClient, contractClient } from "../support/api/contract-client.ts";

const root = path.resolve(import.meta.dirname, "../..");
const SECRETS = {
  ADMIN_PASSWORD: "the-password-of-the-administrator",
  TOKEN_SECRET: "the-secret-that-signs-tokens-0123456789",
  HF_TOKEN: "hf_the_token_for_the_hub",
  GITHUB_TOKEN: "ghp_the_token_for_github",
};
const LIMIT_MS = 300_000;

let hub: LocalHub;
let directory: string;
let registry: ChildProcess;
let url: string;
/** Everything that the server and the function wrote. */
let log = "";

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "gatehouse-secrecy-"));
  hub = await startHub({
    repositories: [aModel("acme/good", { weightBytes: 9_000_000 }), aModel("acme/shut", { gated: "manual" })],
  });
  const where = { DATA_DIR: directory, PORT: "0", HF_ENDPOINT: hub.endpoint, GITHUB_API_URL: hub.github };
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { ...SECRETS, ...where, LOG_LEVEL: "debug", RATING_THRESHOLD: "0.3", PATH, NODE_COMPILE_CACHE };
  registry = spawn(process.execPath, ["scripts/start.ts"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [registry.stdout!, registry.stderr!])
    stream.setEncoding("utf8").on("data", (text) => (log += text));
  await vi.waitUntil(() => /^ready (\S+)$/m.test(log), { timeout: LIMIT_MS, interval: 50 });
  url = /^ready (\S+)$/m.exec(log)![1]!;
});
afterAll(async () => {
  await stopped();
  await hub?.close();
  await removeTemporary(directory);
});

const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    if (registry === undefined || registry.exitCode !== null || registry.signalCode !== null) return resolve();
    registry.once("close", () => resolve());
    registry.kill("SIGTERM");
  });

async function signIn(anonymous: ContractClient, password: string): Promise<string | null> {
  const answer = await anonymous("Authenticate", { body: { user: { name: "admin" }, secret: { password } } });
  return answer.status === 200 ? answer.body : null;
}

/** Posts a link and waits for its end; where its archive can be downloaded, if it was admitted. */
async function ingest(call: ContractClient, repository: string): Promise<string | undefined> {
  const path = { artifact_type: "model" } as const;
  const created = await call("ArtifactCreate", { path, body: { url: `https://huggingface.co/${repository}` } });
  const id = acceptedId(created);
  const read = async () => {
    const found = await call("ArtifactRetrieve", { path: { ...path, id } });
    return found.status === 200 ? found.body : undefined;
  };
  await expect
    .poll(async () => (await read())?.status, { timeout: LIMIT_MS, interval: 100 })
    .toMatch(/^(completed|rejected|failed)$/);
  await call("ArtifactDownload", { path: { ...path, id } });
  const artifact = await read();
  return artifact?.status === "completed" ? artifact.data.download_url : undefined;
}

test("no output of server and function in a whole run contains a secret, a token or a signed URL", {
  timeout: 2 * LIMIT_MS,
}, async () => {
  const anonymous = contractClient(url);
  expect(await signIn(anonymous, "a-wrong-password-that-somebody-typed")).toBeNull();
  const token = await signIn(anonymous, SECRETS.ADMIN_PASSWORD);
  const call = anonymous.as(token);
  const signed = await ingest(call, "acme/good");
  expect(signed).toMatch(/X-Amz-Signature=[0-9a-f]{64}/);
  await ingest(call, "acme/shut");
  await anonymous.as(`${token}x`)("ArtifactCreate", { path: { artifact_type: "model" }, body: { url: "none" } });
  const stack = JSON.parse(await readFile(path.join(directory, "stack.json"), "utf8"));
  await stopped();

  expect(log).toContain('"outcome":"completed"'.replaceAll('"', '\\"'));
  const words = [...Object.values(SECRETS), token!, stack.s3.secretAccessKey, stack.postgres.password];
  words.push("a-wrong-password-that-somebody-typed", /X-Amz-Signature=([0-9a-f]{64})/.exec(signed!)![1]!);
  expect(words.filter((word) => log.includes(word))).toEqual([]);
  const lines = log.split("\n");
  expect(
    lines.filter((line) => /X-Amz-Signature|[?&](Signature|sig|Key-Pair-Id)=|AWS4-HMAC-SHA256/i.test(line)),
  ).toEqual([]);
  expect(lines.filter((line) => /bearer\s+[\w-]{8,}|eyJ[\w-]{10,}\./i.test(line))).toEqual([]);
});
