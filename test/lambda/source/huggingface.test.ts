import { describe, expect, test } from "vitest";
import type { FaultAction, FaultTarget, HubOptions } from "../../../local/hub.ts";
import {
  aCall,
  aHub,
  aRepository,
  failureOf,
  type HttpSettings,
  modelLink,
} from "../../support/transfer/transfer-world.ts";

const files = [
  { path: "README.md", content: "# tiny" },
  { path: "a b/ü#%😀.txt", content: "hello" },
  { path: "model.safetensors", content: { bytes: 3_000_000, seed: 1 } },
];
const repository = aRepository(files);

async function read(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces).toString("latin1");
}

async function failureWith(
  options: HubOptions,
  settings: HttpSettings & { maxBytes?: number; maxFiles?: number } = {},
) {
  const { source } = await aHub(options, settings);
  return failureOf(source.resolve(modelLink(), aCall()));
}

describe("resolving a repository of Hugging Face", () => {
  test("pins the commit and lists every file of all pages with sizes and hashes", async () => {
    const { source, hub } = await aHub({ repositories: [repository], pageSize: 1 });
    const { listing, info } = await source.resolve(modelLink(), aCall());
    expect(listing).toMatchObject({ host: "huggingface", type: "model", repository: "acme/tiny" });
    expect(listing.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(info).toMatchObject({ id: "acme/tiny", sha: listing.commit });
    expect(listing.files.map(({ path, bytes }) => [path, bytes])).toEqual([
      ["README.md", 6],
      ["a b/ü#%😀.txt", 5],
      ["model.safetensors", 3_000_000],
    ]);
    expect(listing.files.map(({ sha256, gitSha1 }) => [sha256 === null, gitSha1 === null])).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ]);
    expect(listing.bytesTotal).toBe(3_000_011);
    expect(hub.requests.filter(({ path }) => path.includes("/tree/")).length).toBeGreaterThanOrEqual(3);
  });

  test("lists 12,000 files over many pages", async () => {
    const many = Array.from({ length: 12_000 }, (_, index) => ({ path: `d${index % 100}/${index}.txt`, content: "x" }));
    const { source } = await aHub({ repositories: [aRepository(many)] });
    expect((await source.resolve(modelLink(), aCall())).listing.files.length).toBe(12_000);
  });

  test("follows a renamed repository to its canonical id", async () => {
    const moved = { ...aRepository([], "old/name"), renamedTo: "acme/tiny" };
    const { source } = await aHub({ repositories: [repository, moved] });
    expect((await source.resolve(modelLink("old/name"), aCall())).listing.repository).toBe("acme/tiny");
  });

  test("resolves a branch whose name contains a slash", async () => {
    const branch = { name: "feature/x", files: [{ path: "new.txt", content: "new" }] };
    const { source } = await aHub({ repositories: [{ ...repository, branches: [branch] }] });
    const { listing } = await source.resolve(modelLink("acme/tiny", "feature/x"), aCall());
    expect(listing.files.some(({ path }) => path === "new.txt")).toBe(true);
  });

  test.each([
    ["main/sub/dir", "main", "sub/dir"],
    ["feature/x/sub", "feature/x", "sub"],
    ["feature/x", "feature/x", null],
    ["main", "main", null],
  ])("takes %s of a link for the ref %s and the folder %s", async (revision, ref, folder) => {
    const branch = { name: "feature/x", files: [{ path: "new.txt", content: "new" }] };
    const { source } = await aHub({ repositories: [{ ...repository, branches: [branch] }] });
    expect(await source.resolve(modelLink("acme/tiny", revision), aCall())).toMatchObject({ ref, folder });
  });

  test("asks once for a repository that does not exist, however many refs its link can mean", async () => {
    const { source, hub } = await aHub({ repositories: [] });
    const failure = await failureOf(source.resolve(modelLink("acme/tiny", "main/a/b/c"), aCall()));
    expect(failure.code).toBe("source_not_found");
    expect(hub.requests.length).toBe(1);
  });

  test("tries again after a transient fault", async () => {
    const { source, hub } = await aHub({ repositories: [repository] });
    hub.faults.add({ path: "/api/**" }, { kind: "status", status: 503 }, { times: 2 });
    hub.faults.add({ path: "/api/**" }, { kind: "garbage-json" }, { after: 2, times: 1 });
    expect((await source.resolve(modelLink(), aCall())).listing.files.length).toBe(3);
  });
});

