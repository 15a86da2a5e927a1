import { Api, type Artifact, ArtifactType, type IngestResult } from "./generated/client.ts";

const baseUrl = process.env["GATEHOUSE_URL"] ?? "";
const headers = { "X-Authorization": process.env["GATEHOUSE_TOKEN"] ?? "" };
const api = new Api({ baseUrl, baseApiParams: { headers, secure: false } });

export async function submit(url: string): Promise<IngestResult> {
  return (await api.artifact.artifactCreate(ArtifactType.Model, { url })).data;
}

export async function read(id: number): Promise<Artifact> {
  return (await api.artifacts.artifactRetrieve(ArtifactType.Model, id)).data;
}
