import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LogTail, readLogLines } from "../../../local/lambda/execution/log-lines.ts";

/** What is read when the bytes arrive cut at these places. */
async function readCut(bytes: Buffer, cuts: readonly number[]) {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  const read = { lines: [] as string[], marks: [] as string[] };
  const stream = Readable.from(chunks, { objectMode: false });
  await readLogLines(stream, { line: (text) => read.lines.push(text), mark: (id) => read.marks.push(id) });
  return read;
}

describe("the log of a function", () => {
  test("is read line by line, wherever the stream is cut, also inside a character", async () => {
    const line = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\n\0]/g, ""));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat()), async (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(""));
        expect((await readCut(bytes, cuts)).lines).toEqual(lines);
      }),
    );
  });

  test("gives up the end mark, also behind a line that the function did not finish", async () => {
    const read = await readCut(Buffer.from("first\nunfinished\0id-1\n\0id-2\nlast"), []);
    expect(read).toEqual({ lines: ["first", "unfinished", "last"], marks: ["id-1", "id-2"] });
  });

  test("is cut where a line is endless, so that it takes no memory", async () => {
    const { lines } = await readCut(Buffer.alloc(600_000, "x"), []);
    expect(lines.map((text) => text.length)).toEqual([262_144, 262_144, 75_712]);
  });
});

describe("the tail of a log", () => {
  test("is its last 4096 bytes, however the lines are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3000 }), { maxLength: 20 }), (lines) => {
        const tail = new LogTail();
        for (const text of lines) tail.add(text);
        const whole = Buffer.from(lines.map((text) => `${text}\n`).join(""));
        expect(Buffer.from(tail.base64(), "base64")).toEqual(whole.subarray(-4096));
      }),
    );
  });
});
