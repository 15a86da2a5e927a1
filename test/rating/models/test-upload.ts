/** An upload without card, licence, code or data: a pickle and its configuration. */
import { value } from "../../../rating/fact.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, withInfo } from "./blank-model.ts";

export const testUpload: Snapshot = withInfo(
  {
    ...blankModel,
    repository: "user123/test-upload",
    tree: value([
      { path: "config.json", bytes: 500 },
      { path: "pytorch_model.bin", bytes: 1_340_000_000 },
    ]),
    configs: { "config.json": value({ model_type: "gpt2" }) },
    commits: value([{ id: "1", date: blankModel.commitDate, authors: ["user123"] }]),
  },
  { pipelineTag: "text-generation", libraryName: "transformers" },
);
