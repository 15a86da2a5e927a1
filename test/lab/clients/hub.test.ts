import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../lab/clients/hub/client.ts";
import { withTable } from "../../../lab/clients/hub/page.ts";
import { differences, lineWith } from "../../../lab/clients/hub/trial.ts";

/** SHA-256 of "a" and of "b". */
const A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
const B = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d";
const files = new Map([
  ["a.txt", A],
  ["sub/b.txt", B],
]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gatehouse-clients-"));
  await mkdir(path.join(folder, "sub"));
  await writeFile(path.join(folder, "a.txt"), "a");
  await writeFile(path.join(folder, "sub/b.txt"), "b");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("what a client loaded", () => {
  const at = (file: string) => ({ file: path.join(folder, file), path: file });

  test("is equal when a snapshot or the single files are those of the manifest", async () => {
    expect(await differences([{ snapshot: folder }], { files }, true)).toBeNull();
    expect(await differences([at("a.txt"), at("sub/b.txt")], { files }, true)).toBeNull();
    expect(await differences([at("a.txt")], { files }, false)).toBeNull();
  });

  test("is not equal when a file is missing, has other bytes or is not in the manifest", async () => {
    expect(await differences([], { files }, false)).toBe("it loaded nothing");
    expect(await differences([at("a.txt")], { files }, true)).toBe("not every file was loaded");
    const more = new Map([...files, ["c.txt", A]]);
    expect(await differences([{ snapshot: folder }], { files: more }, true)).toBe("the snapshot lacks c.txt");
    const other = new Map([...files, ["a.txt", B]]);
    expect(await differences([{ snapshot: folder }], { files: other }, true)).toBe("a.txt differs from the manifest");
    const fewer = new Map([["a.txt", A]]);
    expect(await differences([{ snapshot: folder }], { files: fewer }, true)).toContain("sub/b.txt differs");
  });
});

test("the line with a sentence is found, also where a program broke it", () => {
  expect(lineWith("no licence found", "Traceback\n  Error: no licence found (x)\n")).toBe(
    "Error: no licence found (x)",
  );
  expect(lineWith("no licence found", "warning: no\n   licence found")).toBe("no licence found");
  expect(lineWith("no licence found", "403 Forbidden")).toBeNull();
});

describe("the table", () => {
  const client = { name: "tool", calls: "`load`", whole: true, shows: "in the exception" } as Client;
  const order = { type: "model", id: "acme/m", named: "main", revision: "main", files } as const;
  const shown = `no licence found http://localhost:123/model/1 hf_${"a".repeat(40)}`;
  const tried = { client, version: "1.0", equal: [order], faults: ["dataset by tag: it loaded nothing"], shown };
  const page = "before\n<!-- npm run clients: begin -->\nold\n<!-- npm run clients: end -->\nafter\n";

  test("is between the markers, with what failed and what was not tried, without address and token", () => {
    const skipped = { client: { ...client, name: "other" }, skipped: "it is not installed" };
    const text = withTable(page, [tried, skipped], "http://localhost:123/hub");
    expect(text).toMatch(/^before\n[\s\S]*\nafter\n$/);
    expect(text).not.toMatch(/old|localhost|hf_a/);
    expect(text).toContain("| tool 1.0 | `load` | every file by main: equal | **fails** | in the exception |");
    expect(text).toContain("- tool 1.0: `no licence found https://registry.example/model/1 hf_…`");
    expect(text).toContain("- tool 1.0, dataset by tag: it loaded nothing");
    expect(text).toContain("- other: it is not installed");
  });

  test("is refused for a page without the markers", () => {
    expect(() => withTable("text", [], "http://localhost/hub")).toThrow(/must contain/);
  });
});
