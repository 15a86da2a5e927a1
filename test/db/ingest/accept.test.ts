import type { EntityManager } from "@mikro-orm/postgresql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linkAcceptance, type NewArtifact } from "../../../db/ingest/accept.ts";
import { createOrm } from "../../../db/orm.ts";
import { aDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const aLink = (repository: string, more: Partial<NewArtifact> = {}): NewArtifact => ({
  link: { host: "huggingface", type: "model", repository, revision: "main" },
  name: repository.split("/").at(-1) as string,
  owner: "admin",
  correlationId: `of ${repository}`,
  ...more,
});
const links = (owner: string, count: number) => Array.from({ length: count }, (_, n) => aLink(`${owner}/${n}`));
const told = <T>(sql: string, owner: string) => database.orm.em.fork().execute<T[]>(sql, [`${owner}/%`]);

/** The id of an accepted link, null for one that is taken. */
function acceptance(em: EntityManager) {
  const insert = linkAcceptance(em);
  return async (artifact: NewArtifact): Promise<number | null> => {
    const insertion = await insert(artifact);
    return insertion.inserted ? insertion.id : null;
  };
}

test("concurrent links are committed by few statements, each with its own id and one audit entry", async () => {
  const accept = acceptance(database.orm.em);
  const given = links("many", 250);
  const ids = await Promise.all(given.map(accept));
  const kept = await told<{ id: string; repository: string; correlation_id: string; entries: string }>(
    `select a.id, repository, correlation_id, count(e.id) as entries from artifact a
     left join audit_log e on e.artifact_id = a.id and e.action = 'CREATE' and e.actor = a.owner
     where repository like ? group by a.id`,
    "many",
  );
  const expected = given.map(({ link, correlationId }, n) => [ids[n], link.repository, correlationId, 1]);
  const found = kept.map((row) => [Number(row.id), row.repository, row.correlation_id, Number(row.entries)]);
  expect(new Set(found.map(String))).toEqual(new Set(expected.map(String)));
  const [commits] = await told<{ n: string }>(
    "select count(distinct xmin::text) as n from artifact where repository like ?",
    "many",
  );
  expect(Number(commits?.n)).toBeLessThan(10);
});

test("of concurrent equal links, in any letter case, exactly one is accepted", async () => {
  const accept = acceptance(database.orm.em);
  const ids = await Promise.all(
    ["twins/one", "Twins/One", "twins/two", "TWINS/ONE"].map((name) => accept(aLink(name))),
  );
  const [one, alike, two, shouted] = ids.map((id) => id !== null);
  expect([one, alike, shouted].filter(Boolean)).toEqual([true]);
  expect(two).toBe(true);
});

test("the same repository at another revision, or as another type, is another link", async () => {
  const accept = acceptance(database.orm.em);
  const { link } = aLink("kinds/one");
  const others = [link, { ...link, revision: "v1" }, { ...link, type: "code" as const }];
  const ids = await Promise.all(others.map((one) => accept(aLink("kinds/one", { link: one }))));
  expect(new Set(ids).size).toBe(3);
  expect(ids).not.toContain(null);
});

test("a link that the database cannot store fails alone, and the rest of its batch is committed", async () => {
  const accept = acceptance(database.orm.em);
  const unstorable = aLink("faults/bad", { name: "a\0b" });
  const [before, bad, after] = await Promise.allSettled(
    [aLink("faults/before"), unstorable, aLink("faults/after")].map(accept),
  );
  expect([before?.status, bad?.status, after?.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const kept = await told<{ repository: string }>(
    "select repository from artifact where repository like ? order by 1",
    "faults",
  );
  expect(kept.map(({ repository }) => repository)).toEqual(["faults/after", "faults/before"]);
});

test("servers that get the same links in opposite order accept each once without a deadlock", async () => {
  const given = links("crossing", 200);
  const servers = [given, given.toReversed(), given, given.toReversed()];
  const answers = await Promise.all(
    servers.map(async (order) => {
      const accept = acceptance(database.orm.em);
      return Promise.all(order.map(accept));
    }),
  );
  const accepted = answers.flat().filter((id) => id !== null);
  expect(accepted).toHaveLength(200);
  expect(new Set(accepted).size).toBe(200);
});

test("every waiting link is refused while the database is away, and the next one is tried", async () => {
  const nowhere = { host: "127.0.0.1", port: 1, database: "none", user: "none", password: "none", tls: false };
  const orm = createOrm(nowhere, { max: 2, statementTimeoutMs: 1_000, connectTimeoutMs: 1_000 });
  try {
    const accept = acceptance(orm.em);
    for (const round of ["first", "second"]) {
      const refused = await Promise.allSettled(links(round, 150).map(accept));
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set(["rejected"]));
    }
  } finally {
    await orm.close(true);
  }
});
