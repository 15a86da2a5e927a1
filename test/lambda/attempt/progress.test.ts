import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LeaseLost } from "../../../domain/failure.ts";
import { type ProgressOptions, type ProgressState, progressReporter } from "../../../lambda/attempt/progress.ts";
import type { Progress } from "../../../lambda/ports.ts";
import { manualClock } from "../../support/manual-clock.ts";

function aReporter(options: Partial<ProgressOptions> = {}) {
  const clock = manualClock();
  const written: (ProgressState & { at: number })[] = [];
  const write = async (state: ProgressState) => void written.push({ ...state, at: clock.now() });
  const ignore = () => undefined;
  const initial = { attempt: 2, continuation: 1 };
  const reporter = progressReporter({ write, clock, initial, onLost: ignore, onFault: ignore, ...options });
  return { clock, written, reporter };
}

/** Lets everything that is due happen. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Milliseconds between each two writes while bytes arrive every 50 ms. */
async function gapsWhileMoving(steps: number, change = (_: Progress, __: number): void => {}): Promise<number[]> {
  const { clock, written, reporter } = aReporter();
  reporter.stage("transfer", { bytes: 1e6, files: 1 });
  for (let step = 0; step < steps; step++) {
    change(reporter, step);
    reporter.addBytes(10);
    clock.advance(50);
    await settled();
  }
  await reporter.close();
  return written.slice(1).map(({ at }, index) => at - (written[index]?.at ?? 0));
}

describe("progress", () => {
  test("has the fields of the API, with rate, percentage and remaining time computed from the bytes", async () => {
    const { clock, reporter } = aReporter();
    reporter.stage("transfer", { bytes: 1000, files: 4 });
    for (let second = 0; second < 5; second++) {
      reporter.addBytes(100);
      clock.advance(1000);
    }
    reporter.addFiles(1);
    reporter.detail("waiting 12 s for the source's quota");
    expect(reporter.state()).toEqual({
      stage: "transfer",
      detail: "waiting 12 s for the source's quota",
      bytes_done: 500,
      bytes_total: 1000,
      bytes_saved: 0,
      files_done: 1,
      files_total: 4,
      percent: 47,
      bytes_per_second: 100,
      eta_seconds: 5,
      attempt: 2,
      continuation: 1,
      heartbeat_at: new Date(clock.now()).toISOString(),
      stages: [{ stage: "transfer", started_at: new Date(clock.now() - 5000).toISOString(), seconds: null }],
    });
    await reporter.close();
  });

  test("times every stage, resumes the running one in a continuation and repeats none that a retry skips", async () => {
    const { clock, reporter } = aReporter();
    reporter.stage("resolve");
    clock.advance(2_000);
    reporter.stage("resolve", { bytes: 10, files: 1 });
    clock.advance(1_000);
    reporter.stage("transfer");
    clock.advance(4_000);
    const previous = reporter.state();
    expect(previous.stages).toMatchObject([
      { stage: "resolve", seconds: 3 },
      { stage: "transfer", seconds: null },
    ]);
    await reporter.close();

    const continued = aReporter({ clock, initial: { attempt: 2, continuation: 2, previous } }).reporter;
    continued.stage("transfer");
    clock.advance(1_000);
    continued.stage("done");
    expect(continued.state().stages).toMatchObject([
      { stage: "resolve", seconds: 3 },
      { stage: "transfer", seconds: 5 },
    ]);
    await continued.close();

    const retried = aReporter({ clock, initial: { attempt: 3, continuation: 0, previous } }).reporter;
    expect(retried.state().stages).toMatchObject([{ stage: "resolve", seconds: 3 }]);
    retried.stage("transfer");
    expect(retried.state().stages?.at(-1)).toMatchObject({ stage: "transfer", seconds: null });
    await retried.close();
  });

  test("takes the rate over the last 10 seconds, so that a standstill shows", async () => {
    const { clock, reporter } = aReporter();
    reporter.stage("transfer", { bytes: 10_000, files: 1 });
    reporter.addBytes(5_000);
    clock.advance(5_000);
    expect(reporter.state().bytes_per_second).toBe(1000);
    clock.advance(6_000);
    expect(reporter.state()).toMatchObject({ bytes_per_second: 0, eta_seconds: null });
    await reporter.close();
  });

  test("does not count bytes that needed no fetching in the rate", async () => {
    const { clock, reporter } = aReporter();
    reporter.stage("transfer", { bytes: 2000, files: 1 });
    reporter.addBytes(1000);
    reporter.addSaved?.(1000);
    clock.advance(1000);
    expect(reporter.state()).toMatchObject({ bytes_done: 1000, bytes_saved: 1000, bytes_per_second: 0 });
    await reporter.close();
  });

  test("is written at most once a second however often it changes", async () => {
    const gaps = await gapsWhileMoving(100);
    expect(gaps.length).toBeGreaterThanOrEqual(4);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  });

  test("is written every five seconds while several workers move the files, and soon when their number changes", async () => {
    const gaps = await gapsWhileMoving(400, (reporter, step) => {
      if (step === 40) reporter.workers?.(3, []);
      if (step === 300) reporter.stage("scan");
    });
    expect(gaps.slice(0, 7)).toEqual([1000, 1000, 5000, 5000, 3000, 1000, 1000]);
  });

  test("is written again while the rate falls to zero, and then no more", async () => {
    const { clock, written, reporter } = aReporter();
    reporter.stage("transfer", { bytes: 1e6, files: 1 });
    reporter.addBytes(10_000);
    for (let second = 0; second < 60; second++) {
      clock.advance(1000);
      await settled();
    }
    expect(written.at(-1)?.bytes_per_second).toBe(0);
    expect(written.length).toBeLessThan(8);
    await reporter.close();
  });

  test("of a continuation never shows less than the invocation before it", async () => {
    const { reporter: first } = aReporter();
    first.stage("transfer", { bytes: 1000, files: 4 });
    first.addBytes(600);
    first.addFiles(2);
    const previous = first.state();
    const { reporter } = aReporter({ initial: { attempt: 2, continuation: 2, previous } });
    expect(reporter.state()).toMatchObject({ bytes_done: 600, files_done: 2, percent: previous.percent });
    reporter.stage("transfer", { bytes: 1000, files: 4 });
    reporter.addBytes(700);
    expect(reporter.state()).toMatchObject({ bytes_done: 700, files_done: 2, continuation: 2 });
  });

  test("of a new attempt starts from zero", () => {
    const { reporter: first } = aReporter();
    first.stage("transfer", { bytes: 1000, files: 4 });
    first.addBytes(600);
    const initial = { attempt: 3, continuation: 0, previous: first.state() };
    expect(aReporter({ initial }).reporter.state()).toMatchObject({ bytes_done: 0, percent: 0, attempt: 3 });
  });
});

