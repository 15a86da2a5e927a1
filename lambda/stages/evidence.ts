import type { Snapshot } from "../../rating/snapshot.ts";
import type { ResolvedSource } from "../source/source.ts";
import type { Stage } from "../stage.ts";

/** The facts that the rating reads: kilobytes, no weight byte. */
export const evidenceStage: Stage<ResolvedSource, Snapshot> = {
  name: "evidence",
  run: async (resolved, { context, tools, ledger, claim }) => {
    context.progress.stage("evidence");
    const snapshot = await tools.facts.gather(resolved, context.signal);
    await ledger.keepReadme(claim, snapshot.readme.known === "value" ? snapshot.readme.value : null);
    return snapshot;
  },
};
