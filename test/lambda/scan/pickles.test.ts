import { deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calls, global, legacyTorch, npy, op, tarOf, text, zipOf } from "./assembler.ts";
import { codesIn, findingsIn, scanOf } from "./scan-of.ts";

const HARMLESS = calls["a stacked global"]?.("collections", "OrderedDict") as Buffer;

/** Everything that a pickle can lie in, from outside in. */
const wrappings: Record<string, (pickle: Buffer) => Buffer> = {
  nothing: (pickle) => pickle,
  "the second of two pickles": (pickle) => Buffer.concat([HARMLESS, pickle]),
  "the older torch format": legacyTorch,
  "a torch archive": (pickle) =>
    zipOf([
      ["m/data.pkl", pickle],
      ["m/data/0", Buffer.alloc(99)],
      ["m/version", Buffer.from("3\n")],
    ]),
  "a deflated zip": (pickle) => zipOf([["x/any.name", pickle]], { deflate: true }),
  "a zip with wrong checksums": (pickle) => zipOf([["a", pickle]], { wrongCrc: true }),
  "a zip with other local names": (pickle) => zipOf([["archive/data.pkl", pickle]], { localName: "readme.txt" }),
  "a zip without its directory": (pickle) => zipOf([["a.pkl", pickle]]).subarray(0, -40),
  "a zip behind other bytes": (pickle) => Buffer.concat([Buffer.from("#!/bin/sh\n"), zipOf([["a.pkl", pickle]])]),
  "a zip in a zip": (pickle) => zipOf([["in.zip", zipOf([["a", pickle]], { deflate: true })]], { deflate: true }),
  "an object array": (pickle) => npy("'|O'", pickle),
  "an object field": (pickle) => npy("[('a', '<f4'), ('b', '|O')]", pickle),
  "an npz": (pickle) => zipOf([["a.npy", npy("'|O'", pickle)]], { deflate: true }),
  gzip: (pickle) => gzipSync(pickle),
  zlib: (pickle) => deflateSync(pickle),
  "the second member of gzip": (pickle) => Buffer.concat([gzipSync(""), Buffer.alloc(5), gzipSync(pickle)]),
  "gzip with a wrong checksum": (pickle) => Buffer.concat([gzipSync(pickle).subarray(0, -8), Buffer.alloc(8, 1)]),
  "zlib with a wrong checksum": (pickle) => Buffer.concat([deflateSync(pickle).subarray(0, -4), Buffer.alloc(4, 1)]),
  zstd: (pickle) => zstdCompressSync(pickle),
  "damaged gzip": (pickle) => gzipSync(Buffer.concat([pickle, Buffer.alloc(9)])).subarray(0, -6),
  "a tar": (pickle) => tarOf("pickle", pickle),
};

