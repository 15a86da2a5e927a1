import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildIngest } from "../../../local/bundle/bundle.ts";
import { MAX_BUNDLE_BYTES, measureBundle } from "../../../local/bundle/measure.ts";

let directory: string;
let bundle: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "gatehouse-build-"));
  bundle = await buildIngest(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test("the function is within its budget, exports its handler and loads without a connection or a variable", async () => {
  const figures = await measureBundle(bundle, await readFile(bundle), 3);
  expect(figures.bytes).toBeLessThan(MAX_BUNDLE_BYTES);
  expect(figures.compressedBytes).toBeLessThan(figures.bytes / 2);
  expect(figures.initMs.best).toBeGreaterThan(0);
  expect(figures.initMs.median).toBeGreaterThanOrEqual(figures.initMs.best);
});

test("building again gives the same bytes", async () => {
  const first = await readFile(bundle);
  const again = await buildIngest(path.join(directory, "again"));
  expect((await readFile(again)).equals(first)).toBe(true);
});

test("the function reads its keys from the environment and carries no other source of credentials", async () => {
  const text = await readFile(bundle, "utf8");
  for (const name of ["sso-oidc", "credential_process", "AWS_CONTAINER_CREDENTIALS"]) expect(text).not.toContain(name);
  expect(text).toContain("AWS_SESSION_TOKEN");
});

test("the function runs statements alone and carries no object-relational mapper", async () => {
  expect(await readFile(bundle, "utf8")).not.toContain("MikroORM");
});
