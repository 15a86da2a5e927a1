import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { ServiceCounts, ServiceOrder } from "./service.ts";

/** A hub or an object store that runs beside. */
export interface Service {
  readonly endpoint: string;
  readonly child: ChildProcess;
}

async function started(order: ServiceOrder): Promise<Service> {
  const child = fork(path.join(import.meta.dirname, "service.ts"));
  child.send(order);
  const [{ endpoint }] = (await once(child, "message")) as [{ endpoint: string }];
  return { endpoint, child };
}

export async function countsOf(child: ChildProcess): Promise<ServiceCounts> {
  child.send("counts");
  return ((await once(child, "message")) as [ServiceCounts])[0];
}

/** Has the service for as long as the work takes, however it ends. */
export async function withService<T>(order: ServiceOrder, work: (started: Service) => Promise<T>): Promise<T> {
  const service = await started(order);
  try {
    return await work(service);
  } finally {
    service.child.send("close");
    await once(service.child, "exit");
  }
}
