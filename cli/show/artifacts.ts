import { styleText } from "node:util";
import type { components } from "../../generated/client.js";
import { printable } from "./printable.ts";
import { bar, bytes, cell, wrap } from "./text.ts";

export type Artifact = components["schemas"]["Artifact"];

/** One artifact that is followed: what was posted and how it stands; null before the first answer. */
export interface Followed {
  readonly title: string;
  readonly id: number;
  readonly type: components["schemas"]["ArtifactType"];
  readonly startedAt: number;
  artifact: Artifact | null;
  endedAt: number | null;
}

/** Where it is shown: a file gets no colours. */
type Shown = NodeJS.WriteStream;
const paint = (style: Parameters<typeof styleText>[0], text: string, stream: Shown = process.stdout): string =>
  styleText(style, text, { stream });

const colors = { completed: "green", rejected: "yellow", failed: "red" } as const;
export const colored = (status: string, text = status, stream: Shown = process.stdout): string =>
  paint(status in colors ? colors[status as keyof typeof colors] : "cyan", text, stream);

export const isFinal = ({ artifact }: Followed): boolean =>
  artifact !== null && ["completed", "rejected", "failed"].includes(artifact.status);

/** Narrower than this, names and bars shrink. */
const FULL_WIDTH = 100;
/** What is left of a line that shrank still tells which artifact it is and how far. */
const NARROWEST = 32;

/** The live picture: a line per artifact, which fits into the width of the terminal. */
export function frame(all: readonly Followed[], width: number, stream: Shown): string {
  return all.map((one) => line(one, Math.max(NARROWEST, width), stream)).join("\n");
}

function line({ title, artifact }: Followed, width: number, stream: Shown): string {
  const full = width >= FULL_WIDTH;
  const name = cell(title, full ? 30 : Math.min(30, Math.floor(width * 0.3)));
  if (artifact === null) return `${name} accepted`;
  const { progress, status } = artifact;
  const share = `${bar(progress.percent / 100, full ? 20 : Math.max(5, Math.floor((width - 16) * 0.25)))} ${`${Math.floor(progress.percent)}`.padStart(3)} %`;
  if (status in colors) return `${name} ${colored(status, share, stream)} ${colored(status, status, stream)}`;
  const moved = progress.bytes_total === null ? "" : `${bytes(progress.bytes_done)} of ${bytes(progress.bytes_total)}`;
  const rate = progress.bytes_per_second > 0 ? `${bytes(progress.bytes_per_second)}/s` : "";
  const stage = printable(progress.detail ?? progress.stage);
  return cell(`${name} ${share} ${cell(stage, 12)} ${cell(moved, 18)} ${rate}`, width - 1);
}

/** Wide enough for every column and a reason beside them. */
const TABLE_WIDTH = 106;
/** Columns before the reason. */
const REASON_AT = 75;

/** The closing table: status, score, size, seconds, reason; on a narrow terminal the reason has lines of its own. */
export function table(all: readonly Followed[], width: number): string {
  if (width < TABLE_WIDTH) return all.map((one) => stacked(one, Math.max(NARROWEST, width))).join("\n");
  const reasonWidth = width - REASON_AT - 1;
  const head = `${cell("artifact", 30)} ${cell("status", 10)} ${cell("score", 6)} ${cell("size", 8)} ${cell("saved", 8)} ${cell("time", 7)} reason`;
  const lines = all.flatMap((one) => {
    const [first = "", ...rest] = wrap(printable(one.artifact?.status_message ?? ""), reasonWidth);
    return [`${cells(one)} ${first}`, ...rest.map((more) => `${" ".repeat(REASON_AT)}${more}`)];
  });
  return [paint("bold", head), ...lines].join("\n");
}

function stacked(one: Followed, width: number): string {
  const { title, artifact } = one;
  const first = width > REASON_AT ? cells(one) : `${cell(title, width - 12)} ${colored(artifact?.status ?? "unknown")}`;
  const reason = wrap(printable(artifact?.status_message ?? ""), width - 3);
  return [first, ...reason.map((text) => `  ${text}`)].join("\n");
}

function cells({ title, artifact, startedAt, endedAt }: Followed): string {
  const status = artifact?.status ?? "unknown";
  const score = artifact?.verdict?.net_score;
  const total = artifact?.progress.bytes_total;
  const seconds = ((endedAt ?? startedAt) - startedAt) / 1000;
  return [
    cell(title, 30),
    colored(status, cell(status, 10)),
    cell(score == null ? "–" : score.toFixed(4), 6),
    cell(total == null ? "–" : bytes(total), 8),
    cell(bytes(artifact?.progress.bytes_saved ?? 0), 8),
    cell(`${seconds.toFixed(1)} s`, 7),
  ].join(" ");
}

/** Why an artifact was not admitted, in the registry's own words. */
export function explanation({ title, artifact }: Followed): string {
  if (artifact === null) return "";
  const lines = [paint("bold", `${title}: ${artifact.status}`)];
  if (artifact.failure) lines.push(`  ${artifact.failure.code}: ${printable(artifact.failure.detail)}`);
  for (const reason of artifact.verdict?.reasons.slice(0, 5) ?? []) lines.push(`  – ${printable(reason)}`);
  for (const advice of artifact.verdict?.advice?.slice(0, 3) ?? []) lines.push(`  + ${printable(advice.text)}`);
  return lines.join("\n");
}
