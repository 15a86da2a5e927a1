import type { components } from "../../generated/client.ts";
import { type DrawnRating, drawRating } from "../../scripts/rate/table.ts";
import { findArtifact } from "../artifact.ts";
import { JSON_OPTION, type Register } from "../context.ts";
import { CommandFault } from "../fault.ts";

type ModelRating = components["schemas"]["ModelRating"];

export const registerRate: Register = (program, context, end) => {
  program
    .command("rate")
    .description("the rating of a model: a bar for every metric, what was found, what would help")
    .argument("<model>", "id or name")
    .option(...JSON_OPTION)
    .action(async (wanted: string, { json }: { json: boolean }) => {
      const { client, answer, ...registry } = await context.registry();
      const { metadata } = await findArtifact({ client, answer, ...registry }, wanted, "model");
      const call = client.GET("/artifact/model/{id}/rate", { params: { path: { id: metadata.id } } });
      const { data } = await answer(call);
      if (data === undefined) throw new CommandFault(`There is no rating of model ${metadata.id}`);
      context.show(json, data, () => drawRating({ rating: drawn(data), commitDate: null, missing: [] }, context.page));
      end(0);
    });
};

/** From the words of the wire to those of the picture. */
function drawn({ net_score, rating_details: details }: ModelRating): DrawnRating {
  const metrics = Object.entries(details.metrics).map(([name, { score, status, effective_weight, evidence }]) => {
    return [name, { score, status, effectiveWeight: effective_weight, evidence }];
  });
  return {
    repository: details.repository,
    commit: details.commit,
    policyVersion: details.policy_version,
    threshold: details.threshold,
    net: net_score,
    lo: details.bounds.lo,
    hi: details.bounds.hi,
    coverage: details.coverage,
    firmness: details.firmness,
    gate: { ...details.decision, retryable: details.decision.decision === "defer" },
    metrics: Object.fromEntries(metrics) as DrawnRating["metrics"],
    advice: details.advice as DrawnRating["advice"],
  };
}
