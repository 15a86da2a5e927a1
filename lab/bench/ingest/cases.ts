import type { SampleFile } from "../../../local/hub/sample.ts";
import type { RunOrder } from "./worker.ts";

const MIB = 1024 * 1024;
/** The slow hub of the last case, bytes per second and connection. */
export const THROTTLE = 20_000_000;
/** Milliseconds before an answer in the case with a network between: a good one, within a region and near the hub. */
export const LATENCY = { hub: 10, s3: 5 };

/** What is ingested once in every way. */
export interface Case {
  readonly title: string;
  /** What the repository of a round holds: other content in each, as content that is known is not moved. */
  readonly files: (round: number) => readonly SampleFile[];
  /** How often it is measured, default once; the table shows the median. */
  readonly rounds?: number;
  readonly ways: readonly RunOrder["way"][];
  readonly throttled?: boolean;
  /** A store of its own, whose process carries nothing of the gigabytes of other cases. */
  readonly apart?: boolean;
  /** Every answer of hub and store takes a while. */
  readonly distant?: boolean;
  /** Content that an earlier case brought in already. */
  readonly known?: boolean;
}

const shards = (count: number, bytes: number, seed: number): SampleFile[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `data/shard-${String(index).padStart(5, "0")}.bin`,
    content: { bytes, seed: seed + index },
    lfs: bytes > MIB,
  }));

const all = ["ours", "floor", "seed"] as const;
export const cases = (scale: number): Case[] => [
  { title: "256 MiB, one file", files: () => shards(1, 256 * MIB * scale, 1), ways: ["ours"] },
  { title: "(a) 1 GiB, one file", files: () => shards(1, 1024 * MIB * scale, 100), ways: all },
  { title: "(b) 8 shards of 128 MiB", files: () => shards(8, 128 * MIB * scale, 200), ways: all },
  {
    title: "(c) 2,000 small files",
    files: (round) => shards(2000, 8 * 1024, 300 + 20_000 * round),
    ways: all,
    rounds: 5,
    apart: true,
  },
  {
    title: `(c) with ${LATENCY.hub} ms to the hub, ${LATENCY.s3} ms to the store`,
    files: () => shards(2000, 8 * 1024, 10_000),
    ways: all,
    apart: true,
    distant: true,
  },
  {
    title: "(d) (b) again, in another repository",
    files: () => shards(8, 128 * MIB * scale, 200),
    ways: ["ours"],
    known: true,
  },
  {
    title: "(e) 512 MiB, hub at 20 MB/s a connection",
    files: () => shards(1, 512 * MIB * scale, 400),
    ways: ["ours", "floor"],
    throttled: true,
  },
];