describe("a repository cannot be resolved", () => {
  test.each<[string, HubOptions, string, string]>([
    ["that does not exist", { repositories: [] }, "source_not_found", "acme/tiny does not exist or is private"],
    ["that is private", { repositories: [{ ...repository, private: true }] }, "source_not_found", "acme/tiny"],
    ["that is gated", { repositories: [{ ...repository, gated: "manual" }] }, "source_gated", "acme/tiny is gated"],
  ])("a repository %s cannot be resolved", async (_, options, code, detail) => {
    const failure = await failureWith(options);
    expect(failure.code).toBe(code);
    expect(failure.detail).toContain(detail);
  });

  test("at a revision that does not exist, which is named", async () => {
    const { source } = await aHub({ repositories: [repository] });
    expect(await failureOf(source.resolve(modelLink("acme/tiny", "nope"), aCall()))).toEqual({
      code: "source_not_found",
      detail: "acme/tiny has no revision nope",
    });
  });

  test.each([
    ["over the limit of bytes", { maxBytes: 3_000_010 }, "acme/tiny has more than 3000010 bytes"],
    ["over the limit of files", { maxFiles: 2 }, "acme/tiny has more than 2 files"],
  ])("a repository %s is refused before the first byte of a file", async (_, limits, detail) => {
    expect(await failureWith({ repositories: [repository] }, limits)).toEqual({ code: "source_too_large", detail });
  });

  test.each<[string, FaultTarget, FaultAction, string]>([
    [
      "whose list continues at a foreign host",
      {},
      { kind: "foreign-link", origin: "https://evil.example" },
      "source_untrusted",
    ],
    [
      "that redirects to a foreign host",
      {},
      { kind: "redirect", location: "https://evil.example/x" },
      "source_untrusted",
    ],
    ["that redirects in circles", {}, { kind: "redirect-loop" }, "source_unavailable"],
    ["that answers nonsense", {}, { kind: "garbage-json" }, "source_unavailable"],
    ["that answers 500 every time", {}, { kind: "status", status: 500 }, "source_unavailable"],
    ["that has no time", {}, { kind: "status", status: 429, headers: { "retry-after": "99" } }, "source_rate_limited"],
  ])("listing ends for a source %s", async (_, target, action, code) => {
    const { source, hub } = await aHub({ repositories: [repository], pageSize: 1 }, { tries: 2 });
    hub.faults.add(target, action);
    expect((await failureOf(source.resolve(modelLink(), aCall()))).code).toBe(code);
  });

  test("that lists an unsafe path, which is named", async () => {
    const unsafe = aRepository([
      { path: "README.md", content: "a" },
      { path: "readme.md", content: "b" },
    ]);
    expect(await failureWith({ repositories: [unsafe] })).toEqual({
      code: "source_untrusted",
      detail: 'the paths "README.md" and "readme.md" collide',
    });
  });
});

