import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aDataset, aModel } from "../../../../local/hub/builders.ts";
import { type LocalHub, startHub } from "../../../../local/hub.ts";
import { ask, askJson, follow, withHub } from "../with-hub.ts";

const TOKEN = "hf_valid";
const odd = ["sub/weird name #1%.txt", "ünïcode/é.txt", `${"long/".repeat(58)}end.txt`, "Same.txt", "same.txt"];
const repositories = [
  aModel("acme/tiny", {
    files: [
      ...odd.map((path) => ({ path, content: `at ${path}` })),
      { path: "empty.txt", content: "" },
      { path: "../up.txt", content: "up" },
    ],
  }),
  aDataset("acme/corpus"),
];

let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({ repositories, token: TOKEN, host: "localhost", cdnHost: "127.0.0.1" });
});
afterAll(() => hub.close());

const url = (rest: string) => `${hub.endpoint}/acme/tiny/resolve/main/${rest}`;
const encoded = (path: string) => path.split("/").map(encodeURIComponent).join("/");
const gitSha1 = (text: string) =>
  createHash("sha1")
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest("hex");

describe("plain files", () => {
  test("the first answer is a relative redirect that tells the commit and the blob's id, not the size", async () => {
    const answer = await ask(url("config.json"));
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toMatch(/^\/api\/resolve-cache\/models\/acme\/tiny\/[0-9a-f]{40}\/config\.json\?/);
    expect(answer.headers["x-repo-commit"]).toMatch(/^[0-9a-f]{40}$/);
    expect(answer.headers["x-linked-size"]).toBeUndefined();
    expect(Number(answer.headers["content-length"])).toBe(answer.body.length);
  });

  test.each(odd)("a file named %s arrives whole, with its git id as validator", async (path) => {
    const last = (await follow(url(encoded(path)))).at(-1);
    expect(last?.text).toBe(`at ${path}`);
    expect(last?.headers.etag).toBe(`"${gitSha1(`at ${path}`)}"`);
  });

  test("a hub set to answer at once does so", async () => {
    await withHub({ repositories, plainFiles: "direct" }, async ({ endpoint }) => {
      const answer = await ask(`${endpoint}/acme/tiny/resolve/main/config.json?download=true`);
      expect(answer.status).toBe(200);
      expect(answer.headers["content-disposition"]).toBe(
        `attachment; filename*=UTF-8''config.json; filename="config.json";`,
      );
    });
  });

  test("a path that leads upwards is listed and served as it is, for clients to refuse", async () => {
    await withHub({ repositories, plainFiles: "direct" }, async ({ endpoint }) => {
      const rows = (await askJson(`${endpoint}/api/models/acme/tiny/tree/main?recursive=true`)) as { path: string }[];
      expect(rows.map(({ path }) => path)).toContain("../up.txt");
      expect((await ask(`${endpoint}/acme/tiny/resolve/main/../up.txt`)).text).toBe("up");
    });
  });

  test("a known validator is answered with 304 and no body", async () => {
    const etag = String((await ask(url("config.json"))).headers["x-linked-etag"]);
    const answer = await ask(url("config.json"), { headers: { "if-none-match": etag } });
    expect([answer.status, answer.body.length]).toEqual([304, 0]);
  });

  test("text is compressed for clients that let it be, and then has no length", async () => {
    const [, last] = await follow(url("README.md"), { headers: { "accept-encoding": "gzip" } });
    expect(last?.headers).toMatchObject({ "content-encoding": "gzip" });
    expect(last?.headers["content-length"]).toBeUndefined();
    expect(gunzipSync(last?.body ?? "").toString()).toContain("# tiny");
  });

  test("an empty file answers a range with 200 and says that nothing is there", async () => {
    const last = (await follow(url("empty.txt"), { headers: { range: "bytes=0-0" } })).at(-1);
    expect(last?.status).toBe(200);
    expect(last?.headers).toMatchObject({ "content-length": "0", "content-range": "bytes */0" });
  });
});

