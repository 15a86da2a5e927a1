import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ArtifactType,
  canonicalUrl,
  LinkFault,
  likelyType,
  parseSourceLink,
  refsOf,
  sourceKey,
} from "../../domain/link.ts";

const commit = "c0ffee0000000000000000000000000000000001";

test.each([
  ["https://huggingface.co/acme/tiny", "model", "acme/tiny", "main"],
  ["https://huggingface.co/acme/tiny/", "model", "acme/tiny", "main"],
  ["https://huggingface.co/acme/tiny?library=x#usage", "model", "acme/tiny", "main"],
  ["https://hf.co/acme/tiny", "model", "acme/tiny", "main"],
  ["huggingface.co/acme/tiny", "model", "acme/tiny", "main"],
  ["HTTPS://HuggingFace.co/acme/tiny", "model", "acme/tiny", "main"],
  ["https://huggingface.co/models/acme/tiny", "model", "acme/tiny", "main"],
  ["https://huggingface.co/gpt2", "model", "gpt2", "main"],
  ["https://huggingface.co/acme/tiny/tree/main", "model", "acme/tiny", "main"],
  ["https://www.hf.co/acme/tiny", "model", "acme/tiny", "main"],
  ["https://huggingface.co/acme/tiny.git", "model", "acme/tiny", "main"],
  ["git@hf.co:acme/tiny", "model", "acme/tiny", "main"],
  ["https://huggingface.co/acme/tiny/tree/v1.0/sub/dir", "model", "acme/tiny", "v1.0/sub/dir"],
  ["https://huggingface.co/acme/tiny/tree/main/.github/a b", "model", "acme/tiny", "main/.github/a b"],
  ["https://huggingface.co/acme/tiny/tree/feature%2Fx/sub", "model", "acme/tiny", "feature/x"],
  [`https://huggingface.co/acme/tiny/tree/${commit}/sub`, "model", "acme/tiny", commit],
  [`https://huggingface.co/acme/tiny/blob/${commit}/config.json`, "model", "acme/tiny", commit],
  ["https://huggingface.co/acme/tiny/resolve/main/a/b.bin?download=true", "model", "acme/tiny", "main/a"],
  ["https://huggingface.co/acme/tiny/blob/main/config.json", "model", "acme/tiny", "main"],
  ["https://huggingface.co/acme/tiny/tree/refs%2Fpr%2F3", "model", "acme/tiny", "refs/pr/3"],
  ["https://huggingface.co/acme/tiny/tree/refs/pr/3", "model", "acme/tiny", "refs/pr/3"],
  ["https://huggingface.co/acme/tiny/tree/feature%2Fx", "model", "acme/tiny", "feature/x"],
  [
    "https://huggingface.co/datasets/acme/corpus/tree/refs%2Fconvert%2Fparquet",
    "dataset",
    "acme/corpus",
    "refs/convert/parquet",
  ],
  ["https://huggingface.co/spaces/acme/demo", "code", "acme/demo", "main"],
  ["https://github.com/acme/code", "code", "acme/code", "HEAD"],
  ["https://github.com/acme/code.git", "code", "acme/code", "HEAD"],
  ["git@github.com:acme/code.git", "code", "acme/code", "HEAD"],
  ["ssh://git@github.com/acme/code.git", "code", "acme/code", "HEAD"],
  ["git+https://github.com/acme/code", "code", "acme/code", "HEAD"],
  ["https://github.com/jane_acme/code", "code", "jane_acme/code", "HEAD"],
  ["https://github.com/-old--account-/code", "code", "-old--account-/code", "HEAD"],
  ["https://github.com/acme/corpus", "dataset", "acme/corpus", "HEAD"],
  ["https://github.com/acme/code/tree/main/src", "code", "acme/code", "main/src"],
  ["https://github.com/acme/code/blob/release/1.0/src/a.py", "code", "acme/code", "release/1.0/src"],
  ["https://github.com/acme/code/raw/main/a.py", "code", "acme/code", "main"],
  ["https://github.com/acme/code/blame/main/src/a.py", "code", "acme/code", "main/src"],
  ["https://github.com/acme/code/commits/main/src", "code", "acme/code", "main/src"],
  ["https://github.com/acme/code/releases/tag/release/1.0", "code", "acme/code", "release/1.0"],
  ["https://github.com/acme/code/tree/a/b/c/d/e/f/g/h/i/j", "code", "acme/code", "a/b/c/d/e/f/g/h"],
  ["https://www.github.com/acme/code/tree/feature/x", "code", "acme/code", "feature/x"],
  [`https://github.com/acme/code/commit/${commit}`, "code", "acme/code", commit],
  ["https://github.com/acme/code/releases/tag/v1.2", "code", "acme/code", "v1.2"],
] as const)("the link %s is understood as %s %s at %s", (url, type, repository, revision) => {
  expect(parseSourceLink(url, type)).toMatchObject({ type, repository, revision });
});

