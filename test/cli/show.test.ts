import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { type Followed, frame, table } from "../../cli/show/artifacts.ts";
import { someProgress } from "../support/artifacts/artifacts.ts";

const followed = (title: string, status: string): Followed => ({
  title,
  id: 1,
  type: "model",
  startedAt: 0,
  endedAt: 61_000,
  artifact: {
    status,
    status_message: "The net score of 0.1234 is below the threshold of 0.5, and this says why at some length",
    progress: { ...someProgress("transfer"), bytes_total: 7_200_000_000, bytes_per_second: 1_500_000 },
  } as Followed["artifact"],
});
const all = ["downloading", "rejected", "failed", "completed"].map((status) =>
  followed(`an-organisation-with-a-long-name/a-model-with-a-long-name-${status}`, status),
);

test.each([40, 60, 80, 100, 120, 200])(
  "progress and closing table fit into %i columns and name every status",
  (width) => {
    const page = { columns: width, colors: true };
    for (const text of [frame(all, page), table(all, page)]) {
      const lines = stripVTControlCharacters(text).split("\n");
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      for (const status of ["rejected", "failed", "completed"])
        expect(lines.join("\n")).toMatch(new RegExp(`${status}(\\s|$)`));
    }
  },
);
