/** One measured run in a process of its own: ours, the floor, or one-by-one. */
import { pathToFileURL } from "node:url";
import { floorTransfer } from "./floor.ts";
import { oneAfterAnother } from "./one-after-another.ts";

export interface RunOrder {
  readonly way: "ours" | "floor" | "one-by-one";
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
}

type Handler = (event: object, context: object) => Promise<{ outcome: string }>;

/** Loads the function. The code of the other ways is loaded with this module, so the clock starts after it. */
async function load(order: RunOrder): Promise<Handler | null> {
  if (order.way !== "ours") return null;
  return (await import(pathToFileURL(order.bundle as string).href)).handler as Handler;
}

async function ours(order: RunOrder, handler: Handler): Promise<void> {
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
  if (outcome !== "completed") throw new Error(`the ingest ended as ${outcome}`);
}

async function measure(order: RunOrder): Promise<RunReport> {
  const handler = await load(order);
  const before = process.cpuUsage();
  const started = performance.now();
  if (handler !== null) await ours(order, handler);
  else await (order.way === "floor" ? floorTransfer : oneAfterAnother)(order.hub, order.s3, order.repository);
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}

if (process.send !== undefined) {
  process.once("message", async (order: RunOrder) => {
    process.send?.(await measure(order));
    process.exit(0);
  });
}
