/** The kinds of files that loaders read otherwise than scanners do, each with members that are generated. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calls, global, npy, op, text } from "./assembler.ts";
import { codesIn, findingsIn, scanOf } from "./scan-of.ts";

const EVIL = calls["a global"]?.("builtins", "eval") as Buffer;
const isUnsafe = async (content: Buffer, name: string): Promise<boolean> =>
  (await findingsIn(content, name)).some(({ severity }) => severity === "unsafe");
const pickleOf = (...parts: Buffer[]): Buffer => Buffer.concat([op("PROTO", 4), ...parts, op("STOP")]);
const callOf = (module: string, name: string): Buffer =>
  pickleOf(text(module), text(name), op("STACK_GLOBAL"), op("EMPTY_TUPLE"), op("REDUCE"));

describe("a mark in front of a pickle", () => {
  /** Opcodes that swallow a mark as their argument, so that unpicklers run what follows. */
  const swallowed: Record<string, Buffer> = {
    "a GIF": Buffer.from("GIF89a\0\0\x000", "latin1"),
    "an MP4": Buffer.from("C\x08xxftypis0", "latin1"),
    "a TensorFlow Lite model": Buffer.from("C\x08xxTFL3is0", "latin1"),
    "a bitmap": Buffer.from("B\x04\0\0\0BMxx0", "latin1"),
    "a text": Buffer.from("X\x04\0\0\0text0", "latin1"),
    "a safetensors header": Buffer.from(`${'B\x09\0\0\0\0\0\0{"a":1}xx0'.slice(0, 14)}0`, "latin1"),
  };

  test("hides nothing that unpicklers run, whatever the file is called", async () => {
    for (const [what, mark] of Object.entries(swallowed)) {
      for (const name of ["image.gif", "movie.mp4", "model.bin", "README.md"])
        expect([what, name, await isUnsafe(Buffer.concat([mark, EVIL]), name)]).toEqual([what, name, true]);
    }
  });

  test("that ends every unpickler still gives away the pickle behind it in a file named as one", async () => {
    const marks = [
      "GIF89a",
      "ID3 ",
      "RIFF",
      "\x1c\0\0\0TFL3",
      "\0\0\0 ftypisom",
      "\x89PNG\r\n\x1a\n",
      "%PDF-1.7\n",
      "OggS",
    ];
    const cases = fc.tuple(
      fc.constantFrom(...marks),
      fc.constantFrom(...Object.keys(calls)),
      fc.constantFrom("model.pkl", "model.pt", "model.bin", "model.ckpt", "model.joblib"),
      fc.uint8Array({ maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([mark, call, name, filler]) => {
        // Its names lie in the memo, before the place from which the pickle can be followed.
        fc.pre(call !== "names from the memo");
        const pickle = (calls[call] as (typeof calls)[string])("builtins", "eval");
        const file = Buffer.concat([Buffer.from(mark, "latin1"), Buffer.from(filler), pickle]);
        expect(await isUnsafe(file, name)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe("an import that is not on the list", () => {
  const gadgets = `mlflow.projects.backend.local _run_entry_point|pathlib Path.write_text|codecs open|gzip open|
     numpy.ctypeslib load_library|setuptools.sandbox run_setup|pkg_resources run_script|rlcompleter Completer|
     numpy ndarray.tofile|bz2 open|lzma open|zipfile ZipFile|torch.utils.model_zoo load_url|torch from_file|
     torch.fx.graph_module reduce_graph_module|cProfile runctx|asyncio.base_events BaseEventLoop|functools partial|
     builtins getattr|builtins map|operator methodcaller|transformers.dynamic_module_utils get_class_from_dynamic_module|
     joblib.numpy_pickle load|pandas.core.computation.eval eval|sklearn.externals.x y|acme.models Net`
    .split("|")
    .map((pair) => pair.trim().split(" ") as [string, string]);

  test("is unsafe once it is called, and more than a note when it is only imported", async () => {
    for (const [module, name] of gadgets) {
      expect([module, name, await isUnsafe(callOf(module, name), "m.pkl")]).toEqual([module, name, true]);
      const imported = await findingsIn(pickleOf(text(module), text(name), op("STACK_GLOBAL")), "m.pkl");
      expect(imported.map(({ severity }) => severity)).not.toContain("info");
      expect(imported).toHaveLength(1);
    }
  });

  test("is unsafe when it is called by way of the values it is handed to or stored in", async () => {
    const unknown = global("acme.models", "run");
    const dict = Buffer.concat([global("collections", "OrderedDict"), op("EMPTY_TUPLE"), op("REDUCE")]);
    const ways: Record<string, Buffer[]> = {
      "as an argument": [global("torch._tensor", "_rebuild_from_type_v2"), unknown, op("TUPLE1"), op("REDUCE")],
      "as the base of an object": [global("copyreg", "_reconstructor"), unknown, op("TUPLE1"), op("REDUCE")],
      "as __setstate__": [dict, op("EMPTY_DICT"), text("__setstate__"), unknown, op("SETITEM"), op("BUILD")],
      "as extend": [dict, op("EMPTY_DICT"), op("MARK"), text("extend"), unknown, op("SETITEMS"), op("BUILD")],
      "by its items": [unknown, text("a"), text("b"), op("SETITEM")],
      "by its state": [unknown, op("EMPTY_DICT"), op("BUILD")],
      "as a class from torch": [
        op("MARK"),
        text("module"),
        unknown,
        op("TUPLE"),
        op("BINPERSID"),
        op("EMPTY_TUPLE"),
        op("NEWOBJ"),
      ],
    };
    for (const [way, parts] of Object.entries(ways))
      expect([way, await isUnsafe(pickleOf(...parts), "m.pkl")]).toEqual([way, true]);
  });

  test("is unsafe for every name that is generated, when it is called", async () => {
    const word = fc.stringMatching(/^[a-z_]{3,10}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), word, async (path, name) => {
        const module = `acme_${path.join(".")}`;
        expect(await isUnsafe(callOf(module, name), "m.pkl")).toBe(true);
        expect(await codesIn(pickleOf(global(module, name)), "m.pkl")).toEqual(["suspicious PICKLE_UNKNOWN_IMPORT"]);
      }),
      { numRuns: 100 },
    );
  });

  test("is unsafe when the repository carries a module of that name", async () => {
    const file = pickleOf(global("helper", "Model"));
    const { findings } = await scanOf({ "model.pkl": file, "helper.py": Buffer.from("x = 1\n") });
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["unsafe PICKLE_OWN_MODULE"]);
  });

  test("is judged as SCAN_UNKNOWN says, while a dangerous one is always unsafe", async () => {
    const unknown = { "m.pkl": callOf("acme.models", "Net") };
    const severities = async (files: Record<string, Buffer>, policy: "executable" | "reject" | "report") =>
      (await scanOf(files, { unknown: policy })).findings.map(({ severity }) => severity);
    expect(await severities(unknown, "executable")).toEqual(["unsafe"]);
    expect(await severities(unknown, "report")).toEqual(["suspicious"]);
    expect(await severities({ "m.pkl": callOf("posix", "system") }, "report")).toEqual(["unsafe"]);
    const format = { "m.xyz": Buffer.from("00010203f0f1", "hex") };
    expect(await severities(format, "executable")).toEqual(["suspicious"]);
    expect(await severities(format, "reject")).toEqual(["unsafe"]);
  });
});

describe("an array of numpy", () => {
  test("is followed as a pickle unless its header proves that it holds none", async () => {
    const plain = ["'<f4'", "'|b1'", "'<U7'", "[('a', '<f4'), ('b', '<i8', (2,))]", "[(('title', 'a'), '|S3')]"];
    for (const descr of plain) expect([descr, await codesIn(npy(descr, EVIL), "a.npy")]).not.toContain("unsafe");
    const objects = ["'|O'", "'O8'", "'O'", "'object'", "[('a', '<f4'), ('b', '|O')]", "[('a', [('b', 'O')])]"];
    const hidden = [
      "'i4,O'",
      "'\\x4f'",
      "'\\u004f'",
      "'|' 'O'",
      "u'|O'",
      "('|O', (2,))",
      "'f'",
      "{'names': ['a'], 'formats': ['O']}",
    ];
    for (const descr of [...objects, ...hidden])
      expect([descr, await isUnsafe(npy(descr, EVIL), "a.npy")]).toEqual([descr, true]);
  });

  test("is followed for every header that is generated with an object in it", async () => {
    const field = fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/), fc.constantFrom("<f4", "|u1", "|O", "O", "<U3"));
    await fc.assert(
      fc.asyncProperty(fc.array(field, { minLength: 1, maxLength: 5 }), fc.boolean(), async (fields, isDouble) => {
        fc.pre(fields.some(([, type]) => type.includes("O")));
        const quote = isDouble ? '"' : "'";
        const list = fields.map(([name, type]) => `(${quote}${name}${quote}, ${quote}${type}${quote})`);
        expect(await isUnsafe(npy(`[${list.join(", ")}]`, EVIL), "a.npy")).toBe(true);
      }),
    );
  });
});
