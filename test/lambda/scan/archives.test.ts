/** Archives that two readers read differently. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calls, tarOf, zipOf } from "./assembler.ts";
import { codesIn, findingsIn } from "./scan-of.ts";

const EVIL = calls["a global"]?.("builtins", "eval") as Buffer;
const TEXT = Buffer.from("plain text\n");
const END = Buffer.from("PK\x05\x06", "latin1");

/** The archive with its end record changed. */
function withEnd(archive: Buffer, change: (end: Buffer) => void): Buffer {
  const copy = Buffer.from(archive);
  change(copy.subarray(copy.lastIndexOf(END)));
  return copy;
}
const textsIn = async (content: Buffer, name: string): Promise<string> =>
  (await findingsIn(content, name)).map(({ severity, text }) => `${severity} ${text}`).join("\n");

const entriesOf = (names: readonly string[], content = TEXT) => names.map((name) => [name, content] as const);

describe("a zip", () => {
  test("whose end record states another number of entries is unsafe, and its entries are still inspected", async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(names, fc.nat(20), async (list, stated) => {
        fc.pre(stated !== list.length + 1);
        const archive = withEnd(zipOf([...entriesOf(list), ["data.pkl", EVIL]]), (end) => {
          end.writeUInt16LE(stated, 8);
          end.writeUInt16LE(stated, 10);
        });
        const codes = await codesIn(archive, "m.pt");
        expect(codes).toEqual(expect.arrayContaining(["unsafe ZIP_AMBIGUOUS", "unsafe PICKLE_DANGEROUS_IMPORT"]));
      }),
    );
  });

  test("whose end record states no entries and no directory is unsafe", async () => {
    const archive = withEnd(zipOf([["data.pkl", EVIL]]), (end) => end.fill(0, 8, 20));
    expect(await codesIn(archive, "m.pt")).toContain("unsafe ZIP_AMBIGUOUS");
    expect(await codesIn(archive, "m.pt")).toContain("unsafe PICKLE_DANGEROUS_IMPORT");
  });

  test("with two directories is unsafe wherever the second one is found", async () => {
    const [honest, hidden] = [zipOf(entriesOf(["a.txt"])), zipOf([["data.pkl", EVIL]])];
    // The second archive's end record lies in the comment of the first one.
    const inComment = withEnd(honest, (end) => end.writeUInt16LE(hidden.length, 20));
    for (const archive of [Buffer.concat([honest, hidden]), Buffer.concat([inComment, hidden])])
      expect(await textsIn(archive, "m.zip")).toMatch(/unsafe/);
  });

  test("with an entry that only its local headers show is unsafe", async () => {
    const both = zipOf([...entriesOf(["a.txt"]), ["data.pkl", EVIL], ...entriesOf(["b.txt"])]);
    const directory = both.readUInt32LE(both.lastIndexOf(END) + 16);
    const central = both.subarray(directory, both.lastIndexOf(END));
    const second = central.indexOf("PK\x01\x02", 4, "latin1");
    const third = central.indexOf("PK\x01\x02", second + 4, "latin1");
    const kept = Buffer.concat([central.subarray(0, second), central.subarray(third)]);
    const archive = withEnd(
      Buffer.concat([both.subarray(0, directory), kept, both.subarray(both.lastIndexOf(END))]),
      (end) => {
        end.writeUInt16LE(2, 8);
        end.writeUInt16LE(2, 10);
        end.writeUInt32LE(kept.length, 12);
      },
    );
    const codes = await codesIn(archive, "m.zip");
    expect(codes).toEqual(expect.arrayContaining(["unsafe ZIP_AMBIGUOUS", "unsafe PICKLE_DANGEROUS_IMPORT"]));
  });

  test("whose local header differs in name, method, size or encryption is unsafe", async () => {
    const honest = zipOf(entriesOf(["a.txt"]));
    expect(await codesIn(honest, "m.zip")).toEqual([]);
    for (const [at, value] of [
      [30, 0x62],
      [8, 8],
      [18, 3],
      [6, 1],
      [14, 9],
    ] as const) {
      const archive = Buffer.from(honest);
      archive[at] = value;
      expect([at, await codesIn(archive, "m.zip")]).toEqual([at, ["unsafe ZIP_AMBIGUOUS"]]);
    }
  });

  test("with two contents under one name is unsafe, in torch archives without regard to case", async () => {
    expect(
      await codesIn(
        zipOf([
          ["a", TEXT],
          ["a", Buffer.from("other")],
        ]),
        "m.zip",
      ),
    ).toEqual(["unsafe ZIP_AMBIGUOUS"]);
    expect(
      await codesIn(
        zipOf([
          ["a", TEXT],
          ["A", Buffer.from("other")],
        ]),
        "m.zip",
      ),
    ).toEqual([]);
    const torch = zipOf([
      ["m/data.pkl", TEXT],
      ["M/DATA.PKL", EVIL],
    ]);
    expect(await codesIn(torch, "m.pt")).toContain("unsafe ZIP_AMBIGUOUS");
  });

  test("with a name that some readers cut off at a zero byte is unsafe", async () => {
    expect(await codesIn(zipOf([["data.pkl\0.txt", TEXT]]), "m.zip")).toContain("unsafe ZIP_AMBIGUOUS");
  });

  test("gives a pickle away that lies where torch keeps raw numbers", async () => {
    const torch = zipOf([
      ["m/data.pkl", calls["a global"]?.("collections", "OrderedDict") as Buffer],
      ["m/data/0", EVIL],
    ]);
    expect(await codesIn(torch, "m.pt")).toContain("unsafe PICKLE_DANGEROUS_IMPORT");
  });

  test("that is marked as encrypted is inspected as if it were not", async () => {
    const archive = zipOf([["data.pkl", EVIL]]);
    archive[6] = 1;
    archive[archive.lastIndexOf("PK\x01\x02", undefined, "latin1") + 8] = 1;
    const codes = await codesIn(archive, "m.pt");
    expect(codes).toEqual(expect.arrayContaining(["unsafe ZIP_ENCRYPTED", "unsafe PICKLE_DANGEROUS_IMPORT"]));
  });

  test("with a path or a link out of its folder is reported", async () => {
    for (const name of ["../a", "a/../../b", "/etc/x", "C:\\x", "..\\x"])
      expect([name, await codesIn(zipOf([[name, TEXT]]), "m.zip")]).toEqual([name, ["unsafe ARCHIVE_PATH"]]);
  });
});

