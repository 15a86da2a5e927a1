/** How well one complete set of weights fits four classes of device. */
import { type Evidence, minus, note, plus, unread } from "../evidence.ts";
import { type Outcome, sum, unknownOutcome } from "../outcome.ts";
import type { Device, Knots, Policy } from "../policy.ts";
import { anyRetryable, unknownsOf } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";
import { type WeightSize, weightSize } from "../weights/weight-set.ts";

export function sizeScore(snapshot: Snapshot, policy: Policy): Outcome {
  const size = weightSize(snapshot, policy);
  if (size.known === "unknown") {
    const text = `The size of the weights could not be read (${size.detail})`;
    const retryable = size.retryable || anyRetryable([snapshot.tree, snapshot.info]);
    return unknownOutcome([unread("SIZE_BYTES", text, "tree")], retryable);
  }
  if (size.known === "absent")
    return nothingToLoad("SIZE_FORMAT", "The repository holds no weights in a known format", policy);
  if (size.value.missing.length > 0)
    return nothingToLoad("SIZE_INCOMPLETE", lacking("The weights", size.value.missing), policy);
  const megabytes = size.value.bytes / policy.size.bytesPerMegabyte;
  const devices = deviceScores(megabytes, policy);
  const score = meanOf(devices);
  const indexes = Object.values(snapshot.shardIndexes);
  return {
    status: "scored",
    score,
    confidence: 1,
    // An index that could not be read may name shards that are not there.
    lo: unknownsOf(indexes).length > 0 ? 0 : score,
    hi: score,
    evidence: [...describe(size.value, megabytes), ...deviceEvidence(devices, megabytes, policy)],
    improvements: [{ action: "Publishing a smaller or quantised model", points: 1 - score }].filter(
      (it) => it.points > 0,
    ),
    devices,
    retryable: anyRetryable(indexes),
  };
}

/** Score of a weight set of this size (decimal megabytes) on each device. */
export const deviceScores = (megabytes: number, policy: Policy): Record<Device, number> => {
  const { raspberry_pi, jetson_nano, desktop_pc, aws_server } = policy.size.knots;
  return {
    raspberry_pi: interpolate(raspberry_pi, megabytes),
    jetson_nano: interpolate(jetson_nano, megabytes),
    desktop_pc: interpolate(desktop_pc, megabytes),
    aws_server: interpolate(aws_server, megabytes),
  };
};

export const meanOf = (devices: Readonly<Record<Device, number>>): number => {
  const scores = Object.values(devices);
  return sum(scores) / scores.length;
};

/** Piecewise linear between the knots, flat outside. */
function interpolate(knots: Knots, x: number): number {
  const right = knots.findIndex(([at]) => x <= at);
  const upper = right < 0 ? knots.at(-1) : knots[right];
  if (upper === undefined) throw new RangeError("A curve needs at least one knot");
  const lower = right <= 0 ? undefined : knots[right - 1];
  if (right < 0 || lower === undefined || upper[0] === x) return upper[1];
  return lower[1] + ((upper[1] - lower[1]) * (x - lower[0])) / (upper[0] - lower[0]);
}

function describe(size: WeightSize, megabytes: number): Evidence[] {
  const files = size.files.length;
  const code = size.fromParameters ? "SIZE_FROM_PARAMS" : "SIZE_BYTES";
  const how = size.fromParameters ? "computed from the parameter counts" : `in ${files} file(s)`;
  const found: Evidence[] = [
    note("SIZE_FORMAT", `The weights are measured in the format ${size.format}`, size.files[0] ?? "model info"),
    note(code, `One complete set has ${megabytes.toFixed(2)} MB ${how}`, size.files[0] ?? "model info"),
  ];
  if (size.missingElsewhere.length > 0)
    found.push(note("SIZE_INCOMPLETE", lacking("Other copies", size.missingElsewhere), "tree"));
  if (size.quantised) found.push(note("SIZE_FORMAT", "Quantised variants exist beside it", "tree"));
  return found;
}

function deviceEvidence(devices: Readonly<Record<Device, number>>, megabytes: number, policy: Policy): Evidence[] {
  const names = Object.keys(devices) as Device[];
  return names.map((name) => {
    const knots = policy.size.knots[name];
    const over = knots.findIndex(([at]) => megabytes <= at);
    const from = over < 0 ? knots.at(-1)?.[0] : over === 0 ? 0 : knots[over - 1]?.[0];
    const range = over < 0 ? `over ${from} MB` : `${from} to ${knots[over]?.[0]} MB`;
    const text = `On ${name} a size of ${range} scores ${devices[name].toFixed(3)}`;
    return plus("SIZE_DEVICE", devices[name] / names.length, text, "policy");
  });
}

/** Missing shards that evidence names. */
const SHARDS_SHOWN = 3;

function lacking(what: string, missing: readonly string[]): string {
  const more = missing.length > SHARDS_SHOWN ? " and more" : "";
  return `${what} are incomplete: ${missing.length} shard(s) are missing (${missing.slice(0, SHARDS_SHOWN).join(", ")}${more})`;
}

/**
 * The file list was readable and holds no weights, or only a part of them: an omission of the publisher, so it
 * scores 0. Leaving it unknown would let a model gain by hiding its weights.
 */
function nothingToLoad(code: "SIZE_FORMAT" | "SIZE_INCOMPLETE", text: string, policy: Policy): Outcome {
  const devices = { raspberry_pi: 0, jetson_nano: 0, desktop_pc: 0, aws_server: 0 };
  const lost = meanOf(deviceScores(0, policy));
  return {
    status: "absent",
    score: 0,
    confidence: 1,
    lo: 0,
    hi: 0,
    evidence: [code === "SIZE_FORMAT" ? note(code, text, "tree") : minus(code, lost, text, "tree")],
    improvements: [
      { action: code === "SIZE_FORMAT" ? "Publishing the weights" : "Publishing the missing shards", points: lost },
    ],
    devices,
    retryable: false,
  };
}
