import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { replacing } from "../../../local/bundle/replacing.ts";

/** Two ingests side by side in the X-Ray SDK as the function has it, each inside the segment entered at the start. */
const PROGRAM = `
  import xray from "aws-xray-sdk-core";
  import { setTimeout } from "node:timers/promises";
  const namespace = xray.getNamespace();
  namespace.enter(namespace.createContext());
  xray.setSegment(new xray.Segment("whole"));
  const seen = [];
  const ingest = (name, pause) => new Promise((resolve) => namespace.run(async () => {
    xray.setSegment(new xray.Segment(name));
    await setTimeout(pause);
    seen.push(xray.getSegment().name);
    namespace.bind(() => seen.push("bound in " + xray.getSegment().name))();
    resolve();
  }));
  await Promise.all([ingest("slow", 20), ingest("quick", 1)]);
  seen.push(xray.getSegment().name);
  console.log(JSON.stringify(seen));
`;

test("the function's trace follows each ingest through its pauses and comes back to the segment around them", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-trace-"));
  try {
    const root = path.resolve(import.meta.dirname, "../../..");
    const outfile = path.join(directory, "program.mjs");
    await build({
      stdin: { contents: PROGRAM, resolveDir: root },
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      plugins: [replacing(root)],
      banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    });
    const { stdout } = await promisify(execFile)(process.execPath, [outfile]);
    const seen: unknown = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    expect(seen).toEqual(["quick", "bound in quick", "slow", "bound in slow", "whole"]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
