import fc from "fast-check";
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

  test("that reaches for the interpreter is unsafe wherever it is", async () => {
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

  test("is found in GGUF of every version and byte order, under every key that speaks of templates", async () => {
    const number = (value: number, wide: boolean, big: boolean): Buffer => {
      const bytes = Buffer.alloc(wide ? 8 : 4);
      if (wide && big) bytes.writeBigUInt64BE(BigInt(value));
      else if (wide) bytes.writeBigUInt64LE(BigInt(value));
      else if (big) bytes.writeUInt32BE(value);
      else bytes.writeUInt32LE(value);
      return bytes;
    };
    const keys = ["tokenizer.chat_template", "tokenizer.chat_template.tool_use", "x.prompt_template"];
    const cases = fc.tuple(fc.constantFrom(1, 2, 3), fc.boolean(), fc.constantFrom(...keys), fc.boolean());
    await fc.assert(
      fc.asyncProperty(cases, async ([version, big, key, inList]) => {
        const size = (value: number): Buffer => number(value, version > 1, big);
        const word = (value: string): Buffer => Buffer.concat([size(value.length), Buffer.from(value)]);
        const type = (value: number): Buffer => number(value, false, big);
        const list = Buffer.concat([type(9), type(8), size(2), word("fine"), word(breakout)]);
        const value = inList ? list : Buffer.concat([type(8), word(breakout)]);
        const other = Buffer.concat([word("n"), type(4), type(7)]);
        const file = [Buffer.from("GGUF"), type(version), size(0), size(2), other, word(key), value];
        expect(await codesIn(Buffer.concat(file), "q4.gguf")).toEqual(["unsafe TEMPLATE_ESCAPE"]);
      }),
      { numRuns: 40 },
    );
    expect(await codesIn(Buffer.from("GGUF is a format for models.\n"), "README.md")).toEqual([]);
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

  test("of ONNX gives its tensors away in any order of fields and behind groups, which parsers skip", async () => {
    const tensor = field(7, field(5, field(13, Buffer.concat([field(1, "location"), field(2, "../x")]))));
    const group = Buffer.from([0x0b, 0x10, 0x01, 0x0c]);
    for (const parts of [
      [tensor, Buffer.from([8, 8])],
      [group, tensor],
      [field(2, "x"), group, tensor, Buffer.from([8, 8])],
    ])
      expect(await codesIn(Buffer.concat(parts), "m.onnx")).toEqual(["unsafe ONNX_EXTERNAL_PATH"]);
  });

  test("of Keras metadata with a Lambda layer is unsafe, alone and within a SavedModel", async () => {
    const layer = '{"class_name": "\\u004cambda", "config": {"function": ["4wA="], "function_type": "lambda"}}';
    const metadata = field(1, field(5, layer));
    expect(await codesIn(metadata, "keras_metadata.pb")).toEqual(["unsafe KERAS_LAMBDA"]);
    const saved = Buffer.concat([Buffer.from([8, 1]), field(2, field(7, field(1, field(4, field(3, layer)))))]);
    expect(await codesIn(saved, "saved_model.pb")).toEqual(["unsafe KERAS_LAMBDA"]);
    const asText = Buffer.from('meta_graphs { graph_def { node { name: "n" op: "WriteFile" } } }');
    expect(await codesIn(asText, "saved_model.pbtxt")).toEqual(["unsafe GRAPH_OPERATION"]);
  });

  test("of TensorFlow Lite with a file operation under the Flex prefix is unsafe", async () => {
    const model = (name: string): Buffer => {
      const bytes = Buffer.alloc(128);
      bytes.writeUInt32LE(40, 0);
      bytes.write("TFL3", 4);
      // The root table at 40 with its vtable at 20, whose second field leads to the operators.
      bytes.writeUInt16LE(8, 20);
      bytes.writeUInt16LE(4, 26);
      bytes.writeInt32LE(20, 40);
      bytes.writeUInt32LE(8, 44);
      bytes.writeUInt32LE(1, 52);
      bytes.writeUInt32LE(24, 56);
      // The operator at 80 with its vtable at 64, whose second field leads to the name.
      bytes.writeUInt16LE(8, 64);
      bytes.writeUInt16LE(4, 70);
      bytes.writeInt32LE(16, 80);
      bytes.writeUInt32LE(8, 84);
      bytes.writeUInt32LE(name.length, 92);
      bytes.write(name, 96);
      return bytes;
    };
    expect(await codesIn(model("FlexWriteFile"), "m.tflite")).toEqual(["unsafe GRAPH_OPERATION"]);
    expect(await codesIn(model("FlexAddV2"), "m.tflite")).toEqual([]);
    expect(await codesIn(model("AcmeOp"), "m.tflite")).toEqual(["suspicious GRAPH_OPERATION"]);
  });

  test("of TensorFlow that writes files is unsafe", async () => {
    const node = Buffer.concat([field(1, "n"), field(2, "WriteFile")]);
    const saved = Buffer.concat([Buffer.from([8, 1]), field(2, field(2, field(1, node)))]);
    expect(await codesIn(saved, "saved_model.pb")).toEqual(["unsafe GRAPH_OPERATION"]);
  });
});

describe("a table or an object of another language", () => {
  test("is unsafe when a column type is pickled, plainly or in the schema that Parquet keeps as base64", async () => {
    const schema = Buffer.from(`${"x".repeat(60)}arrow.py_extension_type${"x".repeat(60)}`);
    const arrow = Buffer.concat([Buffer.from("ARROW1\0\0"), schema]);
    expect(await codesIn(arrow, "a.arrow")).toEqual(["unsafe ARROW_PICKLED_TYPE"]);
    const footer = Buffer.from(`ARROW:schema\u0018${schema.toString("base64")}`);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    const parquet = Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(2_000_000), footer, length, Buffer.from("PAR1")]);
    expect(await codesIn(parquet, "a.parquet")).toEqual(["unsafe ARROW_PICKLED_TYPE"]);
  });

  test("is unsafe when it holds serialized objects of R or Java, and suspicious when it is a program", async () => {
    expect(await codesIn(Buffer.from("RDX3\nX\n"), "a.RData")).toEqual(["unsafe SERIALIZED_OBJECTS"]);
    expect(await codesIn(Buffer.from("aced000573720001", "hex"), "a.ser")).toEqual(["unsafe SERIALIZED_OBJECTS"]);
    expect(await codesIn(Buffer.from("7f454c460201010000", "hex"), "a.so")).toEqual(["suspicious PROGRAM"]);
  });
});
