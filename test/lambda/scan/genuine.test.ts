import { describe, expect, test } from "vitest";
import { calls, global, op, text, zipOf } from "./assembler.ts";
import { harmfulFiles, honestFiles } from "./genuine/files.ts";
import { findingsIn, scanOf } from "./scan-of.ts";

const pickle = (...parts: Buffer[]): Buffer => Buffer.concat([op("PROTO", 2), ...parts, op("STOP")]);
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
/** An object of a class that is rebuilt without arguments, then given a state. */
const instance = (module: string, name: string): Buffer =>
  Buffer.concat([global(module, name), op("EMPTY_TUPLE"), op("NEWOBJ"), op("EMPTY_DICT"), op("BUILD")]);

const tensor = Buffer.concat([
  ...[global("torch._utils", "_rebuild_tensor_v2"), op("MARK"), op("MARK"), text("storage")],
  ...[global("torch", "BFloat16Storage"), text("0"), text("cuda:0"), op("BININT1", 4), op("TUPLE"), op("BINPERSID")],
  ...[op("BININT1", 0), op("BININT1", 4), op("TUPLE1"), op("BININT1", 1), op("TUPLE1"), op("NEWFALSE")],
  ...[global("collections", "OrderedDict"), op("EMPTY_TUPLE"), op("REDUCE"), op("TUPLE"), op("REDUCE")],
]);
const dense = {
  module: "keras.layers",
  class_name: "Dense",
  config: { units: 2, kernel_initializer: { module: "keras.initializers", class_name: "GlorotUniform", config: {} } },
  registered_name: null,
};

/** Layouts of versions whose tools are not at hand, after their documentation. */
const byHand: Record<string, Buffer> = {
  "torch-2.1.pt": zipOf([
    ["model/data.pkl", pickle(op("EMPTY_DICT"), op("MARK"), text("w"), tensor, op("SETITEMS"))],
    ["model/byteorder", Buffer.from("little")],
    ["model/data/0", Buffer.from("8004000000ffff01", "hex")],
    ["model/version", Buffer.from("3\n")],
    ["model/.data/serialization_id", Buffer.from("0123456789")],
  ]),
  "torch-2.6.pt": zipOf([
    ["archive/data.pkl", pickle(tensor)],
    ["archive/.format_version", Buffer.from("1")],
    ["archive/.storage_alignment", Buffer.from("64")],
    ["archive/byteorder", Buffer.from("little")],
    ["archive/data/0", Buffer.alloc(64)],
    ["archive/version", Buffer.from("3\n")],
  ]),
  "training_args.bin": zipOf([
    [
      "training_args/data.pkl",
      pickle(
        instance("transformers.training_args", "TrainingArguments"),
        ...[global("transformers.trainer_utils", "IntervalStrategy"), text("no"), op("TUPLE1"), op("REDUCE")],
        ...[global("torch", "device"), text("cpu"), op("TUPLE1"), op("REDUCE"), op("TUPLE3")],
      ),
    ],
  ]),
  "numpy-2.pkl": pickle(
    ...[global("numpy._core.multiarray", "scalar"), global("numpy", "dtype"), text("f8"), op("NEWFALSE")],
    ...[
      op("NEWTRUE"),
      op("TUPLE3"),
      op("REDUCE"),
      op("SHORT_BINBYTES", 8, Buffer.alloc(8)),
      op("TUPLE2"),
      op("REDUCE"),
    ],
  ),
  "sklearn-0.19.pkl": pickle(instance("sklearn.svm.classes", "SVC")),
  "sklearn-1.6.pkl": pickle(instance("sklearn.preprocessing._target_encoder", "TargetEncoder")),
  "lightning.ckpt": zipOf([
    ["a/data.pkl", pickle(instance("lightning.fabric.utilities.data", "AttributeDict"))],
    ["a/version", Buffer.from("3\n")],
  ]),
  "xgboost.pkl": pickle(instance("xgboost.sklearn", "XGBClassifier")),
  "model.keras": zipOf([
    ["metadata.json", json({ keras_version: "3.5.0" })],
    [
      "config.json",
      json({ module: "keras", class_name: "Sequential", config: { layers: [dense] }, registered_name: null }),
    ],
  ]),
  "model.safetensors": Buffer.concat([
    u64(63),
    Buffer.from(JSON.stringify({ a: { dtype: "U8", shape: [2], data_offsets: [0, 2] } }).padEnd(63)),
    Buffer.alloc(2),
  ]),
  "tokenizer_config.json": Buffer.from('{"chat_template": "{{ messages[0].content }}", "model_max_length": Infinity}'),
  "hparams.yaml": Buffer.from("model: !new:speechbrain.lobes.models.CRDNN\n  size: 3\nwhen: !!python/tuple [1, 2]\n"),
  "config.yml": Buffer.from("!!python/object/apply:collections.OrderedDict\n- - - gamma\n    - 0.9\n"),
  "model.tflite": Buffer.concat([Buffer.from("1c000000", "hex"), Buffer.from("TFL3"), Buffer.alloc(60)]),
  "README.md": Buffer.from("GGUF is a file format.\n\n| a | b |\n|---|---|\n"),
  "tf_model.data-00000-of-00001": Buffer.from("00112233445566778899aabb", "hex"),
};

describe("an honest file", () => {
  test("is admitted as numpy, joblib, scikit-learn, pandas, h5py, onnx, torch, tarfile and zipfile write it", async () => {
    const report = await scanOf(Object.fromEntries(honestFiles));
    expect(honestFiles.length).toBeGreaterThanOrEqual(250);
    expect(report.findings.filter(({ severity }) => severity === "unsafe")).toEqual([]);
    // The archives hold a file of all byte values, whose format nobody knows.
    expect(report.findings.filter(({ code }) => code !== "FORMAT_UNKNOWN")).toEqual([]);
  });

  test("is admitted in the layouts of other versions", async () => {
    const { findings } = await scanOf(byHand);
    expect(findings).toEqual([]);
  });

  test("of random bytes is never called a pickle", async () => {
    let state = 7;
    const noise = Array.from({ length: 400 }, (_, index) => {
      const bytes = Buffer.alloc(3000);
      for (let at = 0; at < bytes.length; at++) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        bytes[at] = state >>> 16;
      }
      return [`${index}.bin`, bytes] as const;
    });
    const { findings } = await scanOf(Object.fromEntries(noise));
    expect(findings.filter(({ severity }) => severity === "unsafe")).toEqual([]);
  });
});

describe("a file with a payload", () => {
  test("is rejected as pickle, torch, numpy, joblib and h5py write it, in each of their compressions", async () => {
    const admitted: string[] = [];
    for (const [name, content] of harmfulFiles) {
      const findings = await findingsIn(content, name);
      if (!findings.some(({ severity }) => severity === "unsafe")) admitted.push(name);
    }
    expect(harmfulFiles.length).toBeGreaterThanOrEqual(45);
    expect(admitted).toEqual([]);
  });

  test("is rejected in every layout that is admitted without it", async () => {
    const evil = calls["a global"]?.("builtins", "eval") as Buffer;
    for (const name of ["torch-2.1.pt", "numpy-2.pkl", "sklearn-0.19.pkl"]) {
      const file = name.endsWith(".pt") ? zipOf([["model/data.pkl", evil]]) : evil;
      expect((await findingsIn(file, name)).map(({ severity }) => severity)).toContain("unsafe");
    }
  });
});
