import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleRepositories } from "../../local/hub.ts";
import { withStatus } from "../support/api/answers.ts";
import { aTerminal, type TestTerminal } from "../support/programs/terminal.ts";
import { type Artifact, aRegistry, PASSWORD, type TestRegistry } from "../support/registry.ts";

const GOOD = "https://huggingface.co/acme/clear-bert";
const BARE = "https://huggingface.co/someone/test-upload";
const GONE = "https://huggingface.co/acme/no-such-model";
const CORPUS = "https://huggingface.co/datasets/acme/corpus";
const CODE = "https://github.com/acme/clear-bert-code";

let registry: TestRegistry;
let terminal: TestTerminal;
let scratch: string;
let good: Artifact;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "gatehouse-downloads-"));
  registry = await aRegistry(sampleRepositories({ weightBytes: 12_000_000 }));
  terminal = await aTerminal({ GATEHOUSE_URL: registry.started.url });
  const signedIn = await terminal.run(["login", "--password-stdin"], { input: PASSWORD });
  expect([signedIn.code, signedIn.err]).toEqual([0, ""]);
  [good] = (await terminal.json<[Artifact]>(["ingest", GOOD, "--watch"])) as [Artifact];
});
afterAll(async () => {
  await terminal?.[Symbol.asyncDispose]();
  await registry?.[Symbol.asyncDispose]();
  await rm(scratch, { recursive: true, force: true });
});

test("ingest --watch derives types from links, follows all to their final status and exits with the worst of them", async () => {
  const all = await terminal.run(["ingest", CORPUS, CODE, BARE, GONE, "--watch"]);
  expect(all.code).toBe(3);
  expect(all.out).toMatch(/datasets\/acme\/corpus +completed[\s\S]*acme\/clear-bert-code +completed/);
  expect(all.out).toMatch(/someone\/test-upload: rejected\n {2}– [\s\S]*\n {2}\+ /);
  expect(all.out).toContain("source_not_found");
  expect(all.err).toMatch(/someone\/test-upload .* rejected/);
  const rejected = await terminal.run(["ingest", BARE, "--watch"]);
  expect([rejected.code, rejected.err]).toEqual([2, expect.not.stringContaining("already")]);
});

test("ingest follows a link that is already registered", async () => {
  const { code, out, err } = await terminal.run(["ingest", GOOD, "--watch"]);
  expect([code, err]).toEqual([0, expect.stringContaining(`already registered as model ${good.metadata.id}`)]);
  expect(out).toMatch(/acme\/clear-bert +completed/);
});

