import { type Artifact, artifactCreate, artifactRetrieve, type IngestResult } from "./generated/index.ts";

const baseURL = process.env["GATEHOUSE_URL"] ?? "";
// The client of Kubb names no media type by itself.
const headers = { "X-Authorization": process.env["GATEHOUSE_TOKEN"] ?? "", "Content-Type": "application/json" };

export const submit = (url: string): Promise<IngestResult> => artifactCreate("model", { url }, { baseURL, headers });

export const read = (id: number): Promise<Artifact> => artifactRetrieve("model", id, { baseURL, headers });
