import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costReport } from "../../../scripts/cost.ts";
import { best, measured, recommendedTimeout, trimmedMean } from "../../../scripts/tune/analysis.ts";
import { chart, table } from "../../../scripts/tune/picture.ts";
import { estimate, runCost, timeOf } from "../../../scripts/tune/price.ts";
import { type Report, readReport } from "../../../scripts/tune/report.ts";
import { measuredShare, recommendedWorkers, sharesTable } from "../../../scripts/tune/workers.ts";

const LINE =
  "REPORT RequestId: 8f5\tDuration: 1234.56 ms\tBilled Duration: 1500 ms\tMemory Size: 2048 MB\tMax Memory Used: 210 MB\tInit Duration: 265.10 ms\t";

const aReport = (durationMs: number, memoryMb = 2048): Report => ({
  durationMs,
  billedMs: Math.ceil(durationMs),
  initMs: null,
  memoryMb,
  maxMemoryMb: 200,
  status: "success",
});

describe("the report of an invocation", () => {
  test("is read from the last REPORT line of the log, field by field", () => {
    const log = `START RequestId: 8f5\n${LINE.replace("1234.56", "1.00")}\n{"level":"INFO"}\n${LINE}\n`;
    expect(readReport(log)).toEqual({
      durationMs: 1234.56,
      billedMs: 1500,
      initMs: 265.1,
      memoryMb: 2048,
      maxMemoryMb: 210,
      status: "success",
    });
    expect(readReport(`${LINE}Status: timeout`)).toMatchObject({ status: "timeout" });
  });

  test("is refused when the log has none or it lacks a field", () => {
    expect(() => readReport('{"type":"platform.report"}')).toThrow("no REPORT line");
    expect(() => readReport("REPORT RequestId: 1\tDuration: 1.00 ms\t")).toThrow("no Billed Duration");
  });
});

describe("the price of Lambda", () => {
  const month = { ingests: 1000, seconds: 180, invocations: 1, memoryMb: 2048, storageMb: 512, gbKept: 0, writes: 0 };

  test("of a thousand ingests of three minutes with 2 GB is 6.00 on x86 and 4.80 on arm64 before the free tier", () => {
    const [x86, arm] = [estimate(month, "x86_64"), estimate(month, "arm64")];
    expect([x86.gbSeconds, x86.lambda.toFixed(2), arm.lambda.toFixed(2)]).toEqual([360_000, "6.00", "4.80"]);
    expect([x86.lambdaAfterFree, arm.lambdaAfterFree]).toEqual([0, 0]);
  });

  test("of a month is what its invocations cost one by one", () => {
    const positive = fc.integer({ min: 1, max: 900 });
    const check = fc.property(
      positive,
      positive,
      fc.integer({ min: 128, max: 10_240 }),
      (ingests, seconds, memoryMb) => {
        const whole = estimate({ ...month, ingests, seconds, memoryMb, storageMb: 2048 }, "arm64").lambda;
        const single = runCost(seconds * 1000, memoryMb, "arm64", 2048);
        expect(whole).toBeCloseTo(ingests * single, 9);
      },
    );
    fc.assert(check);
  });

  test("counts /tmp above 512 MB only and bills started milliseconds", () => {
    const small = estimate({ ...month, storageMb: 512 }, "arm64");
    expect([small.temporary, estimate({ ...month, storageMb: 2560 }, "arm64").temporary.toFixed(4)]).toEqual([
      0,
      "0.0111",
    ]);
    expect(runCost(1000.2, 1024, "x86_64")).toBeCloseTo(1.001 * 0.0000166667 + 0.2e-6, 12);
  });
});

describe("the price of a shared ingest", () => {
  test("is that of one function up to 20 GB, and above it that of the same bytes and a start of each function", () => {
    expect(timeOf(20, 8)).toEqual(timeOf(20, 1));
    const [alone, shared] = [timeOf(700, 1), timeOf(700, 8)];
    expect(shared.billedSeconds - alone.billedSeconds).toBeCloseTo(8 * 5);
    expect(alone.wallSeconds / shared.wallSeconds).toBeGreaterThan(7.5);
    expect([alone.invocations, shared.invocations]).toEqual([11, 16]);
  });

  test("is shown with the time that sharing saves, unless the duration is given", () => {
    const options = { ingests: 10, avgGb: 700, memory: 2048, ephemeral: 512, workers: 8 };
    expect(costReport(options)).toContain(
      "8 share each artifact, which takes 18.8 min instead of 148.5 min and 40 s more",
    );
    expect(costReport(options)).toContain("+ 160 requests");
    expect(costReport({ ...options, seconds: 180 })).not.toContain("share");
    expect(costReport({ ...options, avgGb: 2 })).not.toContain("share");
  });
});

describe("the recommended number of workers", () => {
  const shares = (...durations: readonly (readonly [number, number])[]) =>
    durations.map(([workers, durationMs]) => measuredShare(workers, [aReport(durationMs)], "arm64"));

  test("is the highest of which each worker brings at least 70 % of what one does alone", () => {
    expect(recommendedWorkers(shares([1, 80_000], [2, 41_000], [4, 22_000], [8, 12_000]))).toBe(8);
    expect(recommendedWorkers(shares([1, 80_000], [2, 41_000], [4, 22_000], [8, 20_000]))).toBe(4);
    expect(recommendedWorkers(shares([1, 80_000], [2, 79_000]))).toBe(1);
    expect(() => recommendedWorkers(shares([2, 1_000]))).toThrow("one worker was not measured");
  });

  test("is shown with speed-up, efficiency and the highest cost", () => {
    expect(sharesTable(shares([1, 10_000], [2, 5_000])).split("\n")).toEqual([
      "workers  runs  duration  speed-up  efficiency  at most / 1M runs",
      "      1     1   10.00 s    1.00 x       100 %            $266.87",
      "      2     1    5.00 s    2.00 x       100 %            $267.07",
    ]);
  });
});

describe("the recommendation", () => {
  test("leaves out the outer fifths of the runs", () => {
    expect(trimmedMean([100, 1, 2, 3, 1000])).toBeCloseTo(35);
    const within = fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
      const mean = trimmedMean(values);
      expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
      expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
    });
    fc.assert(within);
  });

  test("is the cheapest, the fastest, or the best of both", () => {
    const sizes = [
      measured(512, [aReport(10_000, 512)]),
      measured(1024, [aReport(5_200, 1024)]),
      measured(4096, [aReport(4_000, 4096)]),
    ];
    const of = (strategy: "cost" | "speed" | "balanced") => best(sizes, strategy, "arm64").memoryMb;
    expect([of("cost"), of("speed"), of("balanced")]).toEqual([512, 4096, 1024]);
    expect(() => best([], "cost", "arm64")).toThrow("nothing was measured");
  });

  test("keeps the time limit between five minutes and what Lambda allows", () => {
    expect([recommendedTimeout(10, 1), recommendedTimeout(2_000, 100), recommendedTimeout(60_000, 100)]).toEqual([
      300, 600, 900,
    ]);
  });

  test("is shown as a table and as a chart without markup from the link", () => {
    const sizes = [measured(512, [aReport(1_000, 512)]), measured(1024, [aReport(600, 1024)])];
    expect(table(sizes).split("\n")).toHaveLength(3);
    const svg = chart(sizes, "arm64", "Ingest of <script>");
    expect(svg).toContain("Ingest of &lt;script&gt;");
    expect(svg.match(/<circle/g)).toHaveLength(4);
    expect(chart(sizes.slice(0, 1), "arm64", "one")).not.toContain("NaN");
  });
});
