import type { LineageArtifact, LineageEdge } from "../db/catalogue/lineage.ts";
import { artifactNumber, type Handler, type Schemas } from "./contract.ts";
import { noSuchArtifact, problem } from "./problems.ts";

/** Most children that one answer names. */
const MAX_CHILDREN = 1000;

/** What the model was made from over all generations, and the models in the registry that were made from it. */
export const modelLineage: Handler<"ModelLineage"> = async ({ path }, deps) => {
  const row = await deps.artifacts.find("model", artifactNumber(path.id));
  if (row === null) return noSuchArtifact("model", path.id);
  if (!row.archive) return problem("not-ready", `There is no lineage yet: the model is ${row.status}`);
  const ancestry = await deps.lineage.ancestry(row.id);
  const children = await deps.lineage.children(row.id, MAX_CHILDREN + 1);
  const edges = [...ancestry.edges, ...children.edges.slice(0, MAX_CHILDREN)];
  const artifacts = new Map([...ancestry.artifacts, ...children.artifacts].map((one) => [one.id, one]));
  return {
    status: 200,
    body: {
      nodes: nodesOf(row.id, edges, artifacts),
      edges: unique(edges.map(presentEdge)),
      truncated: children.edges.length > MAX_CHILDREN,
    },
  };
};

const nodeOfHeld = (id: number): string => `artifact:${id}`;
const nodeOf = ({ from, source }: LineageEdge): string => (from === null ? source.url : nodeOfHeld(from));

/** The model and both ends of every edge, each once; the first edge that names a node says how it was found. */
function nodesOf(
  modelId: number,
  edges: readonly LineageEdge[],
  artifacts: ReadonlyMap<number, LineageArtifact>,
): Schemas["LineageNode"][] {
  const nodes = new Map<string, Schemas["LineageNode"]>();
  const add = (artifactId: number | null, found: LineageEdge["source"], source: string): void => {
    const { name, type, url } = found;
    const id = artifactId === null ? url : nodeOfHeld(artifactId);
    if (nodes.has(id)) return;
    const external = artifactId === null;
    nodes.set(id, { id, artifact_id: artifactId, name, type, url, external, source, metadata: { type, url } });
  };
  const addHeld = (id: number, source: string): void => {
    const held = artifacts.get(id);
    if (held !== undefined) add(id, held, source);
  };
  addHeld(modelId, "registry");
  for (const { from, to, source, declaredIn } of edges) {
    const place = declaredIn[0] ?? "registry";
    if (from === null) add(null, source, place);
    else addHeld(from, place);
    addHeld(to, place);
  }
  return [...nodes.values()];
}

const relationships = { parent: "base_model", dataset: "dataset", code: "code" } as const;

const presentEdge = (edge: LineageEdge): Schemas["LineageEdge"] => ({
  from_node: nodeOf(edge),
  to_node: nodeOfHeld(edge.to),
  from_node_artifact_id: edge.from,
  to_node_artifact_id: edge.to,
  relationship: relationships[edge.kind],
  declared_in: [...edge.declaredIn],
});

/** An edge of a cycle is found from both of its ends. */
const unique = <T>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one] as const)).values(),
];
