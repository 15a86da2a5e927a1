import { createServer } from "node:net";

/** A TCP port of this host that nothing listens at now, for an address that has to be known before its server starts. */
export function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error(`${host} gave no port`));
        else resolve(address.port);
      });
    });
  });
}
