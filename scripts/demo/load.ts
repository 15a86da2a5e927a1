import { Readable } from "node:stream";
import { downloadFile, listFiles } from "@huggingface/hub";
import { digestOf } from "../../cli/download/verify.ts";
import type { GatehouseClient } from "../../generated/client.js";

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
