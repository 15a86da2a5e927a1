import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql, text, values } from "../../../db/sql.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { anApproved, COMMIT_A, GIT, hubRequest, SHA, WEIGHT_BYTES } from "../../support/transfer/hub.ts";

let api: TestApi;
let proxying: TestApi;
beforeAll(async () => {
  [api, proxying] = await Promise.all([anApi(), anApi({ hub: { delivery: "proxy" } })]);
  for (const one of [api, proxying]) await anApproved(one, "acme/m");
});
afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), proxying?.[Symbol.asyncDispose]()]);
});

const WEIGHTS = "/acme/m/resolve/main/model.safetensors";
const CONFIG = "/acme/m/resolve/main/config.json";
const EMPTY = "/acme/m/resolve/main/empty.txt";

/** Entries of the audit log about downloads. */
const downloads = ({ database }: TestApi): Promise<readonly string[]> =>
  values(database.orm.em, text, sql`select detail from audit_log where action = 'DOWNLOAD' order by id`);

describe("a large file", () => {
  test("is described whole by HEAD, without a redirect and without an entry in the audit log", async () => {
    const { status, headers, body } = await hubRequest(api, WEIGHTS, { method: "HEAD" });
    expect([status, body.length]).toEqual([200, 0]);
    expect(headers).toMatchObject({
      "content-length": String(WEIGHT_BYTES),
      etag: `"${SHA.weights}"`,
      "x-linked-etag": `"${SHA.weights}"`,
      "x-linked-size": String(WEIGHT_BYTES),
      "x-repo-commit": COMMIT_A,
      "accept-ranges": "bytes",
      "content-disposition": "attachment; filename*=UTF-8''model.safetensors",
      "content-type": "application/octet-stream",
    });
    expect(headers["location"]).toBeUndefined();
    expect(await downloads(api)).toEqual([]);
  });

  test("gives its first byte itself to the probe bytes=0-0", async () => {
    const { status, headers, body } = await hubRequest(api, WEIGHTS, { headers: { range: "bytes=0-0" } });
    expect([status, body.toString()]).toEqual([206, "0"]);
    expect(headers).toMatchObject({
      "content-range": `bytes 0-0/${WEIGHT_BYTES}`,
      "content-length": "1",
      etag: `"${SHA.weights}"`,
      "x-repo-commit": COMMIT_A,
    });
    expect(await downloads(api)).toEqual([]);
  });

  test("is redirected to the object store for every other GET, one entry of the audit log for a download", async () => {
    for (const range of [undefined, "bytes=5-", "bytes=0-", "bytes=-7"]) {
      const { status, headers } = await hubRequest(api, WEIGHTS, { headers: range === undefined ? {} : { range } });
      expect(status).toBe(302);
      expect(headers["location"]).toContain(SHA.weights);
      expect(headers).toMatchObject({ "x-linked-etag": `"${SHA.weights}"`, "cache-control": "no-store" });
    }
    expect(await downloads(api)).toEqual([`hub: model.safetensors at ${COMMIT_A}`]);
  });

  test("passes through the server for programs that send the registry's token on", async () => {
    const nodeLlamaCpp = { "user-agent": "node", "accept-encoding": "identity" };
    for (const headers of [{ "user-agent": "Wget/1.21.3" }, { "user-agent": "aria2/1.36.0" }, nodeLlamaCpp]) {
      const { status, body } = await hubRequest(api, WEIGHTS, { headers });
      expect([status, body.length]).toEqual([200, WEIGHT_BYTES]);
    }
    // A fetch of Node removes the token from a request that it redirects.
    const part = { ...nodeLlamaCpp, range: "bytes=5-" };
    expect((await hubRequest(api, WEIGHTS, { headers: part })).status).toBe(302);
  });

  test("passes through the server where the object store is out of reach, ranges included", async () => {
    const whole = await hubRequest(proxying, WEIGHTS);
    expect([whole.status, whole.body.length, whole.headers["etag"]]).toEqual([200, WEIGHT_BYTES, `"${SHA.weights}"`]);
    const part = await hubRequest(proxying, WEIGHTS, { headers: { range: "bytes=10-19" } });
    expect([part.status, part.body.toString()]).toEqual([206, "0123456789"]);
    expect(part.headers["content-range"]).toBe(`bytes 10-19/${WEIGHT_BYTES}`);
  });
});

describe("a small file", () => {
  test("comes from the server, with git's id of its content for an ETag", async () => {
    const { status, headers, body } = await hubRequest(api, CONFIG);
    expect([status, body.toString()]).toEqual([200, "01234567890123456789"]);
    expect(headers).toMatchObject({
      etag: `"${GIT.config}"`,
      "x-linked-etag": `"${GIT.config}"`,
      "content-length": "20",
    });
    const head = await hubRequest(api, CONFIG, { method: "HEAD" });
    expect(head.headers["etag"]).toBe(headers["etag"]);
    expect(head.headers["content-length"]).toBe("20");
  });

  test("whose version a client has already is not sent again", async () => {
    for (const method of ["GET", "HEAD"]) {
      for (const known of [`"${GIT.config}"`, `W/"${GIT.config}"`, `"other", "${GIT.config}"`, "*"]) {
        const { status, headers, body } = await hubRequest(api, CONFIG, {
          method,
          headers: { "if-none-match": known },
        });
        expect([status, body.length]).toEqual([304, 0]);
        expect(headers).toMatchObject({ etag: `"${GIT.config}"`, "x-repo-commit": COMMIT_A });
      }
    }
  });

  test("with an awkward name is found under its encoded path and keeps its name", async () => {
    const { status, headers } = await hubRequest(api, "/acme/m/resolve/main/a%20b/%C3%A9%23%3F.json");
    expect([status, headers["content-disposition"]]).toEqual([200, "attachment; filename*=UTF-8''%C3%A9%23%3F.json"]);
  });
});

