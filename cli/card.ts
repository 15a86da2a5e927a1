/** One artifact on one screen. */

import type { Artifact } from "./artifact.ts";
import { colored } from "./show/artifacts.ts";
import { printable } from "./show/printable.ts";
import { bar, bytes, wrap } from "./show/text.ts";

const LABEL = 11;
const NARROWEST = 50;

export function drawCard(artifact: Artifact, columns: number): string {
  const { metadata, data, revision, progress, status, verdict, failure } = artifact;
  const rows: (readonly [string, string] | null)[] = [
    ["artifact", `${metadata.type} ${metadata.id}  ${metadata.name}`],
    ["source", data.url],
    ["revision", `${revision.requested}${revision.commit === null ? "" : ` at ${revision.commit}`}`],
    ["status", `${status}  ${artifact.status_message}`],
    ["progress", progressOf(artifact)],
    data.archive === undefined ? null : ["archive", `${bytes(data.archive.bytes)}, CRC-32 ${data.archive.crc32}`],
    verdict === undefined ? null : ["score", `${verdict.net_score?.toFixed(4) ?? "–"}, threshold ${verdict.threshold}`],
    ...(verdict?.reasons ?? []).slice(0, 5).map((reason) => ["", `– ${reason}`] as const),
    ...(verdict?.advice ?? []).slice(0, 3).map(({ text }) => ["", `+ ${text}`] as const),
    failure === undefined ? null : ["failure", `${failure.code}: ${failure.detail}`],
    ["changed", artifact.updated_at],
    ["attempts", `${progress.attempt}`],
  ];
  const text = rows.flatMap((row) => (row === null ? [] : lines(row, Math.max(NARROWEST, columns)))).join("\n");
  return `${text.replace(`\nstatus     ${status}`, `\nstatus     ${colored(status)}`)}\n`;
}

function progressOf({ progress }: Artifact): string {
  const share = `${bar(progress.percent / 100, 20)} ${Math.floor(progress.percent)} %`;
  const moved =
    progress.bytes_total === null ? "" : `  ${bytes(progress.bytes_done)} of ${bytes(progress.bytes_total)}`;
  const files = progress.files_total === null ? "" : `, ${progress.files_done} of ${progress.files_total} files`;
  const rest = progress.eta_seconds === null ? "" : `, about ${Math.ceil(progress.eta_seconds)} s left`;
  return `${share}${moved}${files}${rest}${progress.detail === null ? "" : `, ${progress.detail}`}`;
}

const lines = ([label, text]: readonly [string, string], columns: number): string[] =>
  wrap(printable(text), columns - LABEL).map((line, index) => `${(index === 0 ? label : "").padEnd(LABEL)}${line}`);