describe("LFS files", () => {
  test("the redirect tells size and hash of the content, and the CDN's validator is another", async () => {
    const [first, last] = await follow(url("model.safetensors"));
    const sha256 = createHash("sha256")
      .update(last?.body ?? "")
      .digest("hex");
    expect(first?.status).toBe(302);
    expect(first?.headers["x-linked-etag"]).toBe(`"${sha256}"`);
    expect(first?.headers["x-linked-size"]).toBe(String(last?.body.length));
    expect(last?.headers.etag).not.toContain(sha256);
    expect(last?.headers["x-repo-commit"]).toBeUndefined();
  });

  test("raw gives the pointer whose id the tree tells", async () => {
    const raw = await ask(`${hub.endpoint}/acme/tiny/raw/main/model.safetensors`);
    const rows = (await askJson(`${hub.endpoint}/api/models/acme/tiny/tree/main`)) as { path: string; oid: string }[];
    const row = rows.find(({ path }) => path === "model.safetensors");
    expect(raw.text).toMatch(/^version https:\/\/git-lfs/);
    expect(gitSha1(raw.text)).toBe(row?.oid);
  });

  test("a dataset's files are served below /datasets", async () => {
    const [first, last] = await follow(
      `${hub.endpoint}/datasets/acme/corpus/resolve/main/data/train-00000-of-00001.parquet`,
    );
    expect([first?.status, last?.status]).toEqual([302, 200]);
    expect(last?.body.subarray(0, 4).toString()).toBe("PAR1");
  });

  test("two hops lead to the same bytes", async () => {
    await withHub({ repositories, hops: 2 }, async ({ endpoint }) => {
      const answers = await follow(`${endpoint}/acme/tiny/resolve/main/model.safetensors`);
      expect(answers.map(({ status }) => status)).toEqual([302, 302, 200]);
    });
  });

  test("a hub asked through a relay can name the CDN by the host of the request", async () => {
    await withHub({ repositories, cdnAtHubHost: true }, async ({ endpoint, cdn }) => {
      const there = endpoint.replace("127.0.0.1", "localhost");
      const { headers } = await ask(`${there}/acme/tiny/resolve/main/model.safetensors`);
      expect(new URL(String(headers.location)).host).toBe(`localhost:${new URL(cdn).port}`);
    });
  });

  test("chunked storage is announced on request, and its probe is answered without a redirect", async () => {
    await withHub({ repositories, xetHeaders: true }, async ({ endpoint }) => {
      const address = `${endpoint}/acme/tiny/resolve/main/model.safetensors`;
      const plain = await ask(address);
      expect(plain.headers["x-xet-hash"]).toMatch(/^[0-9a-f]{64}$/);
      expect(String(plain.headers.link)).toContain('rel="xet-auth"');
      const probe = await ask(address, { headers: { accept: "application/vnd.xet-fileinfo+json" } });
      expect(probe.status).toBe(200);
    });
  });
});

test.each(["config.json", "model.safetensors", "nope.bin"])("HEAD of %s has the headers of GET", async (path) => {
  const [get, head] = [await ask(url(path)), await ask(url(path), { method: "HEAD" })];
  const stable = ({ headers }: typeof get) => {
    const { date: _date, "x-request-id": _id, ratelimit: _left, location: _signed, ...rest } = headers;
    return rest;
  };
  expect(head.status).toBe(get.status);
  expect(head.body.length).toBe(0);
  expect(stable(head)).toEqual(stable(get));
});

test("a commit moves main, and the old commit still serves its old bytes", async () => {
  await withHub({ repositories, plainFiles: "direct" }, async ({ endpoint, commit }) => {
    const address = (revision: string) => `${endpoint}/acme/tiny/resolve/${revision}/same.txt`;
    const before = String((await ask(address("main"))).headers["x-repo-commit"]);
    const after = commit("model", "acme/tiny", {
      files: [{ path: "same.txt", content: "changed" }],
      remove: ["Same.txt"],
    });
    expect((await ask(address("main"))).text).toBe("changed");
    expect((await ask(address("main"))).headers["x-repo-commit"]).toBe(after);
    expect((await ask(address(before))).text).toBe("at same.txt");
    expect((await ask(`${endpoint}/acme/tiny/resolve/main/Same.txt`)).status).toBe(404);
  });
});