test("ingest posts nothing when one link is not a link to a source", async () => {
  const { code, out, err } = await terminal.run(["ingest", "https://example.org/acme/model", GOOD]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("the host example.org is not a source of this registry");
});

test("status, rate and audit accept an id or a name", async () => {
  for (const wanted of [String(good.metadata.id), "clear-bert"]) {
    const status = await terminal.run(["status", wanted]);
    expect([status.code, status.err]).toEqual([0, ""]);
    expect(status.out).toMatch(
      new RegExp(`artifact +model ${good.metadata.id} +clear-bert[\\s\\S]*score +0\\.\\d{4}, threshold`),
    );
  }
  const rate = await terminal.run(["rate", "clear-bert"]);
  expect(rate.out).toMatch(/ramp up time +█+░* +\d\.\d{4}[\s\S]*verdict +accepted, robust/);
  const audit = await terminal.run(["audit", "clear-bert"]);
  expect(audit.out).toMatch(/CREATE +admin \(admin\)[\s\S]*AUDIT +admin/);
  expect((await terminal.json<{ net_score: number }>(["rate", "clear-bert"])).net_score).toBeGreaterThan(0.5);
});

test("exits with 1 and says so when no artifact has the id or the name", async () => {
  expect((await terminal.run(["status", "999999"])).err).toContain("There is no artifact with the id 999999");
  const named = await terminal.run(["status", "no-such-thing", "--type", "code"]);
  expect([named.code, named.err]).toEqual([1, expect.stringContaining("There is no completed code named")]);
});

test("ls and search list completed artifacts and say when there are more than the limit", async () => {
  const everything = await terminal.json<{ id: number; type: string }[]>(["ls"]);
  expect(everything.map(({ type }) => type).sort()).toEqual(["code", "dataset", "model"]);
  const first = await terminal.run(["ls", "--limit", "2"]);
  expect([first.out.trimEnd().split("\n").length, first.err]).toEqual([
    2,
    "There are more than 2. Raise --limit to see them\n",
  ]);
  expect((await terminal.run(["search", "^clear-bert$"])).out).toContain(`${good.metadata.id}  model    clear-bert`);
  const nothing = await terminal.run(["search", "zzz+q"]);
  expect([nothing.code, nothing.out, nothing.err]).toEqual([0, "", "nothing found\n"]);
  expect((await terminal.run(["search", "("])).code).toBe(1);
});

test("download verifies archive and entries, and replaces a file only with --force", async () => {
  const { code, out } = await terminal.run(["download", "clear-bert", "-o", scratch]);
  const file = path.join(scratch, "clear-bert.zip");
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/clear-bert\.zip: 12 MB, \d+ files, verified against the manifest/),
  ]);
  expect((await stat(file)).size).toBe(withStatus(good, "completed").data.archive.bytes);
  expect((await terminal.run(["download", "clear-bert", "-o", file])).err).toContain("clear-bert.zip exists");
  expect((await terminal.run(["download", "clear-bert", "-o", file, "--force"])).code).toBe(0);
  expect((await readdir(scratch)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

/** The partial file of an interrupted download. */
async function aPartial(target: string, whole: Buffer): Promise<void> {
  await writeFile(`${target}.${withStatus(good, "completed").data.archive.crc32}.part`, whole);
}

test("download resumes a partial file, and starts over after a damaged one", async () => {
  const first = path.join(scratch, "first.zip");
  await terminal.run(["download", "clear-bert", "-o", first]);
  const bytes = await readFile(first);
  const resumed = path.join(scratch, "resumed.zip");
  await aPartial(resumed, bytes.subarray(0, 5_000_000));
  const { code, err } = await terminal.run(["download", "clear-bert", "-o", resumed]);
  expect([code, err]).toEqual([0, "resuming at 5.0 MB of 12 MB\n"]);
  expect(bytes.equals(await readFile(resumed))).toBe(true);
  const spoiled = path.join(scratch, "spoiled.zip");
  await aPartial(spoiled, Buffer.alloc(5_000_000));
  const refused = await terminal.run(["download", "clear-bert", "-o", spoiled]);
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining("differs from the registry's record: crc32"),
  ]);
  expect((await terminal.run(["download", "clear-bert", "-o", spoiled])).code).toBe(0);
});

test("download --component fetches a zip of only these files and verifies it", async () => {
  const target = path.join(scratch, "config.zip");
  const found = await terminal.json<{ files: number; bytes: number }>([
    "download",
    String(good.metadata.id),
    "--component",
    "config",
    "-o",
    target,
  ]);
  expect(found.files).toBeGreaterThan(2);
  expect(found.bytes).toBe((await stat(target)).size);
  expect(found.bytes).toBeLessThan(1_000_000);
});

test("rm asks before it deletes, and frees the name", async () => {
  const id = String(await registry.post("https://huggingface.co/datasets/acme/reviews", "dataset"));
  await registry.follow(Number(id), "dataset");
  expect((await terminal.run(["rm", id])).err).toContain("Add --yes");
  expect((await terminal.run(["rm", id], { answers: ["n"] })).err).toBe("Nothing was deleted\n");
  expect((await terminal.run(["rm", "reviews"], { answers: ["y"] })).out).toMatch(/^deleted dataset \d+ \(reviews, /);
  expect((await terminal.run(["status", id])).code).toBe(1);
});

test("ingest --watch says how to look again when it is interrupted", async () => {
  const leaving = new AbortController();
  const running = terminal.run(["ingest", "https://huggingface.co/acme/clear-bert-finetuned", "--watch"], {
    signal: leaving.signal,
    sleep: async () => {
      leaving.abort(new Error("stopped by SIGINT"));
      throw leaving.signal.reason;
    },
  });
  const { code, err } = await running;
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/Stopped watching. The ingest continues: gatehouse status \d+\nstopped by SIGINT/),
  ]);
});

test("ingest --watch --json redraws nothing in place, also on a terminal", async () => {
  const progress = { columns: 40, colors: false, live: true };
  const link = "https://huggingface.co/acme/clear-bert-finetuned";
  const { out, err } = await terminal.run(["ingest", link, "--watch", "--json"], { progress });
  expect(JSON.parse(out)).toMatchObject([{ status: "completed" }]);
  expect(err).toMatch(/completed/);
});
