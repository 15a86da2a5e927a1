import { createServer } from "node:net";

/**
 * Listens for a moment and resolves to the port: for an address that must be known before its server starts, or to fail
 * early when it is in use.
 * @param port 0 for any free one
 * @throws the system's error, such as EADDRINUSE
 */
export function freePort(host: string, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error(`${host} gave no port`));
        else resolve(address.port);
      });
    });
  });
}
