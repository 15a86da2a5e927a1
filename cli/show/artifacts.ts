/** Draws artifacts: the live progress, the closing table, the reasons of a rejection, one artifact in full. */
import type { components } from "../../generated/client.js";
import type { Page } from "../runtime.ts";
import { bar, bytes, cell, type Paint, painter, printable, wrap } from "./text.ts";

type Schemas = components["schemas"];
type Artifact = Schemas["Artifact"];

/** An artifact that is followed to its final status; null before its first status was read. */
export interface Followed {
  readonly title: string;
  readonly id: number;
  readonly type: Schemas["ArtifactType"];
  /** Epoch milliseconds. */
  readonly startedAt: number;
  artifact: Artifact | null;
  endedAt: number | null;
}

const tones = { completed: "green", rejected: "yellow", failed: "red" } as const;
const colored = (paint: Paint, status: string, text = status): string =>
  paint(status in tones ? tones[status as keyof typeof tones] : "cyan", text);

export const isFinal = ({ artifact }: Followed): boolean => artifact !== null && artifact.status in tones;

/** Below this width, names and bars shrink. */
const FULL_WIDTH = 100;
/** Lines never get shorter than this, so that name and percentage stay readable. */
const NARROWEST = 32;

/** The live progress: one line per artifact, never wider than the page. */
export function frame(all: readonly Followed[], page: Page): string {
  const width = Math.max(NARROWEST, page.columns);
  return all.map((one) => progressLine(one, width, painter(page))).join("\n");
}

function progressLine({ title, artifact }: Followed, width: number, paint: Paint): string {
  const full = width >= FULL_WIDTH;
  const name = cell(title, full ? 30 : Math.min(30, Math.floor(width * 0.3)));
  if (artifact === null) return `${name} accepted`;
  const { progress, status } = artifact;
  const barWidth = full ? 20 : Math.max(5, Math.floor((width - 16) * 0.25));
  const share = `${bar(progress.percent / 100, barWidth)} ${`${Math.floor(progress.percent)}`.padStart(3)} %`;
  if (status in tones) return `${name} ${colored(paint, status, share)} ${colored(paint, status)}`;
  const moved = progress.bytes_total === null ? "" : `${bytes(progress.bytes_done)} of ${bytes(progress.bytes_total)}`;
  const rate = progress.bytes_per_second > 0 ? `${bytes(progress.bytes_per_second)}/s` : "";
  const stage = printable(progress.detail ?? progress.stage);
  return cell(`${name} ${share} ${cell(stage, 12)} ${cell(moved, 18)} ${rate}`, width - 1);
}

/** Least width for all columns with the reason beside them. */
const TABLE_WIDTH = 106;
/** Width of the columns before the reason. */
const REASON_AT = 75;

/** The closing table: status, score, size, seconds, reason. On a narrow page the reason goes below its artifact. */
export function table(all: readonly Followed[], page: Page): string {
  const paint = painter(page);
  const width = page.columns;
  if (width < TABLE_WIDTH) return all.map((one) => stacked(one, Math.max(NARROWEST, width), paint)).join("\n");
  const head = `${cell("artifact", 30)} ${cell("status", 10)} ${cell("score", 6)} ${cell("size", 8)} ${cell("saved", 8)} ${cell("time", 7)} reason`;
  const lines = all.flatMap((one) => {
    const [first = "", ...rest] = wrap(printable(one.artifact?.status_message ?? ""), width - REASON_AT - 1);
    return [`${columns(one, paint)} ${first}`, ...rest.map((more) => `${" ".repeat(REASON_AT)}${more}`)];
  });
  return [paint("bold", head), ...lines].join("\n");
}

function stacked(one: Followed, width: number, paint: Paint): string {
  const { title, artifact } = one;
  const status = artifact?.status ?? "unknown";
  const first = width > REASON_AT ? columns(one, paint) : `${cell(title, width - 12)} ${colored(paint, status)}`;
  const reason = wrap(printable(artifact?.status_message ?? ""), width - 3);
  return [first, ...reason.map((text) => `  ${text}`)].join("\n");
}

