import type { Listing, TransferResult } from "../ports.ts";
import type { Stage } from "../stage.ts";
import { transfer } from "../transfer/transfer.ts";

/** Files into blobs, every byte verified. */
export const transferStage: Stage<Listing, TransferResult> = {
  name: "transfer",
  run: async (listing, { context, tools, telemetry }) => {
    context.progress.stage("transfer", { bytes: listing.bytesTotal, files: listing.files.length });
    const result = await transfer(listing, tools.source(listing.host), context, tools.transferOptions);
    telemetry.count("BytesFetched", result.bytesFetched);
    telemetry.count("BytesSaved", result.bytesSaved);
    return result;
  },
};