describe("a dangerous import", () => {
  test("is found however it is called and whatever it lies in", async () => {
    const missed: string[] = [];
    for (const [called, make] of Object.entries(calls)) {
      for (const [wrapped, wrap] of Object.entries(wrappings)) {
        const findings = await findingsIn(wrap(make("posix", "system")));
        const found = findings.some(({ severity, text }) => severity === "unsafe" && text.includes("posix.system"));
        if (!found) missed.push(`${called} in ${wrapped}`);
      }
    }
    expect(missed).toEqual([]);
  });

  test("is found behind any mixture of wrappings", async () => {
    const onlyForPickles = /pickles|torch format|object|npz/;
    const names = Object.keys(wrappings);
    const mixed = fc.tuple(
      fc.constantFrom(...Object.keys(calls)),
      fc.array(fc.constantFrom(...names), { maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(mixed, async ([called, path]) => {
        fc.pre(!path.slice(0, -1).some((name) => onlyForPickles.test(name)));
        const pickle = (calls[called] as (typeof calls)[string])("builtins", "eval");
        const file = path.reduceRight((inner, name) => (wrappings[name] as (pickle: Buffer) => Buffer)(inner), pickle);
        expect(await codesIn(file)).toContain("unsafe PICKLE_DANGEROUS_IMPORT");
      }),
      { numRuns: 60 },
    );
  });

  test("names module, function and place", async () => {
    const file = zipOf([["m/data.pkl", calls["a global"]?.("os", "system") as Buffer]]);
    expect(await findingsIn(file, "sub/pytorch_model.bin")).toEqual([
      {
        path: "sub/pytorch_model.bin",
        member: "m/data.pkl",
        severity: "unsafe",
        code: "PICKLE_DANGEROUS_IMPORT",
        text: "The pickle imports and calls os.system, which can run code.",
      },
    ]);
  });

  test("is found behind embedded data that is passed over without being fetched", async () => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(3_000_000);
    const data = op("BINBYTES", length, Buffer.alloc(3_000_000, "c"));
    const file = Buffer.concat([
      op("PROTO", 3),
      data,
      global("os", "popen"),
      op("EMPTY_TUPLE"),
      op("REDUCE"),
      op("STOP"),
    ]);
    const report = await scanOf({ "a.pkl": file }, { readBytes: 500_000 });
    expect(report.findings.map(({ severity }) => severity)).toEqual(["unsafe"]);
  });

  test("is found among raw arrays between pickles", async () => {
    const raw = Buffer.alloc(3_000_000, 0xff);
    for (const trace of [
      global("subprocess", "Popen"),
      Buffer.concat([text("os"), op("MEMOIZE"), text("system"), op("STACK_GLOBAL")]),
    ]) {
      const file = Buffer.concat([HARMLESS.subarray(0, -1), raw, trace, raw]);
      expect(await codesIn(file)).toContain("unsafe PICKLE_DANGEROUS_IMPORT");
    }
  });
});

describe("an import whose name is hidden", () => {
  const hidden: Record<string, Buffer[]> = {
    "from a computed value": [text("os"), op("NONE"), op("STACK_GLOBAL")],
    "from an unknown memo entry": [text("os"), op("BINGET", 9), op("STACK_GLOBAL")],
    "from a text with escapes": [op("STRING", "'o\\x73'\n"), text("system"), op("STACK_GLOBAL")],
    "from the extension registry": [op("EXT1", 5)],
  };

  test("is unsafe, whatever hides it", async () => {
    for (const [how, parts] of Object.entries(hidden)) {
      const file = Buffer.concat([op("PROTO", 2), ...parts, op("EMPTY_TUPLE"), op("REDUCE"), op("STOP")]);
      expect([how, await codesIn(file)]).toEqual([how, ["unsafe PICKLE_HIDDEN_IMPORT"]]);
    }
  });

  test("is not shown as another by numbers of the memo that were skipped, overwritten or filled later", async () => {
    const file = Buffer.concat([
      ...[op("PROTO", 4), text("a"), op("BINPUT", 1), text("b"), op("BINPUT", 0), text("os"), op("MEMOIZE")],
      ...[text("system"), op("BINPUT", 5), text("x"), op("MEMOIZE"), op("BINGET", 2), op("BINGET", 5)],
      ...[op("STACK_GLOBAL"), op("EMPTY_TUPLE"), op("REDUCE"), op("STOP")],
    ]);
    expect((await findingsIn(file)).map((finding) => finding.text).join()).toContain("os.system");
  });
});

describe("an ordinary pickle", () => {
  test("with harmless imports yields nothing", async () => {
    const tensors = Buffer.concat([
      ...[
        op("PROTO", 2),
        op("EMPTY_DICT"),
        op("BINPUT", 0),
        op("MARK"),
        text("w"),
        global("torch._utils", "_rebuild_tensor_v2"),
      ],
      ...[
        op("MARK"),
        op("MARK"),
        text("storage"),
        global("torch", "FloatStorage"),
        text("0"),
        text("cpu"),
        op("BININT1", 4),
      ],
      ...[op("TUPLE"), op("BINPERSID"), op("BININT1", 0), op("TUPLE"), op("REDUCE"), op("SETITEMS"), op("STOP")],
    ]);
    for (const wrap of ["nothing", "a torch archive", "the older torch format"]) {
      const report = await scanOf({ "m.bin": (wrappings[wrap] as (pickle: Buffer) => Buffer)(tensors) });
      expect(report).toEqual({ findings: [], scanned: 1 });
    }
  });

  test("with an import on no list is suspicious, and unsafe once it is called", async () => {
    const imported = Buffer.concat([op("PROTO", 4), global("acme.layers", "Layer"), op("STOP")]);
    expect(await codesIn(imported, "model.pkl")).toEqual(["suspicious PICKLE_UNKNOWN_IMPORT"]);
    const called = calls["a global"]?.("acme.layers", "Layer") as Buffer;
    expect(await codesIn(called, "model.pkl")).toEqual(["unsafe PICKLE_UNKNOWN_CALL"]);
    expect(await codesIn(calls["a global"]?.("sklearn.svm._classes", "SVC") as Buffer, "svm.pkl")).toEqual([]);
  });

  test("that ends too early is reported as broken", async () => {
    expect(await codesIn(HARMLESS.subarray(0, -1), "m.pkl")).toEqual(["suspicious PICKLE_BROKEN"]);
  });

  test("is not seen in a text or a program that begins like one", async () => {
    const texts = [
      "import os\nimport sys\nos.system('x')\n",
      "cos\nsystem\nare words.",
      "copy\nsubprocess\n(x)R.",
      "(I am text)\n",
    ];
    for (const written of texts) expect([written, await codesIn(Buffer.from(written), "a.py")]).toEqual([written, []]);
  });
});
