import { archiveKey } from "../../domain/object-keys.ts";
import { buildArchive } from "../archive/build.ts";
import type { ArchiveResult, TransferResult } from "../ports.ts";
import type { Stage } from "../stage.ts";

/** The zip, made inside the object store. */
export const archiveStage: Stage<TransferResult, ArchiveResult> = {
  name: "archive",
  run: async ({ files }, { context, telemetry }) => {
    context.progress.stage("archive");
    const result = await buildArchive(files, archiveKey(context.artifactId, context.name), context);
    telemetry.count("ArchiveBytesMoved", result.bytesMoved);
    return result;
  },
};
