import { failures } from "../../../domain/failure.ts";
import type { Accepted } from "../client.ts";
import type { Sample } from "../samples.ts";
import { type ArtifactRow, isAdopted } from "./artifacts.ts";

/** Violations by outcomes: nothing accepted is lost, and no fault changes a verdict. */
export function violationsOfOutcomes(
  artifacts: readonly ArtifactRow[],
  accepted: readonly Accepted[],
  samples: readonly Sample[],
): string[] {
  const known = new Set(artifacts.map(({ id }) => id));
  const adoptions = ({ id }: ArtifactRow): number =>
    artifacts.filter((update) => update.replaces === id && isAdopted(update)).length;
  const byUrl = new Map(samples.map((one) => [one.url, one]));
  return [
    ...accepted
      .filter(({ id }) => !known.has(id))
      .map(({ id, sample: { url } }) => `accepted artifact ${id} (${url}) is lost`),
    ...samples
      .filter(({ url }) => !accepted.some((one) => one.sample.url === url))
      .map(({ url }) => `${url} was never accepted`),
    ...artifacts
      .filter(({ deleted, replaces }) => !deleted && replaces === null)
      .flatMap((artifact) => {
        const sample = byUrl.get(artifact.url);
        const faults =
          sample === undefined
            ? ["was never posted"]
            : [...ofOutcome(artifact, sample), ...ofRecords(artifact, adoptions(artifact))];
        return faults.map((why) => `artifact ${artifact.id} (${artifact.url}, ${artifact.status}): ${why}`);
      }),
  ];
}

/** True for failures that injected faults explain. Internal errors and altered bytes are never excused. */
export function isExcused(code: string): boolean {
  if (code === "internal_error" || code === "integrity_mismatch") return false;
  return failures[code as keyof typeof failures]?.retry === "bounded";
}

function ofOutcome({ status, failure, status_message }: ArtifactRow, { outcome, kind, later }: Sample): string[] {
  if (status === "failed") {
    if (failure === null) return ["failed without a cause"];
    return failure.code === outcome || isExcused(failure.code)
      ? []
      : [`failed with ${failure.code}: ${failure.detail}`];
  }
  if (status !== "completed" && status !== "rejected") return [`is not final: ${status_message}`];
  const published = status === "completed" && outcome === "source_not_found" && later !== null;
  const faults = status === outcome || published ? [] : [`has the wrong outcome for a ${kind} one: ${status_message}`];
  return failure === null ? faults : [...faults, `shows the failure ${failure.code}`];
}

function ofRecords(artifact: ArtifactRow, adoptions: number): string[] {
  const { status, type, audit, ratings, references, checkpoints, files, archive } = artifact;
  const faults: string[] = [];
  const created = audit.filter((action) => action === "CREATE").length;
  if (created !== 1) faults.push(`has ${created} CREATE entries`);
  const rated = audit.filter((action) => action === "RATE").length;
  if (rated !== ratings) faults.push(`has ${ratings} ratings and ${rated} RATE entries`);
  if (type === "model" && status === "completed" && ratings !== 1 + adoptions) faults.push(`has ${ratings} ratings`);
  if (checkpoints > 0) faults.push(`keeps ${checkpoints} checkpoints`);
  if (status === "completed") return archive === null ? [...faults, "has no archive"] : faults;
  if (references + files.length > 0) faults.push(`keeps ${references} references and ${files.length} files`);
  return faults;
}
