import type { z } from "zod";
import { createApiClient, type schemas } from "./generated/client.ts";

const baseUrl = process.env["GATEHOUSE_URL"] ?? "";
const headers = { "X-Authorization": process.env["GATEHOUSE_TOKEN"] ?? "" };
const api = createApiClient(baseUrl, { axiosConfig: { headers } });

export const submit = (url: string): Promise<z.infer<typeof schemas.IngestResult>> =>
  api.ArtifactCreate({ url }, { params: { artifact_type: "model" } });

export const read = (id: number): Promise<z.infer<typeof schemas.Artifact>> =>
  api.ArtifactRetrieve({ params: { artifact_type: "model", id } });
