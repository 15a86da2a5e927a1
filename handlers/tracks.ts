import type { Handler } from "./contract.ts";

/**
 * The tracks of the official document that this registry implements: accounts, roles, tokens and an audit log for access
 * control; measured throughput and downloads for performance.
 */
export const tracks: Handler<"Tracks"> = async () => ({
  status: 200,
  body: { plannedTracks: ["Performance track", "Access control track"] },
});
