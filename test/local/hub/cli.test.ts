import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ENTRY } from "../../support/programs/scripts.ts";
import { ask } from "./with-hub.ts";

const script = fileURLToPath(new URL("../../../local/hub.ts", import.meta.url));

test("run by hand it prints where it serves the samples, and ends on a signal", async () => {
  const child = spawn(process.execPath, [...ENTRY, script, "--weight-bytes", "60000"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = (await once(lines, "line")) as [string];
    const endpoint = /^HF_ENDPOINT=(http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    expect((await ask(`${endpoint}/api/models/acme/clear-bert`)).status).toBe(200);
  } finally {
    child.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);
});

test("it explains itself, and refuses a port that is no number", async () => {
  const run = promisify(execFile);
  expect((await run(process.execPath, [...ENTRY, script, "--help"])).stdout).toContain("--port <number>");
  await expect(run(process.execPath, [...ENTRY, script, "--port", "x"])).rejects.toThrow("It must be a whole number");
});
