import type { Readable, Writable } from "node:stream";
import { Refusal } from "../http/error.ts";

const isDisconnect = (error: Error): boolean => "code" in error && error.code === "ECONNRESET";

/**
 * Pipes a request body, or what was decoded from it, to its destination with backpressure. Unlike stream.pipeline
 * it leaves the source alive on failure: destroying a request would close the socket that the answer needs.
 * @throws whatever either side failed with; Refusal IncompleteBody when the client left in the middle
 */
export function pipeBody(source: Readable, destination: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null): void => {
      source.off("error", failed);
      source.off("close", closed);
      source.unpipe(destination);
      if (error) {
        destination.destroy();
        reject(error);
      } else resolve();
    };
    const failed = (error: Error): void => settle(isDisconnect(error) ? new Refusal("IncompleteBody") : error);
    const closed = (): void => {
      if (!source.readableEnded) settle(new Refusal("IncompleteBody"));
    };
    source.on("error", failed);
    source.on("close", closed);
    destination.on("error", settle);
    destination.on("finish", () => settle());
    if (source.errored) failed(source.errored);
    else if (source.destroyed) settle(new Refusal("IncompleteBody"));
    else source.pipe(destination);
  });
}
