/** One measured run in a process of its own: ours, the floor, or the way of one file after another. */
import { pathToFileURL } from "node:url";
import { floorTransfer } from "./floor.ts";
import { oneAfterAnother } from "./one-after-another.ts";

export interface RunOrder {
  readonly way: "ours" | "floor" | "seed";
  readonly repository: string;
  readonly hub: string;
  readonly s3: string;
  /** For ours: the bundle and the artifact that it ingests. */
  readonly bundle?: string;
  readonly artifactId?: number;
}

export interface RunReport {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakRssMb: number;
  /** For ours: content that passed through the process to build the archive; null where it was not said. */
  readonly archiveBytesMoved: number | null;
}

type Handler = (event: object, context: object) => Promise<{ outcome: string }>;

/** Loads the function. The others' code is loaded with this module, so the clock starts after it. */
async function load(order: RunOrder): Promise<Handler | null> {
  if (order.way !== "ours") return null;
  return (await import(pathToFileURL(order.bundle as string).href)).handler as Handler;
}

async function ours(order: RunOrder, handler: Handler): Promise<number | null> {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((chunk: string | Uint8Array) => {
    lines.push(String(chunk));
    return true;
  }) as typeof process.stdout.write;
  const source_url = `https://huggingface.co/datasets/${order.repository}`;
  const event = {
    artifact_id: order.artifactId,
    source_url,
    artifact_type: "dataset",
    revision: "main",
    name: "bench",
  };
  const deadline = Date.now() + 900_000;
  const context = { awsRequestId: "bench", getRemainingTimeInMillis: () => deadline - Date.now() };
  const { outcome } = await handler(event, context);
  process.stdout.write = write;
  if (outcome !== "completed") throw new Error(`the ingest ended as ${outcome}: ${lines.join("").slice(-2000)}`);
  const moved = lines.join("").match(/"ArchiveBytesMoved":(\d+)/)?.[1];
  return moved === undefined ? null : Number(moved);
}

async function measure(order: RunOrder): Promise<RunReport> {
  const handler = await load(order);
  const before = process.cpuUsage();
  const started = performance.now();
  let archiveBytesMoved: number | null = null;
  if (handler !== null) archiveBytesMoved = await ours(order, handler);
  else await (order.way === "floor" ? floorTransfer : oneAfterAnother)(order.hub, order.s3, order.repository);
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    archiveBytesMoved,
  };
}

if (process.send !== undefined) {
  process.once("message", async (order: RunOrder) => {
    process.send?.(await measure(order));
    process.exit(0);
  });
}