test("an empty file is always answered whole: clients fail on 416 for one", async () => {
  for (const range of [undefined, "bytes=0-0", "bytes=0-", "bytes=-1", "bytes=5-9"]) {
    const { status, headers } = await hubRequest(api, EMPTY, { headers: range === undefined ? {} : { range } });
    expect([status, headers["content-length"]]).toEqual([200, "0"]);
    expect(headers["content-range"]).toBe(range === undefined ? undefined : "bytes */0");
  }
});

test("any range is answered with those bytes, with all of them, or with 416 past the end", async () => {
  const whole = "01234567890123456789";
  const number = fc.nat({ max: 25 });
  const range = fc.oneof(
    fc.tuple(number, number).map(([a, b]) => `bytes=${a}-${b}`),
    number.map((a) => `bytes=${a}-`),
    number.map((a) => `bytes=-${a}`),
    fc.constantFrom("bytes=0-1,3-4", "items=0-1", "bytes=x-y", "bytes=-", "0-1"),
  );
  await fc.assert(
    fc.asyncProperty(range, async (header) => {
      const { status, headers, body } = await hubRequest(api, CONFIG, { headers: { range: header } });
      if (status === 416) expect(headers["content-range"]).toBe("bytes */20");
      else if (status === 206) {
        const [, start = "", end = ""] = /^bytes (\d+)-(\d+)\/20$/.exec(headers["content-range"] ?? "") ?? [];
        expect(body.toString()).toBe(whole.slice(Number(start), Number(end) + 1));
      } else expect([status, body.toString()]).toEqual([200, whole]);
    }),
    { numRuns: 60 },
  );
});

test("a range of another version of the file is answered with all of this one", async () => {
  const headers = { range: "bytes=0-3", "if-range": '"another"' };
  expect((await hubRequest(api, CONFIG, { headers })).status).toBe(200);
});

describe("what git holds", () => {
  test("of a file in LFS is its pointer", async () => {
    const { status, body } = await hubRequest(api, "/acme/m/raw/main/model.safetensors");
    expect(status).toBe(200);
    expect(body.toString()).toBe(
      `version https://git-lfs.github.com/spec/v1\noid sha256:${SHA.weights}\nsize ${WEIGHT_BYTES}\n`,
    );
  });

  test("of another file is its content, and HEAD tells whether there is one", async () => {
    expect((await hubRequest(api, "/acme/m/raw/main/config.json")).body.toString()).toBe("01234567890123456789");
    expect((await hubRequest(api, "/acme/m/raw/main/config.json", { method: "HEAD" })).status).toBe(200);
    expect((await hubRequest(api, "/acme/m/raw/main/none.json", { method: "HEAD" })).status).toBe(404);
  });
});

test.each(["none.json", "../../../etc/passwd", "%2e%2e/%2e%2e/config.json", "a%20b"])(
  "a path that is no file of the revision is missing, under its commit: %s",
  async (path) => {
    const { status, headers } = await hubRequest(api, `/acme/m/resolve/main/${path}`, { method: "HEAD" });
    expect([status, headers["x-error-code"]]).toEqual([404, "EntryNotFound"]);
    expect(headers["x-repo-commit"]).toBe(COMMIT_A);
  },
);

test("no answer mentions xet, which would send clients elsewhere", async () => {
  const repository = ["", "?blobs=true&securityStatus=true", "/revision/main?expand=xetEnabled&expand=sha", "/refs"];
  const more = [
    "/tree/main?recursive=true&expand=true",
    "/tree/main/none",
    "/auth-check",
    "/commits/main",
    "/discussions",
  ];
  const ofModel = [...repository, ...more, "/revision/none"].map((rest) => `/api/models/acme/m${rest}`);
  const ofFile = [
    "resolve/main/model.safetensors",
    "resolve/main/config.json",
    "raw/main/model.safetensors",
    "resolve/main/x",
  ];
  const others = [
    "/",
    "/api/whoami-v2",
    "/api/agent-harnesses",
    "/v2/acme/m/manifests/latest",
    "/api/models/acme/none",
  ];
  const accept = "application/vnd.xet-fileinfo+json, */*";
  for (const path of [...ofModel, ...ofFile.map((file) => `/acme/m/${file}`), ...others, "/api/datasets/acme/d"])
    for (const more of [{ method: "GET" }, { method: "HEAD" }, { method: "GET", range: "bytes=0-0" }]) {
      const { method, ...ranged } = more;
      const { headers, body } = await hubRequest(api, path, { method, headers: { accept, ...ranged } });
      expect(`${JSON.stringify(headers)}${body.toString()}`.toLowerCase()).not.toContain("xet");
    }
  const paths = JSON.stringify({ paths: ["config.json", "model.safetensors"], expand: true });
  const type = { "content-type": "application/json", accept };
  const { body } = await hubRequest(api, "/api/models/acme/m/paths-info/main", {
    method: "POST",
    body: paths,
    headers: type,
  });
  expect(body.toString()).not.toMatch(/xet/i);
});
