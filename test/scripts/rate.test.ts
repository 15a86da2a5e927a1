import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wrap } from "../../cli/show/text.ts";
import { aModel } from "../../local/hub/builders.ts";
import { type LocalHub, sampleRepositories, startHub } from "../../local/hub.ts";
import { type RateSurroundings, rateCommand } from "../../scripts/rate.ts";

let hub: LocalHub;
beforeAll(async () => {
  hub = await startHub({ ...sampleRepositories({ weightBytes: 100_000 }), token: "sample-token" });
});
afterAll(() => hub.close());

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], more: Partial<RateSurroundings> = {}): Promise<Ran> {
  let out = "";
  let err = "";
  const code = await rateCommand(args, {
    env: { HF_ENDPOINT: hub.endpoint, GITHUB_API_URL: hub.github, GITHUB_TOKEN: "sample-token" },
    page: { columns: 90, colors: false },
    clock: { now: () => Date.now(), sleep: async () => undefined },
    random: () => 0,
    signal: new AbortController().signal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...more,
  });
  return { code, out, err };
}

describe("npm run rate", () => {
  test("accepts a well-kept model with code 0 and draws every metric, the net score and the verdict", async () => {
    const { code, out, err } = await run(["https://huggingface.co/acme/clear-bert"]);
    expect([code, err]).toEqual([0, ""]);
    for (const text of ["ramp up time", "reviewedness", "size score", "net score", "accepted, robust", "apache-2.0"])
      expect(out).toContain(text);
    expect(out).not.toContain("\u001b[");
  });

  test("rejects an undocumented model with code 2 and says what would help", async () => {
    const { code, out } = await run(["someone/test-upload"]);
    expect(code).toBe(2);
    expect(out).toMatch(/rejected, robust[\s\S]*advice +Adding a licence would add up to 0\.\d+/);
  });

  test("uses the threshold of the command line", async () => {
    const strict = await run(["acme/clear-bert", "--threshold", "0.99"]);
    expect(strict.code).toBe(2);
    expect((await run(["someone/test-upload", "--threshold", "0"])).code).toBe(0);
  });

  test("prints the rating and the facts behind it as JSON", async () => {
    const { code, out } = await run(["acme/clear-bert", "--json"]);
    const { rating, snapshot, missing } = JSON.parse(out);
    expect([code, rating.verdict, snapshot.repository, missing]).toEqual([0, "accept", "acme/clear-bert", []]);
    expect(rating.commit).toBe(snapshot.commit);
  });

  test("says what could not be read while GitHub is down, and still accepts", async () => {
    const fault = hub.faults.add({ listener: "github" }, { kind: "status", status: 503 });
    const { code, out } = await run(["acme/clear-bert"]);
    fault.remove();
    expect(code).toBe(0);
    const end = out.slice(out.indexOf("not read"));
    expect(end.match(/GitHub answered 503/g)).toHaveLength(1);
  });

  test("keeps every line within the width of the page", async () => {
    for (const columns of [50, 60, 72, 82, 120]) {
      const { out } = await run(["acme/clear-bert"], { page: { columns, colors: false } });
      const longest = Math.max(...out.split("\n").map((line) => line.length));
      expect(longest).toBeLessThanOrEqual(columns);
    }
  });

  test("uses colors when they are asked for", async () => {
    const { out } = await run(["acme/clear-bert"], { page: { columns: 90, colors: true } });
    expect(out).toContain("\u001b[32m");
  });

  test("removes control characters from the repository's text", async () => {
    const readme = `---\nlicense: mit\n---\n# X\n\n## Limits \u001b[2J\u001b]0;owned\u0007\n\n${"Words. ".repeat(30)}\n`;
    hub.put(aModel("someone/escapes", { readme }));
    const { out } = await run(["someone/escapes"]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe("npm run rate, when it cannot rate", () => {
  test.each([
    [["https://example.org/acme/x"], /example\.org is not a source/],
    [["https://huggingface.co/datasets/acme/corpus"], /a dataset, not a model/],
    [["acme/does-not-exist"], /acme\/does-not-exist/],
    [["acme/clear-bert", "--threshold", "2"], /from 0 to 1/],
    [["acme/clear-bert", "--threshold="], /from 0 to 1/],
    [["acme/clear-bert", "--jsn"], /unknown option '--jsn'/],
    [[], /missing required argument 'link'/],
  ])("ends %j with code 3 and says why", async (args, why) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([3, ""]);
    expect(err).toMatch(why);
  });

  test("names every wrong variable", async () => {
    const { code, err } = await run(["acme/clear-bert"], { env: { HF_ENDPOINT: "nowhere", RATING_THRESHOLD: "7" } });
    expect(code).toBe(3);
    expect(err).toMatch(/HF_ENDPOINT[\s\S]*RATING_THRESHOLD/);
  });

  test("says that the source is unavailable", async () => {
    const fault = hub.faults.add(
      { listener: "hub", path: "/api/models/acme/clear-bert/revision/*" },
      { kind: "status", status: 503 },
    );
    const { code, err } = await run(["acme/clear-bert"]);
    fault.remove();
    expect([code, err]).toEqual([3, expect.stringContaining("503")]);
  });

  test("explains itself with --help and code 0", async () => {
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    for (const text of ["--json", "--threshold", "GITHUB_TOKEN", "Exit code"]) expect(out).toContain(text);
  });
});

describe("wrapped text", () => {
  test("breaks lines at spaces and splits only words that are longer than a line", () => {
    expect(wrap("one two three", 8)).toEqual(["one two", "three"]);
    expect(wrap("a bcdefghij k", 4)).toEqual(["a", "bcde", "fghi", "j k"]);
    expect(wrap("", 4)).toEqual([""]);
  });
});
