import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Reach } from "../../../server/events/webhooks/address.ts";
import { selfSigned } from "../programs/certificate.ts";

export const HOST = "hooks.example.com";

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of callbacks with a certificate of its own, on the loopback address. */
export interface Receiver extends AsyncDisposable {
  /** Under the name that only the test's resolver knows. */
  readonly url: string;
  readonly port: number;
  /** The certificate that has to be trusted. */
  readonly certificate: string;
  readonly received: Received[];
  /** What it answers next: a status with a Location for redirects, or null for nothing at all. */
  answer: { readonly status: number; readonly location?: string } | null;
}

export async function aReceiver(): Promise<Receiver> {
  const { key, cert } = selfSigned(HOST);
  const received: Received[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
      if (receiver.answer === null) return;
      const { status, location } = receiver.answer;
      response.writeHead(status, location === undefined ? {} : { Location: location }).end("the receiver's own words");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `https://${HOST}:${port}/hook?token=of-the-receiver`,
    port,
    certificate: cert,
    received,
    answer: { status: 204 },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** Every name leads to the given addresses, and to loopback one may go. */
export const loopbackReach = (...addresses: readonly string[]): Reach => ({
  resolve: async () => (addresses.length === 0 ? ["127.0.0.1"] : addresses).map((address) => ({ address, family: 4 })),
  allowsAddress: (address) => address === "127.0.0.1",
  allowsPort: () => true,
});
