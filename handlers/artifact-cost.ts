import type { LineageGraph } from "../db/catalogue/lineage.ts";
import { artifactNumber, type Handler, type Schemas } from "./contract.ts";
import { noSuchArtifact, problem } from "./problems.ts";

const BYTES_PER_MEGABYTE = 1_000_000;

/** The size of the download, alone or with everything that the artifact was made from. */
export const artifactCost: Handler<"ArtifactCost"> = async ({ path, query }, deps) => {
  const row = await deps.artifacts.find(path.artifact_type, artifactNumber(path.id));
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  if (!row.archive) return problem("not-ready", `There is nothing to download: the artifact is ${row.status}`);
  if (query.dependency !== true)
    return { status: 200, body: { [row.id]: { total_cost: row.archive.bytes / BYTES_PER_MEGABYTE } } };
  return { status: 200, body: costs(await deps.lineage.ancestry(row.id)) };
};

/** The artifact and each of its dependencies with their own costs; what is reachable twice, or in a circle, counts once. */
function costs({ artifacts, edges }: LineageGraph): Schemas["ArtifactCosts"] {
  const bytes = new Map(artifacts.map((artifact) => [artifact.id, artifact.bytes]));
  const madeFrom = new Map<number, number[]>();
  for (const { from, to } of edges) if (from !== null) madeFrom.set(to, [...(madeFrom.get(to) ?? []), from]);
  const total = (id: number): number => {
    const seen = new Set([id]);
    for (const one of seen) for (const next of madeFrom.get(one) ?? []) seen.add(next);
    return [...seen].reduce((sum, one) => sum + (bytes.get(one) ?? 0), 0);
  };
  return Object.fromEntries(
    artifacts.map(({ id, bytes: own }) => [
      id,
      { standalone_cost: own / BYTES_PER_MEGABYTE, total_cost: total(id) / BYTES_PER_MEGABYTE },
    ]),
  );
}
