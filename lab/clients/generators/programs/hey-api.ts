import { client } from "./generated/client.gen.ts";
import { type Artifact, artifactCreate, artifactRetrieve, type IngestResult } from "./generated/index.ts";

const baseUrl = process.env["GATEHOUSE_URL"] ?? "";
const headers = { "X-Authorization": process.env["GATEHOUSE_TOKEN"] ?? "" };
client.setConfig({ baseUrl, headers });

export async function submit(url: string): Promise<IngestResult> {
  const { data } = await artifactCreate({ path: { artifact_type: "model" }, body: { url }, throwOnError: true });
  return data;
}

export async function read(id: number): Promise<Artifact> {
  const { data } = await artifactRetrieve({ path: { artifact_type: "model", id }, throwOnError: true });
  return data;
}