describe("opening a file of Hugging Face", () => {
  test("returns exactly the bytes of the range, also for names with spaces, #, % and emoji", async () => {
    const { source } = await aHub({ repositories: [repository] });
    const { listing } = await source.resolve(modelLink(), aCall());
    const [, odd, large] = listing.files;
    const whole = await source.open(listing, odd!, { range: null, ifRange: null }, aCall());
    expect([whole.start, whole.total, await read(whole.chunks)]).toEqual([0, 5, "hello"]);
    const all = await read((await source.open(listing, large!, { range: null, ifRange: null }, aCall())).chunks);
    const part = await source.open(listing, large!, { range: { start: 100, end: 299 }, ifRange: null }, aCall());
    expect([part.start, part.total, await read(part.chunks)]).toEqual([100, 3_000_000, all.slice(100, 300)]);
  });

  test("requests the signed address of a large file once, for parts that begin together too, and again after it expires", async () => {
    const { source, hub } = await aHub({ repositories: [repository] });
    const { listing } = await source.resolve(modelLink(), aCall());
    const large = listing.files[2]!;
    const resolved = () => hub.requests.filter(({ path }) => path.includes("/resolve/")).length;
    const part = async (start: number) => {
      const want = { range: { start, end: start + 9 }, ifRange: null };
      return read((await source.open(listing, large, want, aCall())).chunks);
    };
    await Promise.all([part(0), part(10), part(20)]);
    await part(30);
    expect(resolved()).toBe(1);
    hub.faults.add({ listener: "cdn" }, { kind: "expired-signature" }, { times: 1 });
    expect((await part(40)).length).toBe(10);
    expect(resolved()).toBe(2);
  });

  test("sends the token to the hub's own origin and to no other", async () => {
    const options = { repositories: [{ ...repository, private: true }], token: "hf_secret", host: "localhost" };
    const { source, hub } = await aHub({ ...options, cdnHost: "127.0.0.1" }, { trustedHosts: ["127.0.0.1"] });
    const { listing } = await source.resolve(modelLink(), aCall());
    await read((await source.open(listing, listing.files[2]!, { range: null, ifRange: null }, aCall())).chunks);
    const authorized = (name: string) =>
      hub.requests.filter(({ listener }) => listener === name).map((r) => r.authorized);
    expect(new Set(authorized("hub"))).toEqual(new Set([true]));
    expect(authorized("cdn")).toEqual([false]);
  });

  test("does not send the token to the hub's host on another port", async () => {
    const { source, hub } = await aHub({ repositories: [repository], token: "hf_secret" });
    const { listing } = await source.resolve(modelLink(), aCall());
    await read((await source.open(listing, listing.files[2]!, { range: null, ifRange: null }, aCall())).chunks);
    expect(hub.requests.filter(({ listener }) => listener === "cdn").map((r) => r.authorized)).toEqual([false]);
  });

  test("refuses a delivery host that is not trusted", async () => {
    const { source } = await aHub({ repositories: [repository], host: "localhost", cdnHost: "127.0.0.1" });
    const { listing } = await source.resolve(modelLink(), aCall());
    const open = source.open(listing, listing.files[2]!, { range: null, ifRange: null }, aCall());
    expect((await failureOf(open)).detail).toMatch(/^the source pointed to http:\/\/127\.0\.0\.1:\d+, which is not a/);
  });

  test("fails with an integrity mismatch that names both lengths when they differ", async () => {
    const { source } = await aHub({ repositories: [repository] });
    const { listing } = await source.resolve(modelLink(), aCall());
    const file = { ...listing.files[2]!, bytes: 7 };
    expect(await failureOf(source.open(listing, file, { range: null, ifRange: null }, aCall()))).toEqual({
      code: "integrity_mismatch",
      detail: '"model.safetensors" is listed with 7 bytes, but the source sends 3000000',
    });
  });

  test("rejects with the caller's reason when the caller aborts", async () => {
    const { source, hub } = await aHub({ repositories: [repository] });
    const { listing } = await source.resolve(modelLink(), aCall());
    hub.faults.add({ file: "README.md" }, { kind: "latency", milliseconds: 60_000 });
    const stop = new AbortController();
    const open = source.open(listing, listing.files[0]!, { range: null, ifRange: null }, { signal: stop.signal });
    await expect.poll(() => hub.requests.at(-1)?.path).toContain("README.md");
    stop.abort(new Error("lease lost"));
    await expect(open).rejects.toThrow("lease lost");
  });
});
