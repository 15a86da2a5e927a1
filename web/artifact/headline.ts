import { failures } from "../../domain/failure.ts";
import type { Artifact, Schemas } from "../api/client.ts";
import { bytes, count, percent, remaining, score } from "../design/format.ts";

export interface Headline {
  readonly text: string;
  readonly detail: string | null;
}

/** What follows from being completed. */
const NEXT = "“Use it” says how to load it.";

/** What is true of an artifact now, in a sentence, and what follows from it. */
export function headlineOf(artifact: Artifact): Headline {
  const { status, verdict, failure, status_message: message } = artifact;
  if (status === "rejected") return rejected(verdict, message);
  if (status === "failed") {
    if (failure === undefined) return { text: "Failed", detail: message };
    const more = failure.retryable ? "Trying again can help." : "Trying again does not help.";
    const reference = failure.reference === undefined ? "" : ` Reference for the operator: ${failure.reference}.`;
    const { says } = failures[failure.code];
    const detail = failure.detail.replace(`${says}: `, "");
    return { text: `Failed: ${says}`, detail: `${ended(detail)} ${more}${reference}` };
  }
  if (status === "completed") {
    if (verdict === undefined || verdict.net_score === null)
      return { text: "Available", detail: `${ended(message)} ${NEXT}` };
    return { text: `Approved: ${score(verdict.net_score)} (needs ${score(verdict.threshold)})`, detail: NEXT };
  }
  if (status === "pending") return { text: "Pending", detail: artifact.progress.detail ?? message };
  return { text: running(artifact), detail: artifact.progress.detail };
}

function rejected(verdict: Schemas["Verdict"] | undefined, message: string): Headline {
  const [reason] = verdict?.reasons ?? [];
  const [best] = verdict?.advice ?? [];
  const now = verdict?.net_score ?? null;
  const needs = verdict === undefined || now === null ? "" : ` ${score(now)}, needs ${score(verdict.threshold)}.`;
  return {
    text: `Rejected:${needs} ${ended(reason ?? message)}`,
    detail: best === undefined ? null : `What would raise the score most: ${ended(best.text)}`,
  };
}

function running({ status, progress }: Artifact): string {
  if (status === "rating") return "Rating: the verdict is being made";
  const { files_done, files_total, bytes_done, bytes_total, eta_seconds } = progress;
  const parts = [`Downloading ${percent(progress.percent)}`];
  if (files_total !== null) parts.push(`${count(files_done)} of ${count(files_total)} files`);
  if (bytes_total !== null) parts.push(`${bytes(bytes_done)} of ${bytes(bytes_total)}`);
  if (eta_seconds !== null) parts.push(`about ${remaining(eta_seconds)} left`);
  return parts.join(", ");
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** For a tab in the background. */
export function titleOf({ status, progress, metadata }: Artifact): string {
  const state = status === "downloading" || status === "rating" ? percent(progress.percent) : marks[status];
  return `${state} ${metadata.name} · Gatehouse`;
}

const marks: Record<string, string> = { pending: "…", completed: "✓", rejected: "✕", failed: "!" };
