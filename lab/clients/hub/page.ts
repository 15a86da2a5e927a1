/** Writes the table of docs/load.md, between its markers. */
import { stripVTControlCharacters } from "node:util";
import { type Column, markdownTable } from "../../bench/results.ts";
import type { Outcome } from "./trial.ts";
import type { Order } from "./world.ts";

const MARKERS = ["<!-- npm run clients: begin -->", "<!-- npm run clients: end -->"] as const;

type Tried = Exclude<Outcome, { skipped: string }>;

/** The page with the table of this run. Throws when the page lacks the markers. */
export function withTable(page: string, outcomes: readonly Outcome[], endpoint: string): string {
  const [begin, end] = MARKERS.map((marker) => page.indexOf(marker));
  if (begin === undefined || end === undefined || begin < 0 || end < begin)
    throw new Error(`docs/load.md must contain ${MARKERS.join(" and ")}`);
  return `${page.slice(0, begin + MARKERS[0].length)}\n${section(outcomes, endpoint)}\n${page.slice(end)}`;
}

function section(outcomes: readonly Outcome[], endpoint: string): string {
  const tried = outcomes.filter((one): one is Tried => "version" in one);
  const columns: readonly Column<Tried>[] = [
    ["client", ({ client, version }) => `${client.name} ${version}`],
    ["loads with", ({ client }) => client.calls],
    ["model", (one) => cell(one, "model")],
    ["dataset", (one) => cell(one, "dataset")],
    ["reason of a rejection", ({ client, shown }) => (shown === null ? "not shown" : (client.shows ?? "shown"))],
  ];
  const printed = tried.map(({ client, version, shown }) =>
    shown === null
      ? `- ${client.name} ${version} prints no reason.`
      : `- ${client.name} ${version}: \`${abridged(shown, endpoint)}\``,
  );
  const faults = tried.flatMap(({ client, version, faults: found }) =>
    found.map((fault) => `- ${client.name} ${version}, ${abridged(fault, endpoint)}`),
  );
  const skipped = outcomes.flatMap((one) => ("skipped" in one ? [`- ${one.client.name}: ${one.skipped}`] : []));
  return [
    "",
    markdownTable(columns, tried),
    "",
    "What they print when a model is rejected:",
    "",
    ...printed,
    ...(faults.length === 0 ? [] : ["", "What failed:", "", ...faults]),
    ...(skipped.length === 0 ? [] : ["", "Not tried, because they could not be installed:", "", ...skipped]),
    "",
  ].join("\n");
}

function cell({ client, equal, faults }: Tried, type: Order["type"]): string {
  const named = equal.filter((order) => order.type === type).map((order) => order.named);
  if (faults.some((fault) => fault.startsWith(`${type} by`))) return "**fails**";
  if (named.length === 0) return "–";
  return `${client.whole ? "every file" : "the files it needs"} by ${named.join(", ")}: equal`;
}

const LENGTH = 150;

/** A line without this run's address, credentials and colours, cut to what a table can show. */
function abridged(line: string, endpoint: string): string {
  const { origin } = new URL(endpoint);
  const text = stripVTControlCharacters(line)
    .replaceAll(origin, "https://registry.example")
    .replaceAll(/hf_[A-Za-z0-9]{34,}/g, "hf_…")
    .replaceAll("`", "'")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\/(?:tmp|root|home|var)\/\S+/g, "…");
  return text.length <= LENGTH ? text : `${text.slice(0, LENGTH)}…`;
}
