#!/usr/bin/env node
/** `gatehouse`: the registry from the command line. */
import { homedir } from "node:os";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { gatehouse } from "./program.ts";
import { askTerminal } from "./terminal.ts";

const interrupted = new AbortController();
// The listener stays after the first signal: log-update's cursor handling would end the process without another one.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (interrupted.signal.aborted) process.exit(130);
    interrupted.abort(new Error(`stopped by ${signal}`));
  });
}
// A reader such as head closes the pipe when it has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const hasColors = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && (process.env["NO_COLOR"] ?? "") === "";
// Read at each use: the terminal can be resized, and one of the streams can be a file.
const columns = (first: NodeJS.WriteStream, second: NodeJS.WriteStream): number =>
  first.columns ?? second.columns ?? 100;
const { stdout, stderr, stdin } = process;

process.exitCode = await gatehouse(process.argv.slice(2), {
  env: process.env,
  home: homedir(),
  page: {
    get columns() {
      return columns(stdout, stderr);
    },
    colors: hasColors(stdout),
  },
  progress: {
    get columns() {
      return columns(stderr, stdout);
    },
    colors: hasColors(stderr),
    live: stderr.isTTY === true,
  },
  signal: interrupted.signal,
  now: Date.now,
  random: Math.random,
  sleep: async (milliseconds) => void (await pause(milliseconds, undefined, { signal: interrupted.signal })),
  ask: async (question, secret) => (stdin.isTTY === true ? askTerminal(question, secret, stdin, stderr) : null),
  readInput: () => text(stdin),
  out: (written) => void stdout.write(written),
  err: (written) => void stderr.write(written),
});
