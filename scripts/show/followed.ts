import { styleText } from "node:util";
import type { components } from "../../generated/client.ts";
import { bar, bytes, cell, wrap } from "./format.ts";
import { printable } from "./printable.ts";

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

const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream: process.stdout });

const colors = { completed: "green", rejected: "yellow", failed: "red" } as const;
export const colored = (status: string, text = status): string =>
  status in colors ? paint(colors[status as keyof typeof colors], text) : paint("cyan", text);

export const isFinal = ({ artifact }: Followed): boolean =>
  artifact !== null && ["completed", "rejected", "failed"].includes(artifact.status);

/** The live picture: a line per artifact, cut to the width of the terminal. */
export function frame(all: readonly Followed[], width: number): string {
  return all.map((one) => line(one, Math.max(60, width))).join("\n");
}

function line({ title, artifact }: Followed, width: number): string {
  const name = cell(title, 30);
  if (artifact === null) return `${name} accepted`;
  const { progress, status } = artifact;
  const share = `${bar(progress.percent / 100, 20)} ${`${Math.floor(progress.percent)}`.padStart(3)} %`;
  if (status in colors) return `${name} ${colored(status, share)} ${colored(status)}`;
  const moved = progress.bytes_total === null ? "" : `${bytes(progress.bytes_done)} of ${bytes(progress.bytes_total)}`;
  const rate = progress.bytes_per_second > 0 ? `${bytes(progress.bytes_per_second)}/s` : "";
  const stage = printable(progress.detail ?? progress.stage);
  return cell(`${name} ${share} ${cell(stage, 12)} ${cell(moved, 18)} ${rate}`, width - 1);
}

/** The closing table: status, score, size, seconds, reason. */
export function table(all: readonly Followed[], width: number): string {
  const reasonWidth = Math.max(30, width - 76);
  const head = `${cell("artifact", 30)} ${cell("status", 10)} ${cell("score", 6)} ${cell("size", 8)} ${cell("saved", 8)} ${cell("time", 7)} reason`;
  const lines = all.flatMap((one) => {
    const [first = "", ...rest] = wrap(printable(one.artifact?.status_message ?? ""), reasonWidth);
    return [`${cells(one)} ${first}`, ...rest.map((more) => `${" ".repeat(75)}${more}`)];
  });
  return [paint("bold", head), ...lines].join("\n");
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
