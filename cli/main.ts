#!/usr/bin/env node
/** `gatehouse`: the registry from the command line. */
import { homedir } from "node:os";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { gatehouse } from "./program.ts";
import { askTerminal } from "./terminal.ts";

const interrupted = new AbortController();
// Stays in place after the first signal: what restores the cursor ends the process when nobody else listens.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (interrupted.signal.aborted) process.exit(130);
    interrupted.abort(new Error(`stopped by ${signal}`));
  });
}
// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await gatehouse(process.argv.slice(2), {
  env: process.env,
  home: homedir(),
  page: {
    // Read anew at each use: a terminal may be resized, and one of the two may be a file.
    get columns() {
      return process.stdout.columns ?? process.stderr.columns ?? 100;
    },
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
