import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anApi, type TestApi } from "../../support/api/api.ts";
import {
  anApproved,
  COMMIT_A,
  COMMIT_B,
  GIT,
  hubFiles,
  hubRequest,
  SHA,
  WEIGHT_BYTES,
} from "../../support/transfer/hub.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
  await anApproved(api, "Acme/m");
  await anApproved(api, "Acme/m/tree/v1", COMMIT_B, hubFiles.slice(0, 1));
  await anApproved(api, "datasets/acme/d");
  await anApproved(api, "solo");
});
afterAll(() => api?.[Symbol.asyncDispose]());

const jsonAt = async (path: string) => (await hubRequest(api, path)).json();
const PATHS = ["a b/é#?.json", "config.json", "empty.txt", "model.safetensors"];
const POINTER_BYTES = `version https://git-lfs.github.com/spec/v1\noid sha256:${SHA.weights}\nsize ${WEIGHT_BYTES}\n`
  .length;

describe("info", () => {
  test("holds what every version of the clients needs", async () => {
    const { status, headers, json } = await hubRequest(api, "/api/models/acme/m");
    expect([status, headers["x-repo-commit"]]).toEqual([200, COMMIT_A]);
    expect(json()).toMatchObject({
      id: "Acme/m",
      modelId: "Acme/m",
      author: "Acme",
      sha: COMMIT_A,
      private: false,
      gated: false,
      disabled: false,
      downloads: 0,
      likes: 0,
      tags: [],
      usedStorage: WEIGHT_BYTES + 40,
      lastModified: expect.stringMatching(/^\d{4}-.*Z$/),
      siblings: PATHS.map((rfilename) => ({ rfilename })),
    });
  });

  test("holds sizes and digests of the files with blobs, in any spelling of true", async () => {
    for (const value of ["true", "True", "1"]) {
      const { siblings } = await jsonAt(`/api/models/acme/m/revision/main?blobs=${value}`);
      expect(siblings).toEqual([
        { rfilename: PATHS[0], size: 20, blobId: GIT.nested },
        { rfilename: PATHS[1], size: 20, blobId: GIT.config },
        { rfilename: PATHS[2], size: 0, blobId: GIT.empty },
        {
          rfilename: PATHS[3],
          size: WEIGHT_BYTES,
          blobId: expect.stringMatching(/^[0-9a-f]{40}$/),
          lfs: { sha256: SHA.weights, size: WEIGHT_BYTES, pointerSize: POINTER_BYTES },
        },
      ]);
    }
  });

  test("is cut to what expand names, however it is written, without what is not known", async () => {
    for (const query of ["expand=sha&expand=gated", "expand[]=sha&expand[]=gated", "expand=sha,gated,unheardOf"]) {
      expect(await jsonAt(`/api/models/acme/m/revision/HEAD?${query}`)).toEqual({
        _id: expect.stringMatching(/^[0-9a-f]{24}$/),
        id: "Acme/m",
        sha: COMMIT_A,
        gated: false,
      });
    }
  });

  test("tells the result of the scan with securityStatus", async () => {
    const { securityRepoStatus } = await jsonAt("/api/models/acme/m?securityStatus=true");
    expect(securityRepoStatus).toEqual({ scansDone: true, filesWithIssues: [] });
  });

  test("is of a dataset below api/datasets, and of a model without a namespace under its name alone", async () => {
    expect(await jsonAt("/api/datasets/acme/d")).toMatchObject({ id: "acme/d", sha: COMMIT_A });
    expect(await jsonAt("/api/models/solo")).toMatchObject({ id: "solo" });
    expect((await hubRequest(api, "/api/datasets/acme/m")).status).toBe(404);
  });
});

