import { Graph, layout } from "@dagrejs/dagre";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Schemas } from "../../api/client.ts";
import { words } from "../../design/format.ts";
import styles from "../artifact.module.css";

type Lineage = Schemas["LineageGraph"];
type Node = Schemas["LineageNode"];

const HEIGHT = 48;
const MOST_LETTERS = 28;

/** The lineage from left to right; a click on a node goes to its artifact. The list beside it serves everybody else. */
export default function LineageGraph({ graph, self }: { readonly graph: Lineage; readonly self: string }) {
  const navigate = useNavigate();
  const placed = useMemo(() => place(graph), [graph]);
  const open = ({ artifact_id, type, url }: Node): void => {
    if (artifact_id === null) window.location.assign(url);
    else void navigate({ to: "/$type/$id", params: { type, id: String(artifact_id) }, search: { tab: "lineage" } });
  };
  return (
    <div
      className={styles["graph"]}
      tabIndex={0}
      role="img"
      aria-label="Lineage as a graph; the list below says the same"
    >
      <svg width={placed.width} height={placed.height} aria-hidden="true">
        {placed.edges.map(({ id, path }) => (
          <path key={id} d={path} className={styles["edge"]} />
        ))}
        {placed.nodes.map(({ node, x, y, width }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the list has the same links for the keyboard
          <g
            key={node.id}
            className={`${styles["node"]} ${node.id === self ? styles["self"] : ""}`}
            transform={`translate(${x - width / 2} ${y - HEIGHT / 2})`}
            onClick={() => open(node)}
            cursor="pointer"
          >
            <rect width={width} height={HEIGHT} rx="6" strokeDasharray={node.external ? "4 3" : undefined} />
            <text x="12" y="20">
              {shortened(node.name)}
            </text>
            <text x="12" y="37" className={styles["sub2"]}>
              {words(node.type)}
              {node.external ? ", not here" : ""}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

const shortened = (name: string): string => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name);

interface Placed {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly { readonly node: Node; readonly x: number; readonly y: number; readonly width: number }[];
  readonly edges: readonly { readonly id: string; readonly path: string }[];
}

function place({ nodes, edges }: Lineage): Placed {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 14, ranksep: 56, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes)
    graph.setNode(node.id, {
      width: 36 + Math.min(MOST_LETTERS, Math.max(node.name.length, 16)) * 7.4,
      height: HEIGHT,
    });
  for (const { from_node, to_node, relationship } of edges) graph.setEdge(from_node, to_node, {}, relationship);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const placed = nodes.map((node) => {
    const at = graph.node(node.id) as { x: number; y: number; width: number };
    return { node, x: at.x, y: at.y, width: at.width };
  });
  const lines = graph.edges().map((edge) => {
    const { points } = graph.edge(edge) as { points: { x: number; y: number }[] };
    const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
    return { id: `${edge.v} ${edge.w} ${edge.name}`, path };
  });
  return { width, height, nodes: placed, edges: lines };
}
