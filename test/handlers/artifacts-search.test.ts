import { afterAll, beforeAll, expect, test } from "vitest";
import { asJson, integer, rows, sql } from "../../db/sql.ts";
import type { Schemas } from "../../handlers/contract.ts";
import { acceptedId, nextOffset } from "../support/api/answers.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { anAccountOf } from "../support/api/members.ts";
import { aPosted, someProgress } from "../support/artifacts/artifacts.ts";
import { unlist } from "../support/artifacts/listed.ts";

type Filter = Schemas["ArtifactFilter"];
type Search = Partial<Schemas["ArtifactSearchRequest"]>;

interface Kept {
  readonly repository: string;
  readonly type?: Schemas["ArtifactType"];
  readonly status?: Schemas["ArtifactStatus"];
  readonly score?: number;
  readonly license?: string;
  readonly bytes?: number;
  readonly readme?: string;
}

const kept: readonly Kept[] = [
  { repository: "acme/clear-bert", score: 0.94, license: "apache-2.0", bytes: 400, readme: "Answers Questions well" },
  { repository: "acme/large-llm", status: "downloading", bytes: 900 },
  { repository: "Someone/test-upload", status: "rejected", score: 0.09, readme: "questions" },
  { repository: "acme/corpus", type: "dataset", bytes: 50 },
  { repository: "other/mid_vit", score: 0.6, license: "mit", bytes: 400 },
  { repository: "bert-base", score: 0.6, license: "apache-2.0" },
];

let api: TestApi;
const ids: number[] = [];
beforeAll(async () => {
  api = await anApi();
  for (const one of kept) ids.push(await keep(one));
});
afterAll(() => api[Symbol.asyncDispose]());

/** Keeps an artifact as an ingest in this status would have left it; its id. */
async function keep({ repository, type = "model", status = "completed", ...it }: Kept): Promise<number> {
  const verdict =
    it.score === undefined ? null : { net_score: it.score, threshold: 0.5, ...(it.license && { license: it.license }) };
  const [row] = await rows(
    api.database.orm.em.fork(),
    { id: integer },
    sql`insert into artifact (type, name, url, host, repository, source_key, revision, owner, status, status_message,
          verdict, archive, bytes_total, readme, progress, correlation_id)
        values (${type}, ${repository.split("/").at(-1)}, 'https://huggingface.co/x/y', 'huggingface', ${repository},
          ${`huggingface:${type}:${repository.toLowerCase()}`}, 'main', 'admin', ${status}, 'said',
          ${verdict === null ? null : asJson(verdict)}::jsonb,
          ${status === "completed" ? asJson({ key: "k", bytes: 1, crc32: 7, sha256: null }) : null}::jsonb,
          ${it.bytes ?? null}, ${it.readme ?? null}, ${asJson(someProgress())}::jsonb, 'test')
        returning id`,
  );
  if (row === undefined) throw new Error("the artifact was not inserted");
  return row.id;
}

/** The repositories that a search finds, in its order. */
async function found(search: Search, query: Record<string, string> = {}): Promise<string[]> {
  const answer = await api.call("ArtifactSearch", { body: search as Schemas["ArtifactSearchRequest"], query });
  if (answer.status !== 200) throw new Error(`searching answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.map(({ metadata }) => kept[ids.indexOf(metadata.id)]?.repository ?? "?");
}
const matching = async (filter: Filter) => (await found({ filter, sort: "oldest" })).sort();

async function counts(filter: Filter): Promise<Schemas["ArtifactCounts"]> {
  const answer = await api.call("ArtifactCounts", { body: filter });
  if (answer.status !== 200) throw new Error(`counting answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

test("finds artifacts of every status, newest first, with what a list shows of each", async () => {
  expect(await found({})).toEqual(kept.map(({ repository }) => repository).reverse());
  const answer = await api.call("ArtifactSearch", { body: { filter: { ids: [ids[0] ?? 0] } } });
  expect(answer.body).toMatchObject([
    {
      metadata: { id: ids[0], name: "clear-bert", type: "model" },
      owner: "acme",
      status: "completed",
      status_message: "said",
      net_score: 0.94,
      threshold: 0.5,
      license: "apache-2.0",
      bytes_total: 400,
      updating: false,
      progress: { stage: "transfer" },
    },
  ]);
});

test.each<[string, Filter, string[]]>([
  ["types", { types: ["dataset"] }, ["acme/corpus"]],
  ["statuses", { statuses: ["rejected", "downloading"] }, ["Someone/test-upload", "acme/large-llm"]],
  ["licences", { licenses: ["mit"] }, ["other/mid_vit"]],
  ["owners, spelled as shown", { owners: ["Someone", "other"] }, ["Someone/test-upload", "other/mid_vit"]],
  ["a range of scores", { min_score: 0.5, max_score: 0.6 }, ["bert-base", "other/mid_vit"]],
  ["several fields at once", { owners: ["acme"], types: ["model"], statuses: ["completed"] }, ["acme/clear-bert"]],
  ["an empty list, which asks for nothing", { types: [], text: "vit" }, ["other/mid_vit"]],
])("filters the artifacts by %s", async (_what, filter, expected) => {
  expect(await matching(filter)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ["a part of a name in any case", "BERT", ["acme/clear-bert", "bert-base"]],
  ["a part of the repository's owner", "some", ["Someone/test-upload"]],
  ["words that all occur, in any order", "bert acme", ["acme/clear-bert"]],
  ["the beginning of a word in the README of what is admitted", "quest", ["acme/clear-bert"]],
  ["wildcards as the characters that they are", "mid_v", ["other/mid_vit"]],
  ["nothing for a wildcard that matches no name", "l%b", []],
  ["quotes, colons and backslashes as text", "'\\:* bert & ! |", []],
])("finds by its text %s", async (_what, text, expected) => {
  expect(await matching({ text })).toEqual(expected);
});

test("finds the artifacts of a link in any of its forms, and explains a link that names none", async () => {
  expect(await matching({ url: "hf.co/ACME/clear-bert/tree/main" })).toEqual(["acme/clear-bert"]);
  expect(await matching({ url: "https://huggingface.co/datasets/acme/corpus" })).toEqual(["acme/corpus"]);
  expect(await matching({ url: "https://github.com/acme/clear-bert" })).toEqual([]);
  for (const [id, body] of [
    ["ArtifactSearch", { filter: { url: "https://example.com/a/b" } }],
    ["ArtifactCounts", { url: "https://example.com/a/b" }],
  ] as const) {
    const refused = await api.call(id, { body } as never);
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ message: expect.stringContaining("example.com") }] },
    });
  }
});

