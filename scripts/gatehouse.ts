#!/usr/bin/env node
/** `gatehouse`: the registry from the command line. */
import { homedir } from "node:os";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { gatehouse } from "./cli/program.ts";
import { askTerminal } from "./cli/terminal.ts";

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await gatehouse(process.argv.slice(2), {
  env: process.env,
  home: homedir(),
  page: {
    columns: process.stdout.columns ?? 100,
    colours: process.stdout.isTTY === true && (process.env["NO_COLOR"] ?? "") === "",
    live: process.stderr.isTTY === true,
  },
  signal: interrupted.signal,
  now: Date.now,
  random: Math.random,
  sleep: async (milliseconds) => void (await pause(milliseconds, undefined, { signal: interrupted.signal })),
  ask: async (question, secret) =>
    process.stdin.isTTY === true ? askTerminal(question, secret, process.stdin, process.stderr) : null,
  readInput: () => text(process.stdin),
  out: (said) => void process.stdout.write(said),
  err: (said) => void process.stderr.write(said),
});
