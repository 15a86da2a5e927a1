import type { EntityManager } from "@mikro-orm/postgresql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseArtifacts } from "../../../db/catalogue/artifacts.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aCompleted, COMMIT, completedAt } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const NEWER = "ab".repeat(20);

/** A completed model with an update that waits, and the database in which the update passes before the second statement. */
async function overtaken(): Promise<{ id: number; database: EntityManager; statements: () => number }> {
  const id = await aCompleted(api);
  const accepted = await api.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body: {} });
  expect(accepted.status).toBe(202);
  const update = api.dispatched.at(-1) ?? 0;
  const file = { path: "new.json", bytes: 5, sha256: "d".repeat(64), crc32: 3, gitSha1: null, kind: "file" } as const;
  return { id, ...interrupted(api.database.orm.em, () => completedAt(api, update, NEWER, [file])) };
}

/**
 * Makes something happen before the second query of entities, whichever fork or transaction sends it. Counts the
 * statements, those of SQL too.
 */
function interrupted(root: EntityManager, happen: () => Promise<void>) {
  let statements = 0;
  const counting = (em: EntityManager): EntityManager =>
    new Proxy(em, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name === "fork") return () => counting(target.fork());
        if (name === "transactional") {
          return (work: (inside: EntityManager) => Promise<unknown>, options: object) =>
            target.transactional((inside) => work(counting(inside)), options);
        }
        if (name === "getKysely") statements += 1;
        if (name !== "find" && name !== "findOne") return typeof value === "function" ? value.bind(target) : value;
        return async (...args: unknown[]) => {
          statements += 1;
          if (statements === 2) await happen();
          return Reflect.apply(value as () => unknown, target, args);
        };
      },
    });
  return { database: counting(root), statements: () => statements };
}

test("an artifact is read together with its update in one statement, so that neither can change in between", async () => {
  const { id, database, statements } = await overtaken();
  const found = await databaseArtifacts(database).find("model", id);
  expect([found?.commit, found?.update?.status, statements()]).toEqual([COMMIT, "pending", 1]);
});

test("a manifest read while an update completes does not mix its files with the older commit", async () => {
  const { id, database } = await overtaken();
  const found = await databaseArtifacts(database).manifest("model", id);
  const paths = found?.files.map(({ path }) => path);
  expect([found?.artifact.commit, paths]).toEqual([COMMIT, ["config.json", "model.safetensors", "vendor"]]);
  const later = await databaseArtifacts(api.database.orm.em).manifest("model", id);
  expect([later?.artifact.commit, later?.files.map(({ path }) => path)]).toEqual([NEWER, ["new.json"]]);
});

test("an artifact without an update is found, a deleted one and one of another type are not", async () => {
  const id = await aCompleted(api);
  const artifacts = databaseArtifacts(api.database.orm.em);
  expect(await artifacts.find("model", id)).toMatchObject({ id, commit: COMMIT });
  expect((await artifacts.find("model", id))?.update).toBeUndefined();
  expect([await artifacts.find("dataset", id), await artifacts.find("model", 999_999)]).toEqual([null, null]);
  expect([await artifacts.manifest("dataset", id), await artifacts.manifest("model", 999_999)]).toEqual([null, null]);
});