describe("a revision", () => {
  test.each([
    ["main", COMMIT_A],
    ["HEAD", COMMIT_A],
    ["v1", COMMIT_B],
    [COMMIT_A, COMMIT_A],
    [COMMIT_B, COMMIT_B],
  ])("%s is its commit in every answer", async (revision, commit) => {
    expect(await jsonAt(`/api/models/acme/m/revision/${revision}`)).toMatchObject({ sha: commit });
    for (const path of [`/api/models/acme/m/tree/${revision}`, `/acme/m/resolve/${revision}/config.json`]) {
      const { status, headers } = await hubRequest(api, path, { method: "HEAD" });
      expect([status, headers["x-repo-commit"]]).toEqual([200, commit]);
    }
  });

  test.each(["v2", COMMIT_A.slice(0, 12), "c".repeat(40), "refs/pr/1"])("%s is not found", async (revision) => {
    const { status, headers } = await hubRequest(api, `/api/models/acme/m/revision/${encodeURIComponent(revision)}`);
    expect([status, headers["x-error-code"]]).toEqual([404, "RevisionNotFound"]);
    expect(headers["x-error-message"]).toBe(`${revision} of Acme/m is not approved here; main is ${COMMIT_A}`);
  });
});

describe("the tree", () => {
  const config = { type: "file", path: "config.json", size: 20, oid: GIT.config };
  const folder = { type: "directory", path: "a b", size: 0, oid: expect.stringMatching(/^[0-9a-f]{40}$/) };

  test("holds files and folders, and all of them when it is recursive", async () => {
    expect(await jsonAt("/api/models/acme/m/tree/main")).toEqual([
      folder,
      config,
      { type: "file", path: "empty.txt", size: 0, oid: GIT.empty },
      {
        type: "file",
        path: "model.safetensors",
        size: WEIGHT_BYTES,
        oid: expect.stringMatching(/^[0-9a-f]{40}$/),
        lfs: { oid: SHA.weights, size: WEIGHT_BYTES, pointerSize: POINTER_BYTES },
      },
    ]);
    const whole = (await jsonAt("/api/models/acme/m/tree/main?recursive=true")) as unknown as { path: string }[];
    expect(whole.map(({ path }) => path)).toEqual(["a b", ...PATHS]);
  });

  test("of a folder is found with an encoded or a plain path, and a folder that does not exist is missing", async () => {
    for (const path of ["a%20b", "a%20b/"])
      expect(await jsonAt(`/api/models/acme/m/tree/main/${path}`)).toEqual([
        { type: "file", path: PATHS[0], size: 20, oid: GIT.nested },
      ]);
    const { status, headers } = await hubRequest(api, "/api/models/acme/m/tree/main/data");
    expect([status, headers["x-error-code"], headers["x-repo-commit"]]).toEqual([404, "EntryNotFound", COMMIT_A]);
  });

  test("tells the commit of each entry with expand", async () => {
    const rows = (await jsonAt("/api/models/acme/m/tree/main?expand=true")) as unknown as Record<string, unknown>[];
    for (const { lastCommit } of rows)
      expect(lastCommit).toEqual({ id: COMMIT_A, title: expect.any(String), date: expect.any(String) });
  });

  test("comes in pages whose links stay at the commit and begin with the address of the client", async () => {
    const paths: string[] = [];
    let path: string | null = "/api/models/acme/m/tree/main?recursive=true&limit=2";
    for (; path !== null; ) {
      const { headers, json } = await hubRequest(api, path);
      paths.push(...(json() as unknown as { path: string }[]).map((entry) => entry.path));
      const [, next] = /^<([^>]+)>; rel="next"$/.exec(headers["link"] ?? "") ?? [];
      if (next !== undefined) expect(next).toContain(`${api.url}/hub/api/models/Acme/m/tree/${COMMIT_A}`);
      path = next?.slice(`${api.url}/hub`.length) ?? null;
    }
    expect(paths).toEqual(["a b", ...PATHS]);
  });

  test.each(["limit=0", "limit=x", "limit=-1", "cursor=bm90aGluZw"])("is refused for %s", async (query) => {
    const { status, json } = await hubRequest(api, `/api/models/acme/m/tree/main?${query}`);
    expect([status, json()]).toEqual([400, { error: expect.stringMatching(/limit|cursor/) }]);
  });
});

