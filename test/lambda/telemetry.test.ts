import { Metrics } from "@aws-lambda-powertools/metrics";
import { Tracer } from "@aws-lambda-powertools/tracer";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Log } from "../../lambda/ports.ts";
import { powertoolsTelemetry } from "../../lambda/telemetry.ts";
import { manualClock } from "../support/manual-clock.ts";

type Emf = { _aws: { CloudWatchMetrics: { Dimensions: string[][]; Metrics: { Name: string; Unit: string }[] }[] } };
type Blob = Emf & Readonly<Record<string, unknown>>;

const written: Blob[] = [];
const said: { message: string; fields: unknown }[] = [];
const note = (message: string, fields?: object): void => void said.push({ message, fields });
const log: Log = { debug: note, info: note, warn: note, error: note };

beforeEach(() => {
  vi.stubEnv("POWERTOOLS_DEV", "true");
  vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "false");
  vi.spyOn(console, "log").mockImplementation((line: string) => void written.push(JSON.parse(line) as Blob));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  written.length = said.length = 0;
});

function aTelemetry() {
  const clock = manualClock();
  const metrics = new Metrics({ namespace: "Gatehouse", serviceName: "artifact-ingest" });
  const tracer = new Tracer({ enabled: false });
  return { clock, metrics, telemetry: powertoolsTelemetry({ metrics, tracer, log, clock }) };
}

const unitsOf = (blob: Blob) =>
  Object.fromEntries(blob._aws.CloudWatchMetrics.flatMap(({ Metrics: all }) => all.map((m) => [m.Name, m.Unit])));

test("a failure is counted by outcome and code, and ids are no dimensions", () => {
  aTelemetry().telemetry.outcome("failed", "source_gated");
  expect(written).toMatchObject([
    { outcome: "failed", Ingests: 1 },
    { code: "source_gated", Failures: 1 },
  ]);
  const dimensions = written.flatMap((blob) => blob._aws.CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions));
  expect(dimensions).toEqual([
    ["service", "outcome"],
    ["service", "code"],
  ]);
  expect(said).toEqual([{ message: "ingest ended", fields: { outcome: "failed", code: "source_gated" } }]);
});

test("bytes, throughput and the score of a verdict are reported with their units", () => {
  const { telemetry, metrics } = aTelemetry();
  telemetry.count("BytesFetched", 1000);
  telemetry.count("BytesSaved", 10);
  telemetry.count("BytesPerSecond", 500);
  telemetry.rated(0.71);
  telemetry.rated(null);
  metrics.publishStoredMetrics();
  expect(written).toMatchObject([{ BytesFetched: 1000, BytesSaved: 10, BytesPerSecond: 500, NetScore: 0.71 }]);
  expect(unitsOf(written[0]!)).toMatchObject({ BytesFetched: "Bytes", BytesPerSecond: "Bytes/Second" });
});

test("a stage reports its duration also when it fails", async () => {
  const { telemetry, clock } = aTelemetry();
  const broken = telemetry.stage("transfer", async () => {
    await clock.advance(1_500);
    throw new Error("broken");
  });
  await expect(broken).rejects.toThrow("broken");
  expect(written).toMatchObject([{ stage: "transfer", StageMilliseconds: 1500 }]);
});

test("pending metrics are sent at once near the time limit", () => {
  const { telemetry } = aTelemetry();
  telemetry.count("BytesFetched", 7);
  expect(written).toEqual([]);
  telemetry.flush();
  expect(written).toMatchObject([{ BytesFetched: 7, NearTimeout: 1 }]);
  expect(said.at(-1)?.message).toBe("time limit near");
});
