/** A hub or an object store in a process of its own, so that the measured process is alone with its work. */

import type { SampleRepository } from "../../../local/hub/sample.ts";
import { startHub } from "../../../local/hub.ts";
import { startS3 } from "../../../local/s3.ts";

export type ServiceOrder =
  | {
      readonly kind: "hub";
      readonly repositories: readonly SampleRepository[];
      readonly bytesPerSecondPerConnection?: number;
      readonly latencyMs?: number;
      readonly cdnAtHubHost?: boolean;
    }
  | {
      readonly kind: "s3";
      readonly directory: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly latencyMs?: number;
    };

/** What a service answers to "counts": content bytes that the hub sent, requests that the store served. */
export interface ServiceCounts {
  readonly contentBytes: number;
  readonly requests: number;
}

interface Service {
  readonly endpoint: string;
  /** Of the CDN of a hub. */
  readonly cdn?: string;
  counts(): ServiceCounts;
  close(): Promise<void>;
}

async function open(order: ServiceOrder): Promise<Service> {
  if (order.kind === "s3") {
    const s3 = await startS3({ ...order, buckets: ["gatehouse"] });
    const total = (): number => [...s3.requests.values()].reduce((sum, count) => sum + count, 0);
    return { endpoint: s3.endpoint, counts: () => ({ contentBytes: 0, requests: total() }), close: () => s3.close() };
  }
  const { kind: _, ...world } = order;
  const hub = await startHub(world);
  return { endpoint: hub.endpoint, cdn: hub.cdn, counts: () => hubCounts(hub.requests), close: () => hub.close() };
}

function hubCounts(requests: readonly { listener: string; path: string; bytesSent: number }[]): ServiceCounts {
  const content = requests.filter(({ listener, path }) => listener === "cdn" || /\/resolve(-cache)?\//.test(path));
  return { contentBytes: content.reduce((sum, { bytesSent }) => sum + bytesSent, 0), requests: requests.length };
}

if (process.send !== undefined) {
  process.once("message", async (order: ServiceOrder) => {
    const service = await open(order);
    // When asked to, and when the bench is gone.
    process.once("disconnect", () => void service.close());
    process.on("message", (word: string) => {
      if (word === "counts") process.send?.(service.counts());
      if (word === "close") process.disconnect();
    });
    process.send?.({ endpoint: service.endpoint, cdn: service.cdn });
  });
}
