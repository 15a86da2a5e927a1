import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packEntries } from "../../../lambda/archive/assemble.ts";
import { layOut, localHeader } from "../../../lambda/archive/layout.ts";

const ODD_NAMES = [
  "part:one.txt",
  "12:b:c",
  "x y#%20?&.txt",
  "ünï/日本語/🦙.bin",
  "-",
  ".hidden",
  "a/b/c/d.json",
  "é",
  "e\u0301",
];

const packed = (entries: readonly (readonly [string, Uint8Array])[]) => {
  const contents = new Map(entries.map(([path, bytes]) => [path, Buffer.from(bytes)]));
  const files = [...contents].map(([path, content]) => ({
    path,
    bytes: content.length,
    sha256: "",
    gitSha1: null,
    crc32: crc32(content),
    kind: "file" as const,
  }));
  const { members } = layOut(files);
  const bodies = members.map((member) => contents.get(member.file.path) as Buffer);
  const expected = Buffer.concat(members.flatMap((member, index) => [localHeader(member), bodies[index] as Buffer]));
  return { bytes: packEntries(members, bodies).then(Buffer.concat), expected };
};

describe("packEntries", () => {
  test("gives exactly the headers the central directory is planned for, followed by the content", async () => {
    const name = fc.oneof(
      fc.constantFrom(...ODD_NAMES),
      fc.stringMatching(/^[a-z0-9_-][a-z0-9_.-]{0,11}(\/[a-zé日🦙]{1,5}){0,3}$/u),
    );
    const entries = fc.array(fc.tuple(name, fc.uint8Array({ maxLength: 400 })), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(entries, async (given) => {
        const { bytes, expected } = packed(given);
        expect(expected.equals(await bytes)).toBe(true);
      }),
    );
  });

  test("keeps a name with a colon, which archiver alone would cut", async () => {
    const { bytes } = packed([["part:notes.txt", Buffer.from("kept")]]);
    expect((await bytes).includes("part:notes.txtkept")).toBe(true);
  });

  test("packs two thousand files in one run", async () => {
    const entries = Array.from({ length: 2000 }, (_, index) => [`dir/${index}.txt`, Buffer.from(`${index}`)] as const);
    const { bytes, expected } = packed(entries);
    expect(expected.equals(await bytes)).toBe(true);
  });
});
