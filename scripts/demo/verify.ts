import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { downloadFile, listFiles } from "@huggingface/hub";
import { digestOf, zipDigests } from "../../cli/download/verify.ts";
import type { GatehouseClient } from "../../generated/client.js";

export interface Verified {
  readonly files: number;
  readonly bytes: number;
}

/** Downloads a zip and compares the SHA-256 of every file with the source. Throws naming the first difference. */
export async function verifyArchive(options: {
  readonly downloadUrl: string;
  readonly zip: string;
  readonly hub: string;
  readonly repository: string;
}): Promise<Verified> {
  const response = await fetch(options.downloadUrl);
  if (!response.ok || response.body === null) throw new Error(`the download answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(options.zip));
  const archived = await zipDigests(options.zip);
  const upstream = await listingOf(options.hub, options.repository);
  const missing = upstream.filter((path) => !archived.has(path));
  const surplus = [...archived.keys()].filter((path) => !upstream.includes(path));
  if (missing.length + surplus.length > 0)
    throw new Error(`missing: ${missing.join(", ")}; surplus: ${surplus.join(", ")}`);
  let bytes = 0;
  for (const path of upstream) {
    const source = await digestOf(Readable.fromWeb((await openFile(options, path)) as never));
    const entry = archived.get(path);
    if (entry?.sha256 !== source.sha256) throw new Error(`${path} differs from the source`);
    bytes += source.bytes;
  }
  return { files: upstream.length, bytes };
}

async function listingOf(hub: string, repository: string): Promise<string[]> {
  const paths: string[] = [];
  let next: string | undefined = `${hub}/api/models/${repository}/tree/main?recursive=true&expand=false`;
  while (next !== undefined) {
    const response = await fetch(next);
    const entries = (await response.json()) as { type: string; path: string }[];
    paths.push(...entries.filter(({ type }) => type === "file").map(({ path }) => path));
    next = response.headers.get("link")?.match(/<([^>]+)>; rel="next"/)?.[1];
  }
  return paths;
}

async function openFile(
  { hub, repository }: { hub: string; repository: string },
  path: string,
): Promise<ReadableStream> {
  const response = await fetch(
    `${hub}/${repository}/resolve/main/${path.split("/").map(encodeURIComponent).join("/")}`,
  );
  if (!response.ok || response.body === null) throw new Error(`the hub answered ${response.status} for ${path}`);
  return response.body;
}

/**
 * Loads every file of a model as its users do, with the client of Hugging Face, and compares it with the manifest. Throws
 * naming the first difference.
 * @returns the number of files
 */
export async function loadModel(options: {
  readonly client: GatehouseClient;
  readonly url: string;
  readonly id: number;
  readonly repository: string;
}): Promise<number> {
  const { client, url, id, repository: repo } = options;
  const made = await client.POST("/tokens", { body: { name: "demo", role: "reader" } });
  if (made.data === undefined) throw new Error(`making a token was answered with ${made.response.status}`);
  const from = { repo, hubUrl: `${url}/hub`, accessToken: made.data.token };
  const params = { path: { artifact_type: "model" as const, id } };
  const { data: manifest, response } = await client.GET("/artifacts/{artifact_type}/{id}/manifest", { params });
  if (manifest === undefined) throw new Error(`reading the manifest was answered with ${response.status}`);
  const left = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  for await (const { type, path } of listFiles({ ...from, recursive: true })) {
    if (type !== "file") continue;
    const content = await downloadFile({ ...from, path });
    if (content === null) throw new Error(`${path} is listed and missing`);
    const { sha256 } = await digestOf(Readable.fromWeb(content.stream() as never));
    if (sha256 !== left.get(path)) throw new Error(`${path} differs from the manifest`);
    left.delete(path);
  }
  if (left.size > 0) throw new Error(`not listed: ${[...left.keys()].join(", ")}`);
  return manifest.files.length;
}
