import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Artifact } from "../../cli/artifact.ts";
import { contextOf } from "../../cli/context.ts";
import { fetchArchive, sizeOf } from "../../cli/download/fetch.ts";
import { registryAt } from "../../cli/registry.ts";
import { aTerminal, type TestTerminal } from "../support/programs/terminal.ts";

const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251));
const archive = { bytes: content.length, crc32: "00000000", sha256: null };
const artifact = { metadata: { id: 1, name: "any", type: "model" } } as Artifact;

let scratch: string;
let terminal: TestTerminal;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "gatehouse-breaking-"));
  terminal = await aTerminal();
});
afterAll(async () => {
  await terminal[Symbol.asyncDispose]();
  await rm(scratch, { recursive: true, force: true });
});

type Serve = (request: IncomingMessage, response: ServerResponse, from: number) => unknown;

/** A registry that only redirects to its archive, and an object store whose responses the test writes. */
async function aStore(serve: Serve) {
  const asked: string[] = [];
  let signatures = 0;
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/artifacts/")) {
      signatures += 1;
      response.writeHead(302, { Location: `http://${request.headers.host}/zip?signature=${signatures}` }).end();
      return;
    }
    asked.push(`${request.url} ${request.headers.range ?? "all"}`);
    serve(request, response, Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const rest = (response: ServerResponse, from: number): ServerResponse =>
  response.writeHead(from === 0 ? 200 : 206, {
    "Content-Length": content.length - from,
    ...(from === 0 ? {} : { "Content-Range": `bytes ${from}-${content.length - 1}/${content.length}` }),
  });

async function fetchInto(name: string, url: string): Promise<string> {
  const { runtime } = terminal.runtime();
  const part = path.join(scratch, name);
  const context = contextOf(runtime);
  await fetchArchive({ registry: registryAt(url, null, runtime), artifact, archive, part, context });
  return part;
}

async function grown(file: string, bytes: number): Promise<void> {
  while ((await sizeOf(file)) < bytes) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("resumes where the connection broke, each time with a fresh signature", async () => {
  const part = path.join(scratch, "broken");
  await using store = await aStore(async (_request, response, from) => {
    const to = Math.min(content.length, from + 70_000);
    rest(response, from).write(content.subarray(from, to));
    await grown(part, to);
    response.destroy();
  });
  expect(content.equals(await readFile(await fetchInto("broken", store.url)))).toBe(true);
  expect(store.asked).toEqual([
    "/zip?signature=1 all",
    "/zip?signature=2 bytes=70000-",
    "/zip?signature=3 bytes=140000-",
  ]);
});

test("starts over when the store ignores ranges", async () => {
  await using store = await aStore((_request, response) => {
    rest(response, 0).end(content);
  });
  await writeFile(path.join(scratch, "rangeless"), content.subarray(0, 1000));
  expect(content.equals(await readFile(await fetchInto("rangeless", store.url)))).toBe(true);
});

test("starts over when the partial file is longer than the archive", async () => {
  await using store = await aStore((_request, response, from) => {
    rest(response, from).end(content.subarray(from));
  });
  await writeFile(path.join(scratch, "longer"), Buffer.alloc(content.length + 1));
  expect(content.equals(await readFile(await fetchInto("longer", store.url)))).toBe(true);
  expect(store.asked).toEqual(["/zip?signature=1 all"]);
});

test("gives up after five tries without a byte and keeps the partial file", async () => {
  await using store = await aStore((_request, response) => response.writeHead(503).end());
  await writeFile(path.join(scratch, "kept"), content.subarray(0, 1000));
  await expect(fetchInto("kept", store.url)).rejects.toMatchObject({
    message: "The download was interrupted too often (the object store answered 503)",
    advice: expect.stringContaining(path.join(scratch, "kept")),
  });
  expect(store.asked.length).toBe(5);
  expect((await stat(path.join(scratch, "kept"))).size).toBe(1000);
});

test("stops at a body that is longer than the archive", async () => {
  await using store = await aStore((_request, response) => {
    response.writeHead(200).end(Buffer.concat([content, content]));
  });
  await expect(fetchInto("too-long", store.url)).rejects.toThrow("the body is longer than the archive");
});
