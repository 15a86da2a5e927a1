import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OutOfTime } from "../../../domain/failure.ts";
import { scan } from "../../../lambda/scan/scan.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";
import { stageContext, storeBlob } from "../../support/transfer/stage-context.ts";
import { calls, zipOf } from "./assembler.ts";
import { codesIn, scanOf } from "./scan-of.ts";

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const EVIL = calls["a global"]?.("os", "system") as Buffer;

describe("scan", () => {
  test("tells of code that loading with trust runs, as information only", async () => {
    const config = json({ auto_map: { AutoModel: "modeling_x.XModel" } });
    expect(await codesIn(config, "config.json")).toEqual(["info REMOTE_CODE"]);
  });

  test("reports what it cannot open", async () => {
    const sealed = { "a.7z": "377abcaf271c0004", "a.bz2": "425a6839", "a.xz": "fd377a585a0000", "a.bin": "00112233ff" };
    const contents = Object.fromEntries(Object.entries(sealed).map(([path, hex]) => [path, Buffer.from(hex, "hex")]));
    const { findings } = await scanOf(contents);
    expect(findings.map(({ path, code }) => `${path} ${code}`)).toEqual([
      "a.7z ARCHIVE_SEALED",
      "a.bin FORMAT_UNKNOWN",
      "a.bz2 DAMAGED",
      "a.xz DAMAGED",
    ]);
  });

  test("stops at its limits with what it has found, and says so", async () => {
    const bomb = deflateSync(Buffer.alloc(5_000_000, "("));
    const many = zipOf(Array.from({ length: 50 }, (_, index) => [`${index}`, EVIL]));
    const deep = [1, 2, 3, 4, 5, 6, 7].reduce((inner) => zipOf([["z", inner]]), EVIL);
    const report = await scanOf({ bomb, many, deep }, { unpackBytes: 100_000, entries: 40 });
    const limited = report.findings.filter(({ code }) => code === "SCAN_LIMIT").map(({ path }) => path);
    expect(limited.toSorted()).toEqual(["bomb", "deep", "many"]);
  });

  test("reads of a torch archive its directory and its pickle, not its numbers", async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => [`m/data/${index}`, Buffer.alloc(1024 * 1024)] as const);
    const archive = zipOf([...numbers, ["m/data.pkl", EVIL], ["m/version", Buffer.from("3")]]);
    const report = await scanOf({ "pytorch_model.bin": archive }, { readBytes: 300_000 });
    expect(report.findings.map(({ code }) => code)).toEqual(["PICKLE_DANGEROUS_IMPORT"]);
  });

  test("stops when the time is over, when it is cancelled and when content is missing", async () => {
    const store = new MemoryStore();
    const files = [storeBlob(store, "a.pkl", EVIL)];
    const check = () => {
      throw new OutOfTime();
    };
    await expect(scan(files, stageContext(store, { deadline: { remaining: () => 0, check } }))).rejects.toBeInstanceOf(
      OutOfTime,
    );
    const signal = AbortSignal.abort(new Error("cancelled"));
    await expect(scan(files, stageContext(store, { signal }))).rejects.toThrow("cancelled");
    store.objects.clear();
    const ctx = stageContext(store);
    await expect(scan(files, ctx)).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(ctx.missing).toEqual([files[0]?.sha256]);
  });

  test("looks at equal content once and reports it for each path", async () => {
    const report = await scanOf({ "b/x.bin": EVIL, "a/x.bin": EVIL });
    expect(report.findings.map(({ path }) => path)).toEqual(["a/x.bin", "b/x.bin"]);
  });

  test("takes any bytes without failing, and always says what it could not judge", async () => {
    const starts = [
      "",
      "504b0304",
      "8004",
      "47475546",
      "894844460d0a1a0a",
      "1f8b08",
      "789c",
      "934e554d5059",
      "0808",
      "63",
      "28b52ffd",
    ];
    const content = fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 600 }))
      .map(([start, rest]) => Buffer.concat([Buffer.from(start, "hex"), rest]));
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        const { scanned } = await scanOf({ "any.bin": Buffer.concat([bytes, Buffer.from([0])]) });
        expect(scanned).toBe(1);
      }),
      { numRuns: 400 },
    );
  });

  test("takes damaged files of every kind without failing", async () => {
    const whole = zipOf(
      [
        ["m/data.pkl", EVIL],
        ["b.npy", Buffer.from("\x93NUMPY")],
      ],
      { deflate: true },
    );
    const damaged = fc.tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length));
    await fc.assert(
      fc.asyncProperty(damaged, async ([at, value, end]) => {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        const { scanned } = await scanOf({ "m.bin": bytes.subarray(0, Math.max(1, end)) });
        expect(scanned).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});
