#!/usr/bin/env node
// Runs under any Node: the command itself is TypeScript, which the Node that comes with this package runs as it is.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const command = new URL("../cli/main.ts", import.meta.url);

if (Number(process.versions.node.split(".")[0]) >= 24) await import(command.href);
else {
  const node = createRequire(import.meta.url).resolve("node/bin/node");
  const child = spawn(node, [fileURLToPath(command), ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal sends Ctrl+C to both; whoever signals this process alone means the command.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", (error) => {
    console.error(`${node} does not start: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal ?? "SIGTERM"] ?? 0);
  });
}
