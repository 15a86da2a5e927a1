import { describe, expect, test } from "vitest";
import { calls, zipOf } from "./assembler.ts";
import { codesIn, scanOf } from "./scan-of.ts";

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const EVIL = calls["a global"]?.("os", "system") as Buffer;

function safetensors(header: unknown, bytes: number): Buffer {
  const text = typeof header === "string" ? Buffer.from(header) : json(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(bytes)]);
}
const tensor = (dtype: string, shape: number[], from: number, to: number) => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

describe("a safetensors file", () => {
  test("whose header describes exactly its bytes yields nothing", async () => {
    const header = {
      __metadata__: { format: "pt" },
      a: tensor("F32", [2, 2], 0, 16),
      b: tensor("F16", [], 16, 18),
      c: tensor("F4", [4], 18, 20),
    };
    expect(await scanOf({ "m.safetensors": safetensors(header, 20) })).toEqual({
      findings: [],
      scanned: 1,
    });
  });

  test("is suspicious for holes, overlaps, surplus or missing bytes, unknown types and names that appear twice", async () => {
    const wrong: [unknown, number][] = [
      [{ a: tensor("U8", [2], 0, 2), b: tensor("U8", [2], 3, 5) }, 5],
      [{ a: tensor("U8", [4], 0, 4), b: tensor("U8", [2], 2, 4) }, 4],
      [{ a: tensor("U8", [2], 0, 2) }, 9],
      [{ a: tensor("U8", [8], 0, 8) }, 2],
      [{ a: tensor("Q7", [2], 0, 2) }, 2],
      [{ a: tensor("F32", [3], 0, 8) }, 8],
      [{ a: tensor("U8", [-1], 0, 1) }, 1],
      ['{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1],
      ['{"a":', 1],
    ];
    for (const [header, bytes] of wrong) {
      expect(await codesIn(safetensors(header, bytes))).toEqual(["suspicious SAFETENSORS_INVALID"]);
    }
  });

  test("with a zip appended is looked at as both", async () => {
    const both = Buffer.concat([safetensors({ a: tensor("U8", [2], 0, 2) }, 2), zipOf([["data.pkl", EVIL]])]);
    const codes = await codesIn(both);
    expect(codes).toEqual(expect.arrayContaining(["unsafe PICKLE_DANGEROUS_IMPORT", "suspicious TWO_FORMATS"]));
  });
});

describe("a Keras model", () => {
  const layer = (config: object) =>
    json({ class_name: "Sequential", config: { layers: [{ class_name: "Lambda", config }] } });
  const code = layer({ name: "l", function: ["4wEAAAA=", null, null], function_type: "lambda" });
  const named = layer({ name: "l", function: "my_function", function_type: "function" });

  test("with marshalled code in a Lambda layer is unsafe, as archive and as JSON", async () => {
    expect(await codesIn(zipOf([["config.json", code]], { deflate: true }), "m.keras")).toEqual([
      "unsafe KERAS_LAMBDA",
    ]);
    expect(await codesIn(code, "config.json")).toEqual(["unsafe KERAS_LAMBDA"]);
  });

  test("with a Lambda layer that only names a function is suspicious, and one without is not", async () => {
    expect(await codesIn(zipOf([["config.json", named]]), "m.keras")).toEqual(["suspicious KERAS_LAMBDA"]);
    const plain = json({ class_name: "Dense", module: "keras.layers", config: { name: "Lambda" } });
    expect(await codesIn(zipOf([["config.json", plain]]), "m.keras")).toEqual([]);
  });

  test("with a layer of a foreign module, which Keras imports and calls, is unsafe", async () => {
    const foreign = json({ module: "acme.layers", class_name: "X", registered_name: "X", config: {} });
    expect(await codesIn(zipOf([["config.json", foreign]]), "m.keras")).toEqual(["unsafe KERAS_FOREIGN_MODULE"]);
  });
});

describe("a chat template", () => {
  const breakout = "{{ ''.__class__.__mro__[1].__subclasses__() }}";
  const u64 = (value: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return bytes;
  };
  const string = (value: string): Buffer => Buffer.concat([u64(value.length), Buffer.from(value)]);
  const gguf = (template: string): Buffer => {
    const words = Buffer.concat([Buffer.from([9, 0, 0, 0, 8, 0, 0, 0]), u64(2), string("a"), string("bc")]);
    const numbers = Buffer.concat([Buffer.from([9, 0, 0, 0, 6, 0, 0, 0]), u64(3), Buffer.alloc(12)]);
    const values = [words, numbers, Buffer.concat([Buffer.from([8, 0, 0, 0]), string(template)])];
    const keys = ["tokens", "scores", "tokenizer.chat_template"].map((key, index) =>
      Buffer.concat([string(key), values[index] as Buffer]),
    );
    return Buffer.concat([Buffer.from("GGUF\x03\0\0\0"), u64(0), u64(3), ...keys]);
  };

  test("that reaches for the interpreter is unsafe wherever it stands", async () => {
    expect(await codesIn(gguf(breakout), "q4.gguf")).toEqual(["unsafe TEMPLATE_ESCAPE"]);
    expect(await codesIn(Buffer.from(breakout), "chat_template.jinja")).toEqual(["unsafe TEMPLATE_ESCAPE"]);
    for (const template of [breakout, [{ name: "default", template: breakout }]]) {
      expect(await codesIn(json({ chat_template: template }), "tokenizer_config.json")).toEqual([
        "unsafe TEMPLATE_ESCAPE",
      ]);
    }
  });

  test("that only formats messages yields nothing", async () => {
    const template = "{% for message in messages %}{{ message['content'] | trim }}{% endfor %}";
    expect(await codesIn(gguf(template), "q4.gguf")).toEqual([]);
    expect(await codesIn(json({ chat_template: template }), "tokenizer_config.json")).toEqual([]);
  });

  test("cannot hide behind a header that is cut off", async () => {
    expect(await codesIn(gguf("hello").subarray(0, -3), "q4.gguf")).toEqual(["suspicious GGUF_INVALID"]);
  });
});

describe("a graph", () => {
  const field = (number: number, value: Buffer | string): Buffer => {
    const bytes = Buffer.from(value as string);
    const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
    return Buffer.concat([Buffer.from([number * 8 + 2, ...length]), bytes]);
  };
  const onnx = (location: string): Buffer => {
    const entry = Buffer.concat([field(1, "location"), field(2, location)]);
    const weights = Buffer.concat([field(8, "w"), field(13, entry)]);
    return Buffer.concat([
      Buffer.from([8, 8]),
      field(2, "pytorch"),
      field(7, field(5, weights)),
      field(8, Buffer.from([16, 17])),
    ]);
  };

  test("of ONNX that reads tensors from outside its folder is unsafe, and from beside itself is not", async () => {
    for (const path of ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\x"]) {
      expect(await codesIn(onnx(path), "m.onnx")).toEqual(["unsafe ONNX_EXTERNAL_PATH"]);
    }
    expect(await codesIn(onnx("model.onnx_data"), "m.onnx")).toEqual([]);
  });

  test("of TensorFlow that writes files is unsafe", async () => {
    const node = Buffer.concat([field(1, "n"), field(2, "WriteFile")]);
    const saved = Buffer.concat([Buffer.from([8, 1]), field(2, field(2, field(1, node)))]);
    expect(await codesIn(saved, "saved_model.pb")).toEqual(["unsafe GRAPH_OPERATION"]);
  });
});
