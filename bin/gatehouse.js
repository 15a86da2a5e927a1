#!/usr/bin/env node
// Checks the version before it loads code that an older Node cannot parse.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 2) || (major === 20 && minor >= 15)) {
  await import("../dist/package/gatehouse.js");
} else {
  console.error(`gatehouse needs Node ^20.15 or >=22.2. This is Node ${process.versions.node}.`);
  process.exitCode = 1;
}
