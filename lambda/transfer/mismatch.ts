import { IngestFailure } from "../../domain/failure.ts";
import type { ListedFile } from "../ports.ts";
import type { World } from "./context.ts";

export const isMismatch = (error: unknown): error is IngestFailure =>
  error instanceof IngestFailure && error.code === "integrity_mismatch";

/** Runs the attempt, and once more from scratch when the bytes were not the published ones. */
export async function retriedOnMismatch<T>(world: World, file: ListedFile, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isMismatch(error)) throw error;
    world.ctx.log.warn("a file did not match and is fetched again", { file: file.path, why: error.detail });
    return attempt();
  }
}
