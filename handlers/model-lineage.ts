import type { LineageArtifact, LineageEdge } from "../db/catalogue/lineage.ts";
import type { Handler, Schemas } from "./contract.ts";
import { noSuchArtifact, problem } from "./problems.ts";

/** Most children that one answer names. */
const MAX_CHILDREN = 1000;

/** What the model was made from over all generations, and the models in the registry that were made from it. */
export const modelLineage: Handler<"ModelLineage"> = async ({ path }, deps) => {
  const row = await deps.artifacts.find("model", path.id);
  if (row === null) return noSuchArtifact("model", path.id);
  if (!row.archive) return problem("not-ready", `There is no lineage yet: the model is ${row.status}`);
  const ancestry = await deps.lineage.ancestry(row.id);
  const children = await deps.lineage.children(row.id, MAX_CHILDREN + 1);
  const edges = [...ancestry.edges, ...children.edges.slice(0, MAX_CHILDREN)];
  const held = new Map([...ancestry.artifacts, ...children.artifacts].map((artifact) => [artifact.id, artifact]));
  const reached = new Set([row.id, ...edges.flatMap(({ from, to }) => [from, to])]);
  const nodes = [...held.values()].filter(({ id }) => reached.has(id)).map(presentHeld);
  const truncated = children.edges.length > MAX_CHILDREN;
  return {
    status: 200,
    body: {
      nodes: unique([...nodes, ...edges.flatMap(presentExternal)]),
      edges: unique(edges.map(presentEdge)),
      truncated,
    },
  };
};

const nodeOfHeld = (id: number): string => `artifact:${id}`;
const nodeOf = ({ from, source }: LineageEdge): string => (from === null ? source.url : nodeOfHeld(from));

const presentHeld = ({ id, name, type, url }: LineageArtifact): Schemas["LineageNode"] => ({
  id: nodeOfHeld(id),
  artifact_id: id,
  name,
  type,
  url,
  external: false,
});

function presentExternal(edge: LineageEdge): Schemas["LineageNode"][] {
  if (edge.from !== null) return [];
  return [{ id: nodeOf(edge), artifact_id: null, ...edge.source, external: true }];
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

/** An edge of a circle is found from both of its ends. */
const unique = <T>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one] as const)).values(),
];
