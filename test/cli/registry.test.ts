import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleRepositories } from "../../local/hub.ts";
import { type Artifact, aRegistry, PASSWORD, type TestRegistry } from "../support/registry.ts";
import { aTerminal, type TestTerminal } from "../support/terminal.ts";

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

test("ingest --watch tells each link's type, follows all to their ends, and ends with the worst of them", async () => {
  const all = await terminal.run(["ingest", CORPUS, CODE, BARE, GONE, "--watch"]);
  expect(all.code).toBe(3);
  expect(all.out).toMatch(/datasets\/acme\/corpus +completed[\s\S]*acme\/clear-bert-code +completed/);
  expect(all.out).toMatch(/someone\/test-upload: rejected\n {2}– [\s\S]*\n {2}\+ /);
  expect(all.out).toContain("source_not_found");
  expect(all.err).toMatch(/someone\/test-upload .* rejected/);
  const rejected = await terminal.run(["ingest", BARE, "--watch"]);
  expect([rejected.code, rejected.err]).toEqual([2, expect.not.stringContaining("already")]);
});

test("a link that is registered already is told so and followed like a new one", async () => {
  const { code, out, err } = await terminal.run(["ingest", GOOD, "--watch"]);
  expect([code, err]).toEqual([0, expect.stringContaining(`registered already as model ${good.metadata.id}`)]);
  expect(out).toMatch(/acme\/clear-bert +completed/);
});

test("a link that names nothing ends the command before anything is posted", async () => {
  const { code, out, err } = await terminal.run(["ingest", "https://example.org/acme/model", GOOD]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("the host example.org is not a source of this registry");
});

test("status, rate and audit understand an id and a name, and draw what the registry found", async () => {
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

test("an id or a name of nothing is told so, with code 1", async () => {
  expect((await terminal.run(["status", "999999"])).err).toContain("No artifact has the id 999999");
  const named = await terminal.run(["status", "no-such-thing", "--type", "code"]);
  expect([named.code, named.err]).toEqual([1, expect.stringContaining("No code that can be downloaded has the name")]);
});

test("ls and search list what is on offer, page by page, and say when there is more", async () => {
  const everything = await terminal.json<{ id: number; type: string }[]>(["ls"]);
  expect(everything.map(({ type }) => type).sort()).toEqual(["code", "dataset", "model"]);
  const first = await terminal.run(["ls", "--limit", "2"]);
  expect([first.out.trimEnd().split("\n").length, first.err]).toEqual([
    2,
    "there are more than these 2; see --limit\n",
  ]);
  expect((await terminal.run(["search", "^clear-bert$"])).out).toContain(`${good.metadata.id}  model    clear-bert`);
  const nothing = await terminal.run(["search", "zzz+q"]);
  expect([nothing.code, nothing.out, nothing.err]).toEqual([0, "", "nothing found\n"]);
  expect((await terminal.run(["search", "("])).code).toBe(1);
});

test("a download is verified against the archive's record and the manifest, and never replaces a file unasked", async () => {
  const { code, out } = await terminal.run(["download", "clear-bert", "-o", scratch]);
  const file = path.join(scratch, "clear-bert.zip");
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/clear-bert\.zip: 12 MB, \d+ files, each as the manifest says/),
  ]);
  expect((await stat(file)).size).toBe(good.data.archive?.bytes);
  expect((await terminal.run(["download", "clear-bert", "-o", file])).err).toContain("is there already");
  expect((await terminal.run(["download", "clear-bert", "-o", file, "--force"])).code).toBe(0);
  expect((await readdir(scratch)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

/** The unfinished file of an earlier download. */
async function anUnfinished(target: string, whole: Buffer): Promise<void> {
  await writeFile(`${target}.${good.data.archive?.crc32}.part`, whole);
}

test("an interrupted download goes on where it stopped, and one that went wrong starts anew", async () => {
  const first = path.join(scratch, "first.zip");
  await terminal.run(["download", "clear-bert", "-o", first]);
  const bytes = await readFile(first);
  const resumed = path.join(scratch, "resumed.zip");
  await anUnfinished(resumed, bytes.subarray(0, 5_000_000));
  const { code, err } = await terminal.run(["download", "clear-bert", "-o", resumed]);
  expect([code, err]).toEqual([0, "going on at 5.0 MB of 12 MB\n"]);
  expect(bytes.equals(await readFile(resumed))).toBe(true);
  const spoiled = path.join(scratch, "spoiled.zip");
  await anUnfinished(spoiled, Buffer.alloc(5_000_000));
  const refused = await terminal.run(["download", "clear-bert", "-o", spoiled]);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("not what the registry recorded: crc32")]);
  expect((await terminal.run(["download", "clear-bert", "-o", spoiled])).code).toBe(0);
});

test("a component is a zip of its files only, each as the manifest says", async () => {
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

test("the bin runs as a process of its own, under whatever Node is there", async () => {
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: path.join(terminal.home, ".config"),
    GATEHOUSE_URL: registry.started.url,
  };
  const { stdout } = await promisify(execFile)(path.resolve("bin/gatehouse.js"), ["ls", "--json"], { env });
  expect(JSON.parse(stdout).length).toBeGreaterThan(0);
  const unknown = promisify(execFile)(path.resolve("bin/gatehouse.js"), ["status", "999999"], { env });
  await expect(unknown).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("No artifact has the id") });
});

test("rm asks first, deletes what was meant, and frees the name", async () => {
  const id = String(await registry.post("https://huggingface.co/datasets/acme/reviews", "dataset"));
  await registry.follow(Number(id), "dataset");
  expect((await terminal.run(["rm", id])).err).toContain("Add --yes");
  expect((await terminal.run(["rm", id], { answers: ["n"] })).err).toBe("Nothing was deleted\n");
  expect((await terminal.run(["rm", "reviews"], { answers: ["y"] })).out).toMatch(/^deleted dataset \d+ \(reviews, /);
  expect((await terminal.run(["status", id])).code).toBe(1);
});

test("a watcher who leaves is told how to look again", async () => {
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
    expect.stringMatching(/stopped watching; the registry goes on: gatehouse status \d+\nstopped by SIGINT/),
  ]);
});

test("who watches on a terminal and asks for JSON gets lines and no pictures that are drawn in place", async () => {
  const page = { columns: 40, colours: false, live: true };
  const link = "https://huggingface.co/acme/clear-bert-finetuned";
  const { out, err } = await terminal.run(["ingest", link, "--watch", "--json"], { page });
  expect(JSON.parse(out)).toMatchObject([{ status: "completed" }]);
  expect(err).toMatch(/completed/);
});
