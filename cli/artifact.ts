/** Which artifact is meant by an id or a name, and what kind of artifact a link names. */

import { LinkFault, likelyType } from "../domain/link.ts";
import type { components } from "../generated/client.js";
import { CommandFault } from "./fault.ts";
import type { Registry } from "./registry.ts";

type Schemas = components["schemas"];
export type Artifact = Schemas["Artifact"];
export type ArtifactType = Schemas["ArtifactType"];
export const artifactTypes = ["model", "dataset", "code"] as const satisfies readonly ArtifactType[];

/** The artifact of this id, or the only one of this name; `type` narrows it. Throws CommandFault when there is none. */
export async function findArtifact(registry: Registry, wanted: string, type?: ArtifactType): Promise<Artifact> {
  if (/^[1-9]\d{0,15}$/.test(wanted)) return byId(registry, Number(wanted), type);
  const found = await byName(registry, wanted);
  const fitting = type === undefined ? found : found.filter((one) => one.type === type);
  const [only, ...others] = fitting;
  if (only === undefined)
    throw new CommandFault(`No ${type ?? "artifact"} that can be downloaded has the name "${wanted}"`, {
      advice: "What was not admitted is found by its id",
    });
  if (others.length > 0)
    throw new CommandFault(
      `${fitting.length} artifacts have the name "${wanted}": ${fitting
        .slice(0, 10)
        .map((one) => `${one.type} ${one.id}`)
        .join(", ")}`,
      { advice: "Say which one by its id" },
    );
  return byId(registry, only.id, only.type);
}

async function byId(registry: Registry, id: number, type?: ArtifactType): Promise<Artifact> {
  for (const artifact_type of type === undefined ? artifactTypes : [type]) {
    const call = registry.client.GET("/artifacts/{artifact_type}/{id}", { params: { path: { artifact_type, id } } });
    const { data } = await registry.answer(call, [404]);
    if (data !== undefined) return data;
  }
  throw new CommandFault(`No ${type ?? "artifact"} has the id ${id}`, { status: 404 });
}

async function byName(registry: Registry, name: string): Promise<readonly Schemas["ArtifactMetadata"][]> {
  const call = registry.client.GET("/artifact/byName/{name}", { params: { path: { name } } });
  const { data } = await registry.answer(call, [404]);
  return data ?? [];
}

/** The kind of artifact that a link names. Throws CommandFault with the reason when it names none. */
export function typeOfLink(link: string): ArtifactType {
  try {
    return likelyType(link);
  } catch (error) {
    if (!(error instanceof LinkFault)) throw error;
    throw new CommandFault(`${link}: ${error.message}`, {
      advice: "Links look like https://huggingface.co/<owner>/<name> or https://github.com/<owner>/<repository>",
    });
  }
}
