import { type Finding, type ScanOptions, type ScanReport, scan } from "../../../lambda/scan/scan.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";
import { stageContext, storeBlob } from "../../support/transfer/stage-context.ts";

/** Scans files given by path and content. */
export async function scanOf(contents: Record<string, Buffer>, options: ScanOptions = {}): Promise<ScanReport> {
  const store = new MemoryStore();
  const files = Object.entries(contents).map(([path, content]) => storeBlob(store, path, content));
  return scan(files, stageContext(store), options);
}

/** Scans one file. */
export const findingsIn = async (content: Buffer, path = "model.bin"): Promise<readonly Finding[]> =>
  (await scanOf({ [path]: content })).findings;

export const codesIn = async (content: Buffer, path?: string): Promise<string[]> =>
  (await findingsIn(content, path)).map(({ severity, code }) => `${severity} ${code}`);
