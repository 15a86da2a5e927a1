import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { ServiceCounts, ServiceOrder } from "./service.ts";

/** A hub or an object store in a process of its own. */
export interface Service {
  readonly endpoint: string;
  /** Of the CDN of a hub. */
  readonly cdn?: string;
  readonly child: ChildProcess;
}

async function start(order: ServiceOrder): Promise<Service> {
  const child = fork(path.join(import.meta.dirname, "service.ts"));
  child.send(order);
  const addresses = await new Promise<Omit<Service, "child">>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Omit<Service, "child">));
    child.once("exit", (code) => reject(new Error(`the ${order.kind} exited with ${code} before it was ready`)));
  });
  return { ...addresses, child };
}

export async function countsOf(child: ChildProcess): Promise<ServiceCounts> {
  child.send("counts");
  return ((await once(child, "message")) as [ServiceCounts])[0];
}

/** Runs the service while the work runs, however that ends. */
export async function withService<T>(order: ServiceOrder, work: (service: Service) => Promise<T>): Promise<T> {
  const service = await start(order);
  try {
    return await work(service);
  } finally {
    service.child.send("close");
    await once(service.child, "exit");
  }
}