describe("a tar", () => {
  /** The header of an entry changed, with a checksum that fits. */
  function changed(tar: Buffer, change: (header: Buffer) => void): Buffer {
    const copy = Buffer.from(tar);
    const header = copy.subarray(0, 512);
    change(header);
    header.fill(" ", 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return copy;
  }

  test("gives its entries away in every form of header that Python's tarfile reads", async () => {
    const forms: Record<string, (header: Buffer) => void> = {
      "without a mark": (header) => header.fill(0, 257, 265),
      "an old file type": (header) => header.fill(0, 156, 157),
      "a reserved file": (header) => header.write("7", 156),
      "a type of no known kind": (header) => header.write("Z", 156),
      "a binary size": (header) => {
        header.fill(0, 124, 136);
        header[124] = 0x80;
        header.writeUInt32BE(EVIL.length, 132);
      },
      "a size in Python's spelling": (header) => header.write(`0o${EVIL.length.toString(8)}\0`.padEnd(12, "\0"), 124),
      "a size with underscores": (header) => header.write(`${EVIL.length.toString(8).split("").join("_")}\0`, 124),
    };
    for (const [form, change] of Object.entries(forms)) {
      const codes = await codesIn(changed(tarOf("pickle", EVIL), change), "m.tar");
      expect([form, codes]).toEqual([form, expect.arrayContaining(["unsafe PICKLE_DANGEROUS_IMPORT"])]);
    }
  });

  test("with entries behind its end mark or behind damage is unsafe", async () => {
    const first = tarOf("a.txt", TEXT);
    for (const tar of [
      Buffer.concat([first, tarOf("data.pkl", EVIL)]),
      Buffer.concat([first.subarray(0, 1024), Buffer.alloc(512, 1), tarOf("data.pkl", EVIL)]),
    ]) {
      const codes = await codesIn(tar, "m.tar");
      expect(codes).toEqual(expect.arrayContaining(["unsafe TAR_AMBIGUOUS", "unsafe PICKLE_DANGEROUS_IMPORT"]));
    }
  });

  test("whose pax header gives an entry another size than its own header is unsafe", async () => {
    const record = (text: string): Buffer => {
      const length = text.length + 4;
      return Buffer.from(`${String(length).padStart(2, "0")} ${text}\n`);
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: 99 }), async (size) => {
        const pax = changed(tarOf("pax", record(`size=${size}`)), (header) => header.write("x", 156)).subarray(0, 1024);
        const tar = Buffer.concat([pax, tarOf("data.bin", EVIL)]);
        fc.pre(size !== EVIL.length);
        expect(await codesIn(tar, "m.tar")).toContain("unsafe TAR_AMBIGUOUS");
      }),
      { numRuns: 30 },
    );
  });

  test("with a path out of its folder is unsafe, with such a link suspicious", async () => {
    expect(await codesIn(tarOf("../a.txt", TEXT), "m.tar")).toEqual(["unsafe ARCHIVE_PATH"]);
    const link = changed(tarOf("link", Buffer.alloc(0)), (header) => {
      header.write("2", 156);
      header.write("/etc/passwd", 157);
    });
    expect(await codesIn(link, "m.tar")).toEqual(["suspicious ARCHIVE_LINK"]);
  });
});