function columns({ title, artifact, startedAt, endedAt }: Followed, paint: Paint): string {
  const status = artifact?.status ?? "unknown";
  const score = verdictOf(artifact)?.net_score;
  const total = artifact?.progress.bytes_total;
  const seconds = ((endedAt ?? startedAt) - startedAt) / 1000;
  return [
    cell(title, 30),
    colored(paint, status, cell(status, 10)),
    cell(score == null ? "–" : score.toFixed(4), 6),
    cell(total == null ? "–" : bytes(total), 8),
    cell(bytes(artifact?.progress.bytes_saved ?? 0), 8),
    cell(`${seconds.toFixed(1)} s`, 7),
  ].join(" ");
}

const verdictOf = (artifact: Artifact | null): Schemas["Verdict"] | undefined =>
  artifact !== null && "verdict" in artifact ? artifact.verdict : undefined;

const MOST_REASONS = 5;
const MOST_ADVICE = 3;

/** Why an artifact was rejected or failed, and what would help. */
export function explanation({ title, artifact }: Followed, page: Page): string {
  if (artifact === null) return "";
  const verdict = verdictOf(artifact);
  const failure = artifact.status === "failed" ? artifact.failure : null;
  return [
    painter(page)("bold", `${title}: ${artifact.status}`),
    ...(failure === null ? [] : [`  ${failure.code}: ${printable(failure.detail)}`]),
    ...(verdict?.reasons ?? []).slice(0, MOST_REASONS).map((reason) => `  – ${printable(reason)}`),
    ...(verdict?.advice ?? []).slice(0, MOST_ADVICE).map(({ text }) => `  + ${printable(text)}`),
  ].join("\n");
}

const LABEL_WIDTH = 11;
const NARROWEST_CARD = 50;

/** One artifact in full: a label and a value per line. */
export function drawArtifact(artifact: Artifact, page: Page): string {
  const { metadata, data, revision, progress, status } = artifact;
  const verdict = verdictOf(artifact);
  const paint = painter(page);
  const rows: (readonly [string, string] | null)[] = [
    ["artifact", `${metadata.type} ${metadata.id}  ${metadata.name}`],
    ["source", data.url],
    ["revision", `${revision.requested}${revision.commit === null ? "" : ` at ${revision.commit}`}`],
    ["status", `${status}  ${artifact.status_message}`],
    ["progress", progressOf(artifact)],
    "archive" in data ? ["archive", archiveOf(data.archive)] : null,
    verdict === undefined ? null : ["score", `${verdict.net_score?.toFixed(4) ?? "–"}, threshold ${verdict.threshold}`],
    ...(verdict?.reasons ?? []).slice(0, MOST_REASONS).map((reason) => ["", `– ${reason}`] as const),
    ...(verdict?.advice ?? []).slice(0, MOST_ADVICE).map(({ text }) => ["", `+ ${text}`] as const),
    status === "failed" ? ["failure", `${artifact.failure.code}: ${artifact.failure.detail}`] : null,
    ["changed", artifact.updated_at],
    ["attempts", `${progress.attempt}`],
  ];
  const width = Math.max(NARROWEST_CARD, page.columns) - LABEL_WIDTH;
  const lines = rows.flatMap((row) => (row === null ? [] : labelled(row, width)));
  const statusLine = `${"status".padEnd(LABEL_WIDTH)}${status}`;
  return lines
    .map((line) => (line.startsWith(statusLine) ? line.replace(status, colored(paint, status)) : line))
    .map((line) => `${line}\n`)
    .join("");
}

function progressOf({ progress }: Artifact): string {
  const share = `${bar(progress.percent / 100, 20)} ${Math.floor(progress.percent)} %`;
  const moved =
    progress.bytes_total === null ? "" : `  ${bytes(progress.bytes_done)} of ${bytes(progress.bytes_total)}`;
  const files = progress.files_total === null ? "" : `, ${progress.files_done} of ${progress.files_total} files`;
  const left = progress.eta_seconds === null ? "" : `, about ${Math.ceil(progress.eta_seconds)} s left`;
  return `${share}${moved}${files}${left}${progress.detail === null ? "" : `, ${progress.detail}`}`;
}

const labelled = ([label, text]: readonly [string, string], width: number): string[] =>
  wrap(printable(text), width).map((line, index) => `${(index === 0 ? label : "").padEnd(LABEL_WIDTH)}${line}`);

const archiveOf = ({ bytes: size, crc32, missing }: Schemas["Archive"]): string =>
  missing === undefined ? `${bytes(size)}, CRC-32 ${crc32}` : `none: ${missing}`;
