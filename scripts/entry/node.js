// Loaded before every script of package.json, because an older Node fails on their TypeScript with an error that does not say why.
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const required = 24;
const installed = existsSync(new URL("../../node_modules/.package-lock.json", import.meta.url));
const [major] = process.versions.node.split(".");
if (!installed) console.error("The dependencies are missing. Run: npm ci");
else if (Number(major) < required)
  console.error(
    `This is Node ${process.versions.node}, but Gatehouse needs Node ${required}. ` +
      "npm ci installs it for this project, unless --ignore-scripts forbids that: then run npm rebuild node",
  );
if (!installed || Number(major) < required) process.exit(1);

// A script that does not handle a signal itself ends as by default, but takes along what it started: PostgreSQL stops with
// the event "exit", which a signal alone does not cause.
const codes = { SIGINT: 130, SIGTERM: 143 };
for (const signal of Object.keys(codes))
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(codes[signal]);
  });

// What Node compiles is kept for the next start, TypeScript without its types too: a third of the time to start.
module.enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/gatehouse/compiled", import.meta.url)));
