import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takePathToken } from "../../../server/hub/access.ts";
import { parseAddress } from "../../../server/hub/address.ts";

const model = { type: "model", id: "acme/m" } as const;
const dataset = { type: "dataset", id: "acme/d" } as const;
const legacy = { type: "model", id: "gpt2" } as const;

describe("reading an address", () => {
  test.each([
    ["/", { kind: "setup" }],
    ["", { kind: "setup" }],
    ["/api/whoami-v2", { kind: "whoami" }],
    ["/api/agent-harnesses", { kind: "agent-harnesses" }],
    ["/api/telemetry/gradio/launched", { kind: "telemetry" }],
    ["/acme/m/resolve/main/config.json", { kind: "file", repository: model, revision: "main", path: "config.json" }],
    ["/acme/m/raw/main/a/b.txt", { kind: "raw", repository: model, revision: "main", path: "a/b.txt" }],
    ["/acme%2Fm/resolve/v1/a%2Fb.txt", { kind: "file", repository: model, revision: "v1", path: "a/b.txt" }],
    ["/acme/m/resolve/refs%2Fpr%2F1/x", { kind: "file", repository: model, revision: "refs/pr/1", path: "x" }],
    ["/acme/m/resolve/refs/pr/1/x", { kind: "file", repository: model, revision: "refs/pr/1", path: "x" }],
    ["/datasets/acme/d/resolve/main/d.csv", { kind: "file", repository: dataset, revision: "main", path: "d.csv" }],
    ["/gpt2/resolve/main/config.json", { kind: "file", repository: legacy, revision: "main", path: "config.json" }],
    ["/api/models/gpt2", { kind: "info", repository: legacy, revision: null }],
    ["/api/models/gpt2/tree/main", { kind: "tree", repository: legacy, revision: "main", path: "" }],
    ["//api//models/acme/m/", { kind: "info", repository: model, revision: null }],
    ["/api/models/acme/m/revision/HEAD", { kind: "info", repository: model, revision: "HEAD" }],
    ["/api/datasets/acme/d/tree/main/a/b/", { kind: "tree", repository: dataset, revision: "main", path: "a/b" }],
    ["/api/models/acme/m/paths-info/main", { kind: "paths-info", repository: model, revision: "main" }],
    ["/api/models/acme/m/refs", { kind: "refs", repository: model }],
    ["/api/models/acme/m/auth-check", { kind: "auth-check", repository: model }],
    ["/api/models/acme/m/discussions", { kind: "discussions", repository: model }],
    ["/api/models/acme/m/commits/main", { kind: "commits", repository: model, revision: "main" }],
    ["/v2/acme/m/manifests/Q4_K_M", { kind: "manifest", repository: model, tag: "Q4_K_M" }],
  ])("the address %s is understood", (path, expected) => {
    expect(parseAddress(path)).toEqual(expected);
  });

  test.each([
    "/api",
    "/api/models",
    "/api/spaces/acme/s",
    "/api/models/acme/m/xet-read-token/main",
    "/api/models/acme/m/refs/more",
    "/api/models/acme/m/revision",
    "/api/models/ac me/m",
    "/api/models/t/m",
    "/acme/m",
    "/acme/m/resolve/main",
    "/acme/m/resolve/main/%00",
    "/acme/m/resolve/v1%00/config.json",
    "/spaces/acme/s/resolve/main/app.py",
    "/a/b/c/resolve/main/x",
    "/v2/acme/m/manifests",
  ])("nothing lies at the address %s", (path) => {
    expect(parseAddress(path)).toBeNull();
  });

  test("every path of a repository is read back as it was encoded", () => {
    const segment = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
      .filter((text) => !/^\/|\/$|\/\//.test(text));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), segment, (parts, revision) => {
        const path = parts.join("/");
        fc.pre(
          !path.includes("\0") &&
            !revision.includes("\0") &&
            path.isWellFormed() &&
            revision.isWellFormed() &&
            revision !== "refs" &&
            !/^\/|\/$|\/\//.test(path),
        );
        const url = `/acme/m/resolve/${encodeURIComponent(revision)}/${parts.map(encodeURIComponent).join("/")}`;
        expect(parseAddress(url)).toEqual({ kind: "file", repository: model, revision, path });
      }),
    );
  });
});

describe("a token in the path", () => {
  const taken = (url: string) => {
    const request = { url };
    const response = { locals: {} as Record<string, unknown> };
    takePathToken(request as never, response as never, () => undefined);
    return [request.url, response.locals["hubPathToken"] ?? null];
  };

  test.each([
    ["/hub/t/hf_abc/acme/m/resolve/main/x?download=true", "/hub/acme/m/resolve/main/x?download=true", "hf_abc"],
    ["/hub/t/hf_abc", "/hub/", "hf_abc"],
    ["/hub//t//hf_abc/api/models/acme/m", "/hub/api/models/acme/m", "hf_abc"],
    ["/hub/t/hf_abc?x=1", "/hub/?x=1", "hf_abc"],
    ["/hub/acme/m", "/hub/acme/m", null],
    ["/hub/t/", "/hub/t/", null],
  ])("of %s leaves the address before anything sees it", (url, rest, token) => {
    expect(taken(url)).toEqual([rest, token]);
  });
});
