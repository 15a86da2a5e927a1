import { type Artifact, artifactCreate, artifactRetrieve, defaults, type IngestResult } from "./generated/client.ts";

const baseUrl = process.env["GATEHOUSE_URL"] ?? "";
const headers = { "X-Authorization": process.env["GATEHOUSE_TOKEN"] ?? "" };
Object.assign(defaults, { baseUrl, headers });

export async function submit(url: string): Promise<IngestResult> {
  const reply = await artifactCreate("model", { url });
  if (reply.status !== 201 && reply.status !== 202) throw new Error(reply.data.detail);
  return reply.data;
}

export async function read(id: number): Promise<Artifact> {
  const reply = await artifactRetrieve("model", id);
  if (reply.status !== 200) throw new Error(reply.data.detail);
  return reply.data;
}
