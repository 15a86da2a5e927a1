import type { Listing, TransferResult } from "../ports.ts";
import type { Stage } from "../stage.ts";
import { transfer } from "../transfer/transfer.ts";

/** Files into blobs, every byte verified. */
export const transferStage: Stage<Listing, TransferResult> = {
  name: "transfer",
  run: async (listing, { context, tools, telemetry }) => {
    context.progress.stage("transfer", { bytes: listing.bytesTotal, files: listing.files.length });
    const started = context.clock.now();
    const result = await transfer(listing, tools.source(listing.host), context, tools.transferOptions);
    telemetry.count("BytesFetched", result.bytesFetched);
    telemetry.count("BytesSaved", result.bytesSaved);
    const seconds = (context.clock.now() - started) / 1000;
    if (result.bytesFetched > 0 && seconds > 0) telemetry.count("BytesPerSecond", result.bytesFetched / seconds);
    return result;
  },
};
