import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { blobKey } from "../../../domain/object-keys.ts";
import { buildArchive } from "../../../lambda/archive/build.ts";
import { componentOf, streamSubset, subsetBytes } from "../../../lambda/archive/subset.ts";
import type { StoredFile } from "../../../lambda/ports.ts";
import { testWith } from "../../support/programs/programs.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";
import { stageContext, storeBlob, storeRope } from "../../support/transfer/stage-context.ts";
import { infoZip, javaZipInputStream, yauzlBuffer } from "./readers.ts";

const MIB = 1024 * 1024;
const live = new AbortController().signal;

function world(): { store: MemoryStore; files: StoredFile[] } {
  const store = new MemoryStore();
  const files = [
    storeBlob(store, "README.md", Buffer.from("# A model")),
    storeBlob(store, "config.json", Buffer.from("{}")),
    storeRope(store, "model-00001-of-00002.safetensors", [Buffer.from("one"), 20 * MIB]),
    storeRope(store, "model-00002-of-00002.safetensors", [Buffer.from("two"), 9 * MIB]),
    storeBlob(store, "model.safetensors.index.json", Buffer.from("{}")),
    storeBlob(store, "modeling.py", Buffer.from("import torch")),
    storeBlob(store, "sub/adapter.bin", Buffer.alloc(100_000, "a")),
  ];
  return { store, files };
}

describe("componentOf", () => {
  test("puts weights in any format and their shard index under weights", () => {
    const weights =
      "a.safetensors pytorch_model.bin x.pt x.PTH last.ckpt q4.gguf m.onnx m.onnx_data m.onnx.data tf_model.h5 m.keras flax_model.msgpack saved_model.pb m.tflite w.npz model.safetensors.index.json variables/variables.data-00000-of-00001 variables/variables.index model.ckpt-1000.index";
    for (const path of weights.split(" ")) expect([path, componentOf(path)]).toEqual([path, "weights"]);
  });

  test("puts configuration, tokenizers and texts about the model under config", () => {
    const config =
      "config.json sub/tokenizer.model tokenizer.json vocab.txt vocab.bin merges.txt spiece.model README.md README LICENSE licence.txt conf.yaml chat_template.jinja requirements.txt NOTICE";
    for (const path of config.split(" ")) expect([path, componentOf(path)]).toEqual([path, "config"]);
  });

  test("leaves code and pictures to neither", () => {
    for (const path of ["modeling.py", "assets/plot.png", ".gitattributes", "Makefile"]) {
      expect([path, componentOf(path)]).toEqual([path, "other"]);
    }
  });
});

describe("streamSubset", () => {
  test("sends the files of the component in exactly the announced number of bytes", async () => {
    const { store, files } = world();
    const expected = {
      weights: [2, 3, 4, 6].map((index) => files[index]?.path),
      config: ["README.md", "config.json"],
      full: files.map((file) => file.path),
    };
    for (const component of ["weights", "config", "full"] as const) {
      const zip = await buffer(streamSubset(files, component, store, live));
      expect(zip).toHaveLength(subsetBytes(files, component));
      expect(Object.keys(await yauzlBuffer(zip))).toEqual(expected[component]);
    }
  });

  test("gives for the full component exactly the bytes of the archive", async () => {
    const { store, files } = world();
    await buildArchive(files, "archives/1/a.zip", stageContext(store));
    const zip = await buffer(streamSubset(files, "full", store, live));
    expect(zip.equals(store.content("archives/1/a.zip"))).toBe(true);
  });

  test("gives an empty zip when no file belongs to the component", async () => {
    const { store, files } = world();
    const zip = await buffer(streamSubset(files.slice(0, 2), "weights", store, live));
    expect(await yauzlBuffer(zip)).toEqual({});
  });

  testWith("java", "unzip")("is accepted by readers that stream and by readers that seek", async () => {
    const { store, files } = world();
    const scratch = await mkdtemp(join(tmpdir(), "subset-"));
    try {
      const path = join(scratch, "w.zip");
      await writeFile(path, await buffer(streamSubset(files, "weights", store, live)));
      await infoZip(path);
      expect(Object.keys(await javaZipInputStream(path, scratch))).toHaveLength(4);
    } finally {
      await rm(scratch, { recursive: true });
    }
  });

  test("opens a large file only when its turn comes and reads no faster than its consumer", async () => {
    const { store, files } = world();
    const stream = streamSubset(files, "weights", store, live);
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) if (chunk.length > 1000) break;
    const opened = store.calls.filter((call) => call.operation === "get").map((call) => call.key);
    expect(opened).toEqual([blobKey(files[2]?.sha256 ?? "")]);
    stream.destroy();
  });

  test("closes the body it is reading when the download is destroyed", async () => {
    const bodies: Readable[] = [];
    const store = new MemoryStore({
      body: (body) => {
        bodies.push(body);
        return body;
      },
    });
    const files = [storeRope(store, "a.bin", [200 * MIB])];
    const stream = streamSubset(files, "weights", store, live);
    for await (const chunk of stream) if (chunk.length > 1000) break;
    await expect.poll(() => bodies.map((body) => body.destroyed)).toEqual([true]);
  });

  test("fails when content is missing or differs, naming the file", async () => {
    const { store, files } = world();
    store.objects.delete(blobKey(files[6]?.sha256 ?? ""));
    await expect(buffer(streamSubset(files, "weights", store, live))).rejects.toThrow("sub/adapter.bin is missing");
    store.place(blobKey(files[2]?.sha256 ?? ""), [files[2]?.bytes ?? 0]);
    await expect(buffer(streamSubset(files, "weights", store, live))).rejects.toMatchObject({
      code: "integrity_mismatch",
    });
  });

  test("ends with the reason when it is cancelled", async () => {
    const { store, files } = world();
    const controller = new AbortController();
    const stream = streamSubset(files, "weights", store, controller.signal);
    stream.once("data", () => controller.abort());
    await expect(buffer(stream)).rejects.toThrow("aborted");
  });
});
