/** The page in a browser, over the embedded stack and a sample hub. */
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { createGatehouseClient, type GatehouseClient } from "../../generated/client.js";
import { aModel } from "../../local/hub/builders.ts";
import { sampleRepositories } from "../../local/hub/samples.ts";
import { type LocalHub, startHub } from "../../local/hub.ts";
import type { Login } from "../../local/postgres/login.ts";
import { removeTemporary } from "../../local/postgres.ts";
import { type Started, start } from "../../scripts/start.ts";

export const PASSWORD = "the password of this page's world";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Chromium as a distribution installs it; null where there is none. */
export const browserPath = (): string | null => BROWSERS.find((file) => existsSync(file)) ?? null;

export async function openBrowser(): Promise<Browser> {
  const executablePath = browserPath();
  if (executablePath === null) throw new Error(`Chromium is not installed; looked for ${BROWSERS.join(", ")}`);
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

export interface PageWorld extends AsyncDisposable {
  readonly url: string;
  readonly hub: LocalHub;
  readonly client: GatehouseClient;
  readonly token: string;
  /** The database, to fill it directly. */
  readonly database: Login;
  /** Posts a link; the artifact's id. */
  post(url: string, type?: "model" | "dataset" | "code"): Promise<number>;
  /** Waits until an artifact is final; its status. */
  ended(id: number, type?: "model" | "dataset" | "code"): Promise<string>;
  /** Stops the server and starts it again at the same port and data, after `meanwhile`. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
}

export interface WorldOptions {
  readonly weightBytes?: number;
  /** Weights of acme/large-llm. */
  readonly largeBytes?: number;
  /** Bytes that the hub sends in a second on each connection. */
  readonly bytesPerSecond?: number;
}

export async function aPageWorld({
  weightBytes = 2_000_000,
  largeBytes = 24_000_000,
  bytesPerSecond,
}: WorldOptions = {}): Promise<PageWorld> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-page-"));
  const samples = sampleRepositories({ weightBytes });
  const slow = aModel("acme/large-llm", { weightBytes: largeBytes });
  const hub = await startHub({
    ...samples,
    repositories: [...samples.repositories, slow],
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecondPerConnection: bytesPerSecond }),
  });
  const run = (port: string): Promise<Started> =>
    start({ ...environmentOf(hub), DATA_DIR: directory, PORT: port }, { ephemeral: true });
  let started = await run("0");
  const { url } = started;
  const token = await signIn(url);
  const client = createGatehouseClient({ url, token });
  return {
    url,
    hub,
    client,
    token,
    database: databaseOf(started),
    ...poster(client),
    restart: async (meanwhile) => {
      await started.stop();
      await meanwhile();
      started = await run(new URL(url).port);
    },
    [Symbol.asyncDispose]: async () => {
      await started.stop();
      await hub.close();
      await removeTemporary(directory);
    },
  };
}

const environmentOf = (hub: LocalHub) => ({
  PATH: process.env["PATH"] ?? "",
  HF_ENDPOINT: hub.endpoint,
  GITHUB_API_URL: hub.github,
  ADMIN_PASSWORD: PASSWORD,
  INGEST_RETRY_PAUSE_SECONDS: "0",
  SWEEP_SECONDS: "1",
  LOG_LEVEL: "silent",
});

function databaseOf({ stack }: Started): Login {
  const { postgres } = stack.parts;
  if (postgres === undefined) throw new Error("PostgreSQL is not embedded");
  return postgres;
}

async function signIn(url: string): Promise<string> {
  const body = { user: { name: "admin" }, secret: { password: PASSWORD } };
  const { data } = await createGatehouseClient({ url }).PUT("/authenticate", { body });
  if (data === undefined) throw new Error("signing in failed");
  return data;
}

/** The longest that an ingest of this world may take, in milliseconds. */
const LIMIT_MS = 120_000;

function poster(client: GatehouseClient): Pick<PageWorld, "post" | "ended"> {
  return {
    post: async (url, type = "model") => {
      const path = { artifact_type: type };
      const { data, response } = await client.POST("/artifact/{artifact_type}", { params: { path }, body: { url } });
      if (data === undefined || !("artifact_id" in data)) throw new Error(`posting ${url} answered ${response.status}`);
      return data.artifact_id;
    },
    ended: async (id, type = "model") => {
      for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(100)) {
        const path = { artifact_type: type, id };
        const { data } = await client.GET("/artifacts/{artifact_type}/{id}", { params: { path } });
        if (data !== undefined && ["completed", "rejected", "failed"].includes(data.status)) return data.status;
      }
      throw new Error(`${type} ${id} did not end within ${LIMIT_MS / 1000} s`);
    },
  };
}

export interface View {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
}

/** A page of a new session, signed in unless `token` is null. What the browser complains about is in `complaints`. */
export async function aPage(
  browser: Browser,
  { url, token }: { readonly url: string; readonly token: string | null },
  { theme = "light", width = 1280, height = 800 }: View = {},
): Promise<Page & { readonly complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: theme,
    viewport: { width, height },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  if (token !== null)
    await page.addInitScript((kept) => {
      if (sessionStorage.getItem("visited") === null) localStorage.setItem("gatehouse.token", kept);
      sessionStorage.setItem("visited", "yes");
    }, token);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== url) complaints.push(`a request to ${request.url()}`);
  });
  return Object.assign(page, { complaints });
}