test.each([
  ["", "model", "not a link"],
  ["https://example.com/acme/tiny", "model", "example.com"],
  ["https://huggingface.co.evil.com/acme/tiny", "model", "huggingface.co.evil.com"],
  ["https://user:secret@huggingface.co/acme/tiny", "model", "credentials"],
  ["https://huggingface.co:8443/acme/tiny", "model", "port"],
  ["ftp://huggingface.co/acme/tiny", "model", "ftp"],
  ["https://huggingface.co/", "model", "no repository"],
  ["https://huggingface.co/docs/hub", "model", "/docs"],
  ["https://huggingface.co/acme/tiny/discussions/4", "model", "/discussions"],
  ["https://huggingface.co/acme/ti..ny", "model", "ti..ny"],
  ["https://huggingface.co/acme/%2e%2e%2fetc", "model", "../etc"],
  ["https://huggingface.co/acme/tiny/tree/a..b", "model", "a..b"],
  ["https://huggingface.co/acme/tiny/tree/%00", "model", "revision"],
  ["https://huggingface.co/acme/tiny/tree/%E0%A4%A", "model", "percent-encoding"],
  ["https://huggingface.co/datasets/acme/corpus", "model", "a dataset"],
  ["https://huggingface.co/acme/tiny", "dataset", "a model"],
  ["https://huggingface.co/acme/tiny", "code", "a model"],
  ["https://github.com/acme/code", "model", "/artifact/code"],
  ["https://github.com/acme", "code", "no repository"],
  ["https://github.com/orgs/acme", "code", "/orgs is a page"],
  ["https://github.com/acme/code/tree/a..b", "code", "a..b"],
  ["https://github.com/acme/code/tree", "code", "/tree"],
  ["https://github.com/ac.me/code", "code", "ac.me"],
  ["https://github.com/acme/code/issues/1", "code", "/issues"],
] as const)("the link '%s' for a %s is refused with a sentence about %s", (url, type, part) => {
  expect(() => parseSourceLink(url, type)).toThrow(LinkFault);
  expect(() => parseSourceLink(url, type)).toThrow(part);
});

/** Links as people paste them: odd refs, folders and files, encoded or not. */
const pasted = fc
  .record({
    repository: fc.stringMatching(/^q[a-z0-9]{0,10}\/[a-z0-9]{1,10}$/),
    route: fc.constantFrom("", "tree/", "blob/", "raw/", "commit/", "releases/tag/", "blame/"),
    rest: fc.array(
      fc.oneof(
        fc.stringMatching(/^[\w.@+~ -]{1,12}$/),
        fc.string({ unit: "grapheme", maxLength: 6 }),
        fc.constant(".."),
      ),
      { maxLength: 12 },
    ),
    encoded: fc.boolean(),
  })
  .map(
    ({ repository, route, rest, encoded }) =>
      `${repository}/${route}${rest.map(encodeURIComponent).join(encoded ? "%2F" : "/")}`,
  );

