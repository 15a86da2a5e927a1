/** Finds the artifact that an id or a name means, and the type of artifact that a link names. */
import { LinkFault, likelyType } from "../domain/link.ts";
import type { components } from "../generated/client.js";
import type { Registry } from "./registry.ts";
import { CommandFault } from "./runtime.ts";

type Schemas = components["schemas"];
export type Artifact = Schemas["Artifact"];
export type ArtifactType = Schemas["ArtifactType"];
export const artifactTypes = ["model", "dataset", "code"] as const satisfies readonly ArtifactType[];

/** The artifact with this id, or the only one with this name; `type` narrows it. Throws CommandFault without one. */
export async function findArtifact(registry: Registry, wanted: string, type?: ArtifactType): Promise<Artifact> {
  if (/^[1-9]\d{0,15}$/.test(wanted)) return byId(registry, Number(wanted), type);
  const named = await byName(registry, wanted);
  const matching = type === undefined ? named : named.filter((one) => one.type === type);
  const [only, ...others] = matching;
  if (only === undefined)
    throw new CommandFault(`There is no completed ${type ?? "artifact"} named "${wanted}"`, {
      advice: "Use the id to find an artifact that is not completed",
    });
  if (others.length > 0)
    throw new CommandFault(
      `${matching.length} artifacts are named "${wanted}": ${matching
        .slice(0, 10)
        .map((one) => `${one.type} ${one.id}`)
        .join(", ")}`,
      { advice: "Give the id instead" },
    );
  return byId(registry, only.id, only.type);
}

async function byId(registry: Registry, id: number, type?: ArtifactType): Promise<Artifact> {
  for (const artifact_type of type === undefined ? artifactTypes : [type]) {
    const call = registry.client.GET("/artifacts/{artifact_type}/{id}", { params: { path: { artifact_type, id } } });
    const { data } = await registry.answer(call, [404]);
    if (data !== undefined) return data;
  }
  throw new CommandFault(`There is no ${type ?? "artifact"} with the id ${id}`, { status: 404 });
}

async function byName(registry: Registry, name: string): Promise<readonly Schemas["ArtifactMetadata"][]> {
  const call = registry.client.GET("/artifact/byName/{name}", { params: { path: { name } } });
  const { data } = await registry.answer(call, [404]);
  return data ?? [];
}

/** The type of artifact that a link names. Throws CommandFault with the reason when it names none. */
export function typeOfLink(link: string): ArtifactType {
  try {
    return likelyType(link);
  } catch (error) {
    if (!(error instanceof LinkFault)) throw error;
    throw new CommandFault(`${link}: ${error.message}`, {
      advice: "Examples: https://huggingface.co/<owner>/<name>, https://github.com/<owner>/<repository>",
    });
  }
}
