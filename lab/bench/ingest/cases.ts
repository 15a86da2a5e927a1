import type { SampleFile } from "../../../local/hub/sample.ts";
import type { RunOrder } from "./worker.ts";

const MIB = 1024 * 1024;
/** Bytes per second and connection of the slow hub in the last case. */
export const THROTTLE = 20_000_000;
/** Milliseconds before a response in the case with a network in between: a good one, in one region and near the hub. */
export const LATENCY = { hub: 10, s3: 5 };

/** A repository that is ingested in each of the ways. */
export interface Case {
  readonly title: string;
  /** The files of a round: different content in each, because known content is not moved. */
  readonly files: (round: number) => readonly SampleFile[];
  /** Rounds, 1 by default; the table shows the median. */
  readonly rounds?: number;
  readonly ways: readonly RunOrder["way"][];
  readonly throttled?: boolean;
  /** Uses a store process of its own, without the gigabytes of other cases. */
  readonly apart?: boolean;
  /** Hub and store respond after the LATENCY. */
  readonly distant?: boolean;
  /** An earlier case has stored the content. */
  readonly known?: boolean;
}

/** Raw numbers: the scan reads as little of them as of weights in a format that it knows. */
const shards = (count: number, bytes: number, seed: number): SampleFile[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `data/shard-${String(index).padStart(5, "0")}.raw`,
    content: { bytes: Math.round(bytes), seed: seed + index },
    lfs: bytes > MIB,
  }));

const all = ["ours", "floor", "one-by-one"] as const;
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
