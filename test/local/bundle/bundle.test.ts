import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256Hex } from "../../../lambda/callback/signature.ts";
import { buildIngest, modulesOf } from "../../../local/bundle/bundle.ts";
import { MAX_BUNDLE_BYTES, measureBundle } from "../../../local/bundle/measure.ts";

let directory: string;
let bundle: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "gatehouse-build-"));
  bundle = await buildIngest(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const wholeText = async (): Promise<string> =>
  (await modulesOf(bundle)).map(({ content }) => Buffer.from(content).toString("utf8")).join("\n");

/** Compared in place of the modules: Vitest takes half a minute for their millions of bytes. */
const hashes = async (file: string): Promise<string[]> =>
  (await modulesOf(file)).map(({ name, content }) => `${name} ${sha256Hex(content)}`);

test("the function is within its budget, exports its handler and loads without a connection or a variable", async () => {
  const figures = await measureBundle(bundle, 3);
  expect(figures.bytes).toBeLessThan(MAX_BUNDLE_BYTES);
  expect(figures.compressedBytes).toBeLessThan(figures.bytes / 2);
  expect(figures.initMs.best).toBeGreaterThan(0);
  expect(figures.initMs.median).toBeGreaterThanOrEqual(figures.initMs.best);
});

test("a cold start reads less than two thirds of the function: the scanners and the rating are read when they are needed", async () => {
  const { bytes, startBytes } = await measureBundle(bundle, 1);
  expect(startBytes).toBeGreaterThan(0);
  expect(startBytes).toBeLessThan((bytes * 2) / 3);
});

test("building again gives the same bytes", async () => {
  const first = await hashes(bundle);
  expect(await hashes(await buildIngest(path.join(directory, "again")))).toEqual(first);
  expect(await hashes(await buildIngest(directory))).toEqual(first);
});

test("the function reads its keys from the environment and carries no other source of credentials", async () => {
  const text = await wholeText();
  for (const name of ["sso-oidc", "credential_process", "AWS_CONTAINER_CREDENTIALS"]) expect(text).not.toContain(name);
  expect(text).toContain("AWS_SESSION_TOKEN");
});

test("the function runs statements alone and carries no object-relational mapper", async () => {
  expect(await wholeText()).not.toContain("MikroORM");
});
