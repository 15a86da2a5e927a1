import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { Artifact, Schemas } from "../../api/client.ts";
import { lineageQuery } from "../../api/queries.ts";
import { words } from "../../design/format.ts";
import { Skeleton } from "../../design/skeleton.tsx";
import { ReadProblem } from "../../shell/problem.tsx";

type Graph = Schemas["LineageGraph"];
type Node = Schemas["LineageNode"];

const LineageGraph = lazy(() => import("./lineage-graph.tsx"));

/** What a model was made from and what was made from it: as a graph, and as a list that says the same. */
export function Lineage({ artifact }: { readonly artifact: Artifact }) {
  const { id } = artifact.metadata;
  const { data, error, refetch } = useQuery(lineageQuery(id));
  if (error !== null) return <ReadProblem error={error} what="lineage" onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={8} label="Loading the lineage" />;
  if (data === null) return <p className="muted">The lineage is known when the model is completed.</p>;
  if (data.edges.length === 0)
    return <p className="muted">The model declares no base model, dataset or code, and no model here names it.</p>;
  return (
    <section className="stack" aria-label="Lineage">
      <Suspense fallback={<Skeleton lines={8} label="Drawing the graph" />}>
        <LineageGraph graph={data} self={`artifact:${id}`} />
      </Suspense>
      <Edges graph={data} self={id} />
      {data.truncated && (
        <p className="muted">There are more than 1,000 models made from this one; the first are shown.</p>
      )}
    </section>
  );
}

function Edges({ graph, self }: { readonly graph: Graph; readonly self: number }) {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return (
    <ul className="stack prose">
      {graph.edges.map(({ from_node, to_node, relationship, declared_in }) => {
        const from = nodes.get(from_node);
        const to = nodes.get(to_node);
        if (from === undefined || to === undefined) return null;
        return (
          <li key={`${from_node} ${to_node} ${relationship}`}>
            <NodeLink node={to} isSelf={to.artifact_id === self} /> has the {words(relationship)}{" "}
            <NodeLink node={from} isSelf={from.artifact_id === self} />{" "}
            <span className="muted">declared in {declared_in.map(words).join(", ")}</span>
          </li>
        );
      })}
    </ul>
  );
}

function NodeLink({ node, isSelf }: { readonly node: Node; readonly isSelf: boolean }) {
  if (isSelf) return <strong>{node.name}</strong>;
  if (node.artifact_id === null)
    return (
      <>
        <a href={node.url} rel="noreferrer">
          {node.name}
        </a>{" "}
        <span className="muted">(not in this registry)</span>
      </>
    );
  return (
    <Link to="/$type/$id" params={{ type: node.type, id: String(node.artifact_id) }} search={{}}>
      {node.name}
    </Link>
  );
}
