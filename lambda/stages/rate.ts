import { type Rating, rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import type { Run, Stage } from "../stage.ts";

/** A rating with the facts it was made from. Plain JSON. */
export interface Judged {
  readonly snapshot: Snapshot;
  readonly rating: Rating;
}

export const rateStage: Stage<Snapshot, Judged> = {
  name: "rate",
  run: async (snapshot, run) => {
    run.context.progress.stage("rate");
    return rateAgain(snapshot, run);
  },
};

export function rateAgain(snapshot: Snapshot, { tools, context }: Run): Judged {
  const rating = rate(snapshot, tools.ratingOptions);
  const { net, coverage, verdict, firmness } = rating;
  context.log.info("rated", { net, coverage, verdict, firmness });
  return { snapshot, rating };
}
