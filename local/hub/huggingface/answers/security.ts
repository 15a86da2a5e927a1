import type { Entry } from "../../git/objects.ts";
import type { HubRepository } from "../repository.ts";

const CAN_HOLD_PICKLES = /\.(bin|ckpt|dat|joblib|npy|pickle|pkl|pt|pth)$/i;

/** The scan of a whole repository. One that says nothing of scans was not scanned. */
export function securityOf({ sample }: HubRepository): { scansDone: boolean; filesWithIssues: unknown[] } {
  const files = Object.entries(sample.securityStatus?.files ?? {});
  const issues = files.filter(([, { level }]) => level !== "safe" && level !== "unscanned" && level !== "queued");
  return {
    scansDone: sample.securityStatus?.scansDone ?? false,
    filesWithIssues: issues.map(([path, { level }]) => ({ path, level })),
  };
}

/** The scan of one file, with the three members that clients insist on. */
export function fileSecurity({ sample }: HubRepository, { path }: Entry): Record<string, unknown> {
  const told = sample.securityStatus?.files?.[path];
  const status = told?.level ?? (sample.securityStatus?.scansDone === true ? "safe" : "unscanned");
  const pickles = CAN_HOLD_PICKLES.test(path);
  return {
    status,
    avScan: { status: status === "unscanned" || status === "queued" ? status : "safe", version: "1.4.2" },
    pickleImportScan: {
      status: pickles || told?.imports !== undefined ? status : "unscanned",
      pickleImports: told?.imports ?? [],
    },
    jFrogScan: { status: "unscanned" },
    protectAiScan: { status: "unscanned", message: null },
  };
}
