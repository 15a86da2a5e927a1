import type { TransferResult } from "../ports.ts";
import { type ScanReport, scan } from "../scan/scan.ts";
import type { Stage } from "../stage.ts";

/** What the files could do to whoever loads them; nothing is executed to find out. */
export const scanStage: Stage<TransferResult, ScanReport> = {
  name: "scan",
  run: async ({ files }, { context }) => {
    context.progress.stage("scan");
    return scan(files, context);
  },
};
