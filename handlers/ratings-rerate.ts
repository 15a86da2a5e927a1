import { artifactNumber, type Handler } from "./contract.ts";
import { problem } from "./problems.ts";

const DEFAULT_LIMIT = 50;

/** Says what another policy makes of stored models and, unless it is a dry run, lets that count. */
export const ratingsRerate: Handler<"RatingsRerate"> = async ({ body }, deps, { caller }) => {
  if (caller === null) return problem("forbidden");
  const report = await deps.ratings.rerate({
    dryRun: body.dry_run,
    ids: body.artifact_ids?.map(artifactNumber) ?? null,
    after: body.after ?? 0,
    limit: body.limit ?? DEFAULT_LIMIT,
    account: caller.account,
  });
  return { status: 200, body: report };
};
