import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { perform, type Stage } from "../../lambda/pipeline.ts";
import type { Run } from "../../lambda/run.ts";
import { stageContext } from "../support/transfer/stage-context.ts";

const parse = (saved: unknown) => v.parse(v.object({ made: v.string() }), saved);

/** A run with these checkpoints; what its stages run and save is recorded. */
function aRun(checkpoints: Record<string, unknown>) {
  const ran: string[] = [];
  const saved: Record<string, unknown> = {};
  const run = {
    claim: { checkpoints },
    checkpoints: new Map(Object.entries(checkpoints)),
    ledger: {
      saveCheckpoint: async (_: unknown, stage: string, output: unknown) => {
        saved[stage] = output;
      },
    },
    context: stageContext({} as never),
    telemetry: { stage: (_: string, work: () => Promise<unknown>) => work() },
  } as unknown as Run;
  const stage = (name: "resolve" | "transfer"): Stage<string, { made: string }> => ({
    name,
    parse,
    run: async (input) => {
      ran.push(name);
      return { made: `${name} of ${input}` };
    },
  });
  return { run, ran, saved, resolve: stage("resolve"), transfer: stage("transfer") };
}

describe("a stage", () => {
  test("saves its output before the next one begins", async () => {
    const { run, ran, saved, resolve } = aRun({});
    expect(await perform(resolve, "x", run)).toEqual({ made: "resolve of x" });
    expect([ran, saved]).toEqual([["resolve"], { resolve: { made: "resolve of x" } }]);
  });

  test("returns the output that an earlier invocation saved, without running", async () => {
    const { run, ran, resolve, transfer } = aRun({ resolve: { made: "before" }, transfer: { made: "then" } });
    expect(await perform(resolve, "x", run)).toEqual({ made: "before" });
    expect(await perform(transfer, "x", run)).toEqual({ made: "then" });
    expect(ran).toEqual([]);
  });

  test("runs again when its checkpoint has another shape, and so does every later stage", async () => {
    const { run, ran, saved, resolve, transfer } = aRun({ resolve: { built: 1 }, transfer: { made: "from that" } });
    expect(await perform(resolve, "x", run)).toEqual({ made: "resolve of x" });
    expect(await perform(transfer, "x", run)).toEqual({ made: "transfer of x" });
    expect(ran).toEqual(["resolve", "transfer"]);
    expect(Object.keys(saved)).toEqual(["resolve", "transfer"]);
  });
});
