import { describe, expect, test } from "vitest";
import {
  archiveResult,
  handOverMark,
  resolvedSource,
  scanReport,
  transferResult,
} from "../../../lambda/attempt/checkpoints.ts";

const file = { path: "a/b.json", bytes: 2, gitSha1: "b".repeat(40), kind: "file" };
const listing = {
  host: "huggingface",
  type: "model",
  repository: "acme/tiny",
  commit: "c".repeat(40),
  files: [{ ...file, sha256: null }],
  bytesTotal: 2,
};
const shapes = [
  ["a resolved source", resolvedSource, { listing, ref: "main", folder: null, info: { tags: [] } }],
  [
    "a transfer",
    transferResult,
    { files: [{ ...file, sha256: "a".repeat(64), crc32: 7 }], bytesFetched: 2, bytesSaved: 0 },
  ],
  [
    "a scan report",
    scanReport,
    {
      findings: [
        { path: "p", severity: "unsafe", code: "C", text: "t" },
        { path: "p", member: "m", severity: "info", code: "C", text: "t" },
      ],
      scanned: 1,
    },
  ],
  ["an archive", archiveResult, { key: "archives/1/m.zip", bytes: 9, crc32: 7, sha256: null, bytesMoved: 3 }],
  ["a hand-over", handOverMark, { stage: "transfer", bytesDone: 1, filesDone: 0, standstills: 0, stalled: false }],
] as const;

describe.each(shapes)("the checkpoint of %s", (_, parse, value) => {
  test("is read as it was saved", () => {
    expect(parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
  });

  test.each(Object.keys(value))("is refused without %s", (key) => {
    const { [key]: _left, ...rest } = value as Record<string, unknown>;
    expect(() => parse(rest)).toThrow(/Invalid key/);
  });
});
