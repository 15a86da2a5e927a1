import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aModel } from "../../../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../../../local/hub.ts";
import { ask, askJson, jsonOf, withHub } from "../with-hub.ts";

interface Row {
  readonly type: string;
  readonly path: string;
  readonly oid: string;
  readonly size: number;
  readonly lfs?: { readonly oid: string; readonly size: number; readonly pointerSize: number };
  readonly xetHash?: string;
  readonly lastCommit?: { readonly title: string };
  readonly securityFileStatus?: { readonly status: string };
}

const files = [
  { path: "sub/deep/a.txt", content: "a" },
  { path: "sub/b.txt", content: "b" },
  { path: "pytorch_model.bin", content: "not really" },
];
const model = aModel("acme/tiny", {
  files,
  branches: [{ name: "feature/x", files: [{ path: "new.txt", content: "new" }] }],
  tags: [{ name: "v1", commit: 0 }],
  pullRequests: [
    { number: 3, title: "Fix", author: "ann", status: "open", files: [{ path: "fix.txt", content: "!" }] },
  ],
  securityStatus: { scansDone: true, files: { "pytorch_model.bin": { level: "suspicious" } } },
});

let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({ repositories: [model], pageSize: 4 });
});
afterAll(() => hub.close());

const at = (rest: string) => `${hub.endpoint}/api/models/acme/tiny/tree/${rest}`;

async function everyPage(url: string): Promise<{ rows: Row[]; pages: number }> {
  const rows: Row[] = [];
  let pages = 0;
  for (let next: string | undefined = url; next !== undefined; pages += 1) {
    const answer = await ask(next);
    rows.push(...(jsonOf(answer) as Row[]));
    next = /<([^>]+)>; rel="next"/.exec(String(answer.headers.link ?? ""))?.[1];
  }
  return { rows, pages };
}

describe("pages", () => {
  test("following the absolute links gives every entry once", async () => {
    const { rows, pages } = await everyPage(at("main?recursive=true"));
    const paths = rows.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(expect.arrayContaining([...model.files.map(({ path }) => path), "sub", "sub/deep"]));
    expect(pages).toBe(Math.ceil(paths.length / 4));
  });

  test("a smaller limit is obeyed and a nonsensical one refused", async () => {
    expect(await askJson(at("main?limit=2"))).toHaveLength(2);
    expect((await ask(at("main?limit=0"))).status).toBe(400);
  });

  test("a cursor that the hub did not make is refused", async () => {
    expect((await ask(at("main?cursor=bogus"))).status).toBe(400);
  });
});

describe("entries", () => {
  test("without recursion only the first level is listed, folders included", async () => {
    const { rows } = await everyPage(at("main"));
    expect(rows.filter(({ type }) => type === "directory").map(({ path }) => path)).toEqual(["sub"]);
    expect(rows.map(({ path }) => path)).not.toContain("sub/b.txt");
  });

  test("paths below a folder are still told from the root", async () => {
    const { rows } = await everyPage(at("main/sub"));
    expect(rows.map(({ path }) => path)).toEqual(["sub/b.txt", "sub/deep"]);
  });

  test("weights have the hash of their content and the size of their pointer", async () => {
    const { rows } = await everyPage(at("main"));
    const row = rows.find(({ path }) => path === "model.safetensors");
    expect(row?.lfs).toEqual({ oid: expect.stringMatching(/^[0-9a-f]{64}$/), size: row?.size, pointerSize: 131 });
    expect(row?.xetHash).toBeUndefined();
  });

  test("expand adds the commit that brought the file in and its scan", async () => {
    const { rows } = await everyPage(at("main?expand=true"));
    const of = (wanted: string) => rows.find(({ path }) => path === wanted);
    expect(of("README.md")?.lastCommit?.title).toBe("initial commit");
    expect(of("pytorch_model.bin")?.securityFileStatus?.status).toBe("suspicious");
    expect(of("model.safetensors")?.securityFileStatus?.status).toBe("safe");
  });
});

describe("revisions", () => {
  const first = async (revision: string) => (await everyPage(at(`${revision}?recursive=true`))).rows.map((r) => r.path);

  test.each(["feature%2Fx", "feature/x", "refs%2Fheads%2Ffeature%2Fx"])(
    "a branch with a slash is found as %s",
    async (name) => {
      expect(await first(name)).toContain("new.txt");
    },
  );

  test.each(["refs%2Fpr%2F3", "refs/pr/3"])("a pull request is found as %s", async (name) => {
    expect(await first(name)).toContain("fix.txt");
  });

  test("a tag shows the commit it was set on", async () => {
    expect(await first("v1")).toContain("README.md");
    expect(await first("v1")).not.toContain("model.safetensors");
  });

  test("HEAD, the whole sha and its beginning all show the same", async () => {
    const { sha } = (await askJson(`${hub.endpoint}/api/models/acme/tiny`)) as { sha: string };
    const main = await first("main");
    for (const name of ["HEAD", sha, sha.slice(0, 8)]) expect(await first(name)).toEqual(main);
  });
});

test("paths-info answers a form and JSON alike and leaves missing paths out", async () => {
  const url = `${hub.endpoint}/api/models/acme/tiny/paths-info/main`;
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const byForm = await askJson(url, { method: "POST", headers: form, body: "paths=sub&paths=config.json&paths=nope" });
  const body = JSON.stringify({ paths: ["sub", "config.json", "nope"], expand: false });
  const byJson = await askJson(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  expect((byForm as Row[]).map(({ path }) => path)).toEqual(["sub", "config.json"]);
  expect(byJson).toEqual(byForm);
});

test("the hash of chunked storage is told only when the hub announces that storage", async () => {
  await withHub({ repositories: [aModel("acme/tiny")], xetHeaders: true }, async ({ endpoint }) => {
    const rows = (await askJson(`${endpoint}/api/models/acme/tiny/tree/main`)) as Row[];
    const row = rows.find(({ path }) => path === "model.safetensors");
    expect(row?.xetHash).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.xetHash).not.toBe(row?.lfs?.oid);
  });
});