describe("a write of progress", () => {
  test("that finds the lease lost stops writing and reports it", async () => {
    const lost: unknown[] = [];
    let writes = 0;
    const write = async () => {
      writes += 1;
      throw new LeaseLost(7);
    };
    const { clock, reporter } = aReporter({ write, onLost: (error) => lost.push(error) });
    reporter.addBytes(1);
    clock.advance(0);
    await settled();
    reporter.addBytes(1);
    clock.advance(10_000);
    await settled();
    expect([writes, lost.length]).toEqual([1, 1]);
    expect(lost[0]).toBeInstanceOf(LeaseLost);
  });

  test("that fails otherwise is reported, and the next change is written", async () => {
    const faults: unknown[] = [];
    let writes = 0;
    const write = async () => {
      writes += 1;
      if (writes === 1) throw new Error("no connection");
    };
    const { reporter } = aReporter({ write, onFault: (error) => faults.push(error) });
    await reporter.flush();
    await reporter.flush();
    expect([writes, faults.length]).toEqual([2, 1]);
  });

  test("is awaited when the reporter is closed, and is the last one", async () => {
    const answers: (() => void)[] = [];
    const write = () => new Promise<void>((resolve) => answers.push(resolve));
    const { clock, reporter } = aReporter({ write });
    reporter.addBytes(1);
    clock.advance(0);
    await settled();
    let closed = false;
    const closing = reporter.close().then(() => {
      closed = true;
    });
    await settled();
    expect(closed).toBe(false);
    answers[0]?.();
    await closing;
    reporter.addBytes(1);
    clock.advance(5_000);
    await settled();
    expect(answers.length).toBe(1);
  });
});

test("progress never goes backwards and never past its totals, whatever stages report", () => {
  const told = fc.oneof(
    fc.record({ bytes: fc.nat(5000) }),
    fc.record({ files: fc.nat(3) }),
    fc.record({ saved: fc.nat(500) }),
    fc.record({ wait: fc.nat(20_000) }),
    fc.record({ stage: fc.constantFrom("resolve", "evidence", "rate", "transfer", "scan", "archive", "done") }),
  );
  fc.assert(
    fc.property(fc.array(told, { maxLength: 40 }), (steps) => {
      const { clock, reporter } = aReporter();
      reporter.stage("transfer", { bytes: 20_000, files: 10 });
      let before = reporter.state();
      for (const step of steps) {
        if ("bytes" in step) reporter.addBytes(step.bytes);
        else if ("files" in step) reporter.addFiles(step.files);
        else if ("saved" in step) reporter.addSaved?.(step.saved);
        else if ("wait" in step) clock.advance(step.wait);
        else reporter.stage(step.stage);
        const now = reporter.state();
        for (const field of ["bytes_done", "files_done", "percent"] as const) {
          expect(now[field]).toBeGreaterThanOrEqual(before[field]);
        }
        expect(now.bytes_done).toBeLessThanOrEqual(20_000);
        expect(now.files_done).toBeLessThanOrEqual(10);
        expect(now.bytes_per_second).toBeGreaterThanOrEqual(0);
        before = now;
      }
    }),
  );
});