const everySort = ["newest", "oldest", "name", "best", "worst", "largest", "smallest"] as const;

test("sorts by score and size, with what has none as the smallest", async () => {
  expect((await found({ sort: "best" })).slice(0, 3)).toEqual(["acme/clear-bert", "bert-base", "other/mid_vit"]);
  expect((await found({ sort: "worst" })).slice(-1)).toEqual(["acme/clear-bert"]);
  expect((await found({ sort: "largest" }))[0]).toBe("acme/large-llm");
  expect((await found({ sort: "smallest" })).slice(-1)).toEqual(["acme/large-llm"]);
  expect((await found({ sort: "name" }))[0]).toBe("bert-base");
});

test.each(everySort)("pages through every artifact once in the order %s", async (sort) => {
  const whole = await found({ sort });
  for (const limit of [1, 2, 5]) {
    const paged: string[] = [];
    for (let offset: string | null = ""; offset !== null; ) {
      const query: Record<string, string> = { limit: String(limit), offset };
      paged.push(...(await found({ sort }, query)));
      offset = nextOffset((await api.call("ArtifactSearch", { body: { sort }, query })).headers);
    }
    expect(paged).toEqual(whole);
  }
});

test("counts what each other choice of a field would find", async () => {
  const all = await counts({});
  expect(all).toMatchObject({ total: 6, unfinished: 1 });
  expect(all.types).toEqual([
    { value: "model", count: 5 },
    { value: "dataset", count: 1 },
  ]);
  expect(all.licenses).toEqual([
    { value: "apache-2.0", count: 2 },
    { value: "mit", count: 1 },
  ]);
  const narrowed = await counts({ types: ["dataset"], owners: ["acme"] });
  expect(narrowed.total).toBe(1);
  expect(narrowed.types).toEqual([
    { value: "model", count: 2 },
    { value: "dataset", count: 1 },
  ]);
  expect(narrowed.owners).toEqual([{ value: "acme", count: 1 }]);
  expect(narrowed.statuses).toEqual([{ value: "completed", count: 1 }]);
});

test("shows neither deleted artifacts nor the rows of running updates", async () => {
  const deleted = await keep({ repository: "acme/deleted" });
  await unlist(api.database, deleted);
  const updated = await api.call("ArtifactUpdate", {
    path: { artifact_type: "model", id: ids[0] ?? 0 },
    body: { url: "https://huggingface.co/acme/clear-bert/tree/next" },
  });
  expect(updated.status).toBe(202);
  expect((await found({})).length).toBe(kept.length);
  const answer = await api.call("ArtifactSearch", { body: { filter: { text: "clear-bert" } } });
  expect(answer.body).toMatchObject([{ updating: true }]);
});

test("finds only what the caller posted, and names who posted it to that account and to administrators", async () => {
  const publisher = await anAccountOf(api, "publisher");
  const url = "https://huggingface.co/acme/of-a-publisher";
  const posted = await publisher("ArtifactCreate", { path: { artifact_type: "model" }, body: { url } });
  const id = acceptedId(posted);
  const mine = await publisher("ArtifactSearch", { body: { filter: { mine: true } } });
  expect(mine.body).toMatchObject([{ metadata: { id } }]);
  const path = { artifact_type: "model", id } as const;
  const own = await publisher("AccountOwn");
  const shown = { posted_by: (own.body as Schemas["Caller"]).name };
  expect((await publisher("ArtifactRetrieve", { path })).body).toMatchObject(shown);
  expect((await api.call("ArtifactRetrieve", { path })).body).toMatchObject(shown);
  const reader = await anAccountOf(api, "reader");
  expect((await reader("ArtifactRetrieve", { path })).body).not.toHaveProperty("posted_by");
});

test("says who is calling, and when a sign-in ends", async () => {
  const reader = await anAccountOf(api, "reader");
  const own = await reader("AccountOwn");
  expect(own).toMatchObject({ status: 200, body: { role: "reader", expires_at: expect.stringMatching(/Z$/) } });
  const issued = await reader("TokenCreate", { body: { name: "a script", expires_in_days: 1 } });
  if (issued.status !== 201) throw new Error(`making a token answered ${issued.status}`);
  const byToken = await reader.as(`Bearer ${issued.body.token}`)("AccountOwn");
  expect(byToken).toMatchObject({ status: 200, body: { role: "reader", expires_at: null } });
  expect((await api.call.as(null)("AccountOwn")).status).toBe(403);
});

test("a pending artifact is found with the progress of one that has not begun", async () => {
  const id = await aPosted(api);
  const answer = await api.call("ArtifactSearch", { body: { filter: { ids: [id] } } });
  expect(answer.body).toMatchObject([
    { status: "pending", progress: { stage: "queued", percent: 0 }, net_score: null },
  ]);
});