test("the canonical form of any accepted link parses to the same link", () => {
  const host = fc.constantFrom<[string, ArtifactType]>(
    ["huggingface.co/", "model"],
    ["huggingface.co/datasets/", "dataset"],
    ["hf.co/spaces/", "code"],
    ["github.com/", "code"],
    ["www.github.com/", "dataset"],
  );
  let understood = 0;
  fc.assert(
    fc.property(host, pasted, ([page, type], path) => {
      const link = linkOrNull(`https://${page}${path}`, type);
      if (link === null) return;
      understood += 1;
      expect(parseSourceLink(canonicalUrl(link), type)).toEqual(link);
    }),
    { numRuns: 1_000 },
  );
  expect(understood).toBeGreaterThan(200);
});

function linkOrNull(url: string, type: ArtifactType) {
  try {
    return parseSourceLink(url, type);
  } catch (error) {
    if (error instanceof LinkFault) return null;
    throw error;
  }
}

test.each([
  ["github", "main", ["main"]],
  ["github", "main/src/lib", ["main/src/lib", "main/src", "main"]],
  ["github", "release/1.0/.github/x", ["release/1.0", "release"]],
  ["github", commit, [commit]],
  ["huggingface", "v1.0/sub dir", ["v1.0"]],
  ["huggingface", "refs/pr/3/sub", ["refs/pr/3"]],
  ["huggingface", "refs/convert/parquet", ["refs/convert/parquet"]],
  ["github", "refs/pr/3", ["refs/pr/3", "refs/pr", "refs"]],
] as const)("at %s the revision %s can mean the refs %j, the longest first", (host, revision, refs) => {
  expect(refsOf({ host, revision }).map(({ ref }) => ref)).toEqual(refs);
});

test("what follows a ref is its folder", () => {
  expect(refsOf({ host: "github", revision: "main/src/lib" })).toEqual([
    { ref: "main/src/lib", folder: null },
    { ref: "main/src", folder: "lib" },
    { ref: "main", folder: "src/lib" },
  ]);
});

test("no text makes the parser throw anything but a LinkFault", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `https://huggingface.co/${rest}`),
    fc.webUrl(),
  );
  fc.assert(
    fc.property(text, (url) => {
      try {
        parseSourceLink(url, "model");
      } catch (error) {
        expect(error).toBeInstanceOf(LinkFault);
      }
    }),
  );
});

test("links that differ only in the case of the repository have one key", () => {
  expect(sourceKey(parseSourceLink("hf.co/Acme/Tiny", "model"))).toBe(
    sourceKey(parseSourceLink("hf.co/acme/tiny", "model")),
  );
});

test("a fault of a link is described in a few words, however long the link is", () => {
  const long = "a".repeat(1900);
  const links = [
    long,
    `${long}://x`,
    `hf.co/${long}`,
    `hf.co/a/b/${long}`,
    `hf.co/a/b/tree/${long}`,
    `github.com/${long}/b`,
  ];
  for (const link of [...links, `github.com/a/b/${long}`, `github.com/a/${long}`]) {
    const type = link.startsWith("github") ? "code" : "model";
    expect(() => parseSourceLink(link, type)).toThrow(/^.{1,300}$/);
  }
});

test("a link that is posted without a type is a model, dataset or space of Hugging Face, or code of GitHub", () => {
  expect(likelyType("https://huggingface.co/acme/bert")).toBe("model");
  expect(likelyType("hf.co/datasets/acme/corpus")).toBe("dataset");
  expect(likelyType("https://huggingface.co/spaces/acme/demo")).toBe("code");
  expect(likelyType("git@github.com:acme/corpus.git")).toBe("code");
  expect(() => likelyType("https://example.org/acme/bert")).toThrow("the host example.org is not a source");
  expect(() => likelyType("https://github.com/acme")).toThrow(LinkFault);
});
