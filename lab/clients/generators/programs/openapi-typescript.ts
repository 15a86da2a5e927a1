import createClient from "openapi-fetch";
import type { components, paths } from "./generated/schema.ts";

type Schemas = components["schemas"];
const baseUrl = process.env["GATEHOUSE_URL"] ?? "";
const headers = { "X-Authorization": process.env["GATEHOUSE_TOKEN"] ?? "" };
const api = createClient<paths>({ baseUrl, headers });

export async function submit(url: string): Promise<Schemas["IngestResult"]> {
  const path = { artifact_type: "model" } as const;
  const { data, error } = await api.POST("/artifact/{artifact_type}", { params: { path }, body: { url } });
  if (data === undefined) throw new Error(error.detail);
  return data;
}

export async function read(id: number): Promise<Schemas["Artifact"]> {
  const path = { artifact_type: "model", id } as const;
  const { data, error } = await api.GET("/artifacts/{artifact_type}/{id}", { params: { path } });
  if (data === undefined) throw new Error(error.detail);
  return data;
}
