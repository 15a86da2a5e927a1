import { describe, expect, test } from "vitest";
import { IngestFailure } from "../../../domain/failure.ts";
import { transfer } from "../../../lambda/transfer/transfer.ts";
import type { FaultAction, FaultFrequency, FaultTarget } from "../../../local/hub.ts";
import {
  aCall,
  aContext,
  aHub,
  aRepository,
  aStore,
  contentsOfStore,
  counting,
  failureOf,
  MiB,
  modelLink,
  PATIENT,
  wrongBlobs,
} from "../../support/transfer/transfer-world.ts";

/** Just above the size from which S3 copies ranges. */
const PART = 5 * MiB + 1;
/** Three parts. */
const BYTES = 2 * PART + 5;
const repository = aRepository([
  { path: "config.json", content: '{"a": 1}' },
  { path: "model.safetensors", content: { bytes: BYTES, seed: 3 } },
]);
const large: FaultTarget = { file: "model.safetensors" };
const small: FaultTarget = { file: "config.json" };
const OPTIONS = { firstPauseMs: 1, tries: 3, partBytes: PART };

interface Fault {
  readonly target: FaultTarget;
  readonly action: FaultAction;
  readonly frequency?: FaultFrequency;
}

/** Only a fault that says nothing any more may be ended by a time limit. */
const timeoutsFor = (faults: readonly Fault[]) =>
  faults.some(({ action }) => action.kind === "stall") ? { ...PATIENT, stall: 1_000 } : PATIENT;

async function transferWith(...faults: readonly Fault[]) {
  const { hub, source } = await aHub({ repositories: [repository] }, { timeouts: timeoutsFor(faults) });
  const { store } = await aStore();
  const { listing } = await source.resolve(modelLink(), aCall());
  const planned = faults.map(({ target, action, frequency }) => hub.faults.add(target, action, frequency));
  const { seen, progress } = counting();
  const run = transfer(listing, source, aContext(store, { progress }), OPTIONS);
  return { hub, store, run, seen, struck: () => planned.map((fault) => fault.fired) };
}

const cdn = (target: FaultTarget): FaultTarget => ({ ...target, listener: "cdn" });

describe("a transfer completes when the source", () => {
  test.each<[string, Fault]>([
    ["drops the connection inside a part", { target: large, action: { kind: "drop", afterBytes: 3 * MiB } }],
    ["ends a part too early", { target: cdn(large), action: { kind: "truncate", afterBytes: MiB } }],
    ["stalls inside a part", { target: cdn(large), action: { kind: "stall", afterBytes: 2 * MiB } }],
    ["answers 500", { target: large, action: { kind: "status", status: 500 } }],
    ["answers 503 for a small file", { target: small, action: { kind: "status", status: 503 } }],
    ["lets a signed address expire", { target: cdn(large), action: { kind: "expired-signature" } }],
    ["ignores the range", { target: cdn(large), action: { kind: "ignore-range" } }],
    ["sends a wrong byte", { target: cdn(large), action: { kind: "flip", offset: 9 * MiB } }],
    ["sends a wrong byte of a small file", { target: small, action: { kind: "flip", offset: 3 } }],
    ["drops a small file", { target: small, action: { kind: "drop", afterBytes: 4 } }],
  ])("a transfer completes when the source %s once", async (_, fault) => {
    const { store, run, seen, struck } = await transferWith({ ...fault, frequency: { times: 1 } });
    await run;
    expect(struck()).toEqual([1]);
    const { objects, uploads } = await contentsOfStore(store);
    expect(wrongBlobs(objects)).toEqual([]);
    expect([objects.size, uploads]).toEqual([2, []]);
    expect(seen).toMatchObject({ bytes: BYTES + 8, files: 2 });
  });

  test("drops every second connection after a MiB", async () => {
    const drop: FaultAction = { kind: "drop", afterBytes: MiB };
    const { store, run } = await transferWith({
      target: cdn(large),
      action: drop,
      frequency: { probability: 0.5, seed: 7 },
    });
    await run;
    expect(wrongBlobs((await contentsOfStore(store)).objects)).toEqual([]);
  });

  test("asks to wait a second for its quota, and shows that in its progress", async () => {
    const headers = { ratelimit: '"resolvers";r=0;t=0', "retry-after": "1" };
    const { run, seen } = await transferWith({
      target: small,
      action: { kind: "status", status: 429, headers },
      frequency: { times: 1 },
    });
    await run;
    expect(seen.details).toContain("waiting 1 s for the source's quota");
    expect(seen.details.at(-1)).toBeNull();
  });
});