describe("paths-info", () => {
  const ask = async (body: string, type: string) =>
    hubRequest(api, "/api/models/acme/m/paths-info/main", { method: "POST", body, headers: { "content-type": type } });

  test("takes a form and JSON, and leaves out what does not exist", async () => {
    const asked = ["config.json", "a b", "nothing"];
    const form = "paths=config.json&paths=a%20b&paths=nothing&expand=false";
    const json = JSON.stringify({ paths: asked });
    for (const answer of [await ask(form, "application/x-www-form-urlencoded"), await ask(json, "application/json")]) {
      expect(answer.json()).toMatchObject([
        { type: "file", path: "config.json", oid: GIT.config },
        { type: "directory", path: "a b" },
      ]);
    }
  });

  test("tells the last commit with expand", async () => {
    const answer = await ask(JSON.stringify({ paths: ["config.json"], expand: true }), "application/json");
    expect(answer.json()).toMatchObject([{ lastCommit: { id: COMMIT_A } }]);
  });

  test.each(["[]", '{"paths":"x"}', '{"paths":[1]}', "{"])("refuses the body %s", async (body) => {
    expect((await ask(body, "application/json")).status).toBe(400);
  });
});

test("refs name main first, and what was ingested under another name", async () => {
  expect(await jsonAt("/api/models/acme/m/refs")).toEqual({
    branches: [{ name: "main", ref: "refs/heads/main", targetCommit: COMMIT_A }],
    tags: [{ name: "v1", ref: "refs/tags/v1", targetCommit: COMMIT_B }],
    converts: [],
  });
});

test("commits name the approved one, and there are no discussions", async () => {
  expect(await jsonAt("/api/models/acme/m/commits/main")).toMatchObject([{ id: COMMIT_A, date: expect.any(String) }]);
  expect(await jsonAt("/api/models/acme/m/discussions")).toEqual({ discussions: [], count: 0, start: 0 });
});

test("older programs of llama.cpp find the GGUF file of a tag", async () => {
  const plain = { bytes: 20, sha256: SHA.config, gitSha1: null, crc32: 1, kind: "file" as const };
  const names = ["m-Q4_K_M.gguf", "m-Q8_0-00001-of-00002.gguf", "m-Q8_0-00002-of-00002.gguf", "mmproj-m.gguf"];
  await anApproved(
    api,
    "acme/gguf",
    COMMIT_A,
    names.map((path) => ({ ...plain, path })),
  );
  const manifest = (tag: string) => jsonAt(`/v2/acme/gguf/manifests/${tag}`);
  const mmprojFile = { rfilename: "mmproj-m.gguf" };
  expect(await manifest("latest")).toEqual({ ggufFile: { rfilename: names[0] }, mmprojFile });
  expect(await manifest("q8_0")).toEqual({ ggufFile: { rfilename: names[1] }, mmprojFile });
  expect((await hubRequest(api, "/v2/acme/gguf/manifests/Q2_K")).headers["x-error-code"]).toBe("EntryNotFound");
});

test.each([
  "/api/nothing",
  "/api/spaces/acme/s",
  "/api/models/acme/m/xet-read-token/main",
  "/spaces/acme/s/raw/main/x",
])("an address of the Hub that is not served is missing, in JSON: %s", async (path) => {
  const { status, json } = await hubRequest(api, path);
  expect([status, json()]).toEqual([404, { error: `There is nothing at /hub${path}` }]);
});

test("nothing can be changed, and the refusal names the methods that are allowed", async () => {
  for (const method of ["POST", "PUT", "DELETE"]) {
    const { status, headers } = await hubRequest(api, "/api/models/acme/m", { method });
    expect([status, headers["allow"]]).toEqual([405, "GET, HEAD"]);
  }
});

test("a broken percent-encoding is a bad request, in the form of the Hub", async () => {
  const { status, json } = await hubRequest(api, "/acme/m/resolve/main/%zz");
  expect([status, json()]).toEqual([400, { error: expect.stringContaining("percent-encoding") }]);
});
