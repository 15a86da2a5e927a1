import type { components } from "../../generated/client.js";
import { findArtifact } from "../artifact.ts";
import { JSON_OPTION, type Register } from "../context.ts";
import { CommandFault } from "../fault.ts";
import { drawRating, type RatingView } from "../show/rating.ts";

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
      context.show(json, data, () => drawRating(viewOf(data), context.page));
      end(0);
    });
};

const viewOf = ({ net_score, rating_details: details }: ModelRating): RatingView => ({
  rating: details,
  netScore: net_score,
  retryable: details.decision.decision === "defer",
  commitDate: null,
  missing: [],
});