describe("a part that breaks off", () => {
  test("is continued where it stopped instead of fetched again", async () => {
    const fault = { target: cdn(large), action: { kind: "drop", afterBytes: 3 * MiB } } as const;
    const { run } = await transferWith({ ...fault, frequency: { times: 2 } });
    const { bytesFetched } = await run;
    expect(bytesFetched).toBe(BYTES + 8);
  });
});

describe("a transfer fails for good", () => {
  test.each<[string, Fault, string, string]>([
    [
      "as integrity_mismatch naming file and hashes when a file is wrong twice",
      { target: cdn(large), action: { kind: "flip", offset: 5 } },
      "integrity_mismatch",
      '"model.safetensors" should have SHA-256',
    ],
    [
      "as integrity_mismatch when a small file is wrong twice",
      { target: small, action: { kind: "flip", offset: 5 } },
      "integrity_mismatch",
      '"config.json" should have git SHA-1',
    ],
    [
      "as integrity_mismatch when a file has more bytes than listed",
      { target: small, action: { kind: "overlong", extraBytes: 10 } },
      "integrity_mismatch",
      '"config.json" has more than the 8 bytes listed',
    ],
    [
      "as source_untrusted when a file is redirected to a foreign host",
      { target: small, action: { kind: "redirect", location: "https://evil.example/config.json" } },
      "source_untrusted",
      "the source pointed to https://evil.example, which is not a trusted host",
    ],
    [
      "as source_not_found when a listed file is gone",
      { target: small, action: { kind: "status", status: 404, headers: { "x-error-code": "EntryNotFound" } } },
      "source_not_found",
      'file "config.json"',
    ],
  ])("a transfer fails %s, leaving no upload and no wrong object", async (_, fault, code, detail) => {
    const { store, run } = await transferWith(fault);
    const failure = await failureOf(run);
    expect(failure.code).toBe(code);
    expect(failure.detail).toContain(detail);
    const { objects, uploads } = await contentsOfStore(store);
    expect([wrongBlobs(objects), uploads]).toEqual([[], []]);
  });
});

describe("a transfer fails, and may be tried again,", () => {
  test.each<[string, Fault, string]>([
    [
      "when the source answers only 503",
      { target: large, action: { kind: "status", status: 503 } },
      "source_unavailable",
    ],
    [
      "when a file stalls every time",
      { target: small, action: { kind: "stall", afterBytes: 1 } },
      "source_unavailable",
    ],
    ["when redirects form a loop", { target: small, action: { kind: "redirect-loop" } }, "source_unavailable"],
    [
      "when the source asks for a longer wait than allowed",
      { target: small, action: { kind: "status", status: 429, headers: { "retry-after": "900" } } },
      "source_rate_limited",
    ],
  ])("a transfer fails retryably %s", async (_, fault, code) => {
    const { hub, store, run } = await transferWith(fault);
    const failure = await failureOf(run);
    expect(failure.code).toBe(code);
    expect(failure.detail).not.toMatch(/[?&](Signature|X-Amz|Expires|Policy)/i);
    expect(wrongBlobs((await contentsOfStore(store)).objects)).toEqual([]);
    hub.faults.clear();
  });
});

describe("a part that never arrives", () => {
  test("ends the transfer even though later parts of the file have arrived and wait to be hashed", async () => {
    const { source } = await aHub({ repositories: [repository] });
    const { store } = await aStore();
    const { listing } = await source.resolve(modelLink(), aCall());
    const kept = Promise.withResolvers<void>();
    const uploadPart: typeof store.uploadPart = async (...part) => {
      const result = await store.uploadPart(...part);
      kept.resolve();
      return result;
    };
    const open: typeof source.open = async (...wanted) => {
      if (wanted[2].range?.start !== 0) return source.open(...wanted);
      await kept.promise;
      throw new IngestFailure("source_not_found", "the first part is gone");
    };
    const run = transfer(listing, { ...source, open }, aContext({ ...store, uploadPart }), OPTIONS);
    expect((await failureOf(run)).detail).toBe("the first part is gone");
    expect(await store.listUploads("")).toEqual([]);
  });
});
