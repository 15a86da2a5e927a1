import { failures } from "../../../domain/failure.ts";
import type { Accepted } from "../poster.ts";
import type { Wanted } from "../samples.ts";
import { type ArtifactFacts, isAdopted } from "./artifacts.ts";

/** What every artifact must have come to: nothing accepted is lost, and no fault changes a verdict. */
export function faultsOfEnds(
  artifacts: readonly ArtifactFacts[],
  accepted: readonly Accepted[],
  wanted: readonly Wanted[],
): string[] {
  const known = new Set(artifacts.map(({ id }) => id));
  const adopted = ({ id }: ArtifactFacts): number =>
    artifacts.filter((update) => update.replaces === id && isAdopted(update)).length;
  const byUrl = new Map(wanted.map((one) => [one.url, one]));
  return [
    ...accepted
      .filter(({ id }) => !known.has(id))
      .map(({ id, wanted: { url } }) => `accepted artifact ${id} (${url}) is lost`),
    ...wanted
      .filter(({ url }) => !accepted.some((one) => one.wanted.url === url))
      .map(({ url }) => `${url} was never accepted`),
    ...artifacts
      .filter(({ deleted, replaces }) => !deleted && replaces === null)
      .flatMap((artifact) => {
        const one = byUrl.get(artifact.url);
        const faults =
          one === undefined
            ? ["was never posted"]
            : [...ofEnd(artifact, one), ...ofRecords(artifact, adopted(artifact))];
        return faults.map((why) => `artifact ${artifact.id} (${artifact.url}, ${artifact.status}): ${why}`);
      }),
  ];
}

/** Failures that faults of the traffic explain; a mistake of ours or altered bytes are none of them. */
export function isExcused(code: string): boolean {
  if (code === "internal_error" || code === "integrity_mismatch") return false;
  return failures[code as keyof typeof failures]?.retry === "bounded";
}

function ofEnd({ status, failure, status_message }: ArtifactFacts, { end, kind, later }: Wanted): string[] {
  if (status === "failed") {
    if (failure === null) return ["failed without a cause"];
    return failure.code === end || isExcused(failure.code) ? [] : [`failed with ${failure.code}: ${failure.detail}`];
  }
  if (status !== "completed" && status !== "rejected") return [`is not final: ${status_message}`];
  const appeared = status === "completed" && end === "source_not_found" && later !== null;
  const faults = status === end || appeared ? [] : [`ended so although it is ${kind}: ${status_message}`];
  return failure === null ? faults : [...faults, `shows the failure ${failure.code}`];
}

function ofRecords(artifact: ArtifactFacts, adopted: number): string[] {
  const { status, type, audit, ratings, references, checkpoints, files, archive } = artifact;
  const faults: string[] = [];
  const created = audit.filter((action) => action === "CREATE").length;
  if (created !== 1) faults.push(`has ${created} CREATE entries`);
  const rated = audit.filter((action) => action === "RATE").length;
  if (rated !== ratings) faults.push(`has ${ratings} ratings and ${rated} RATE entries`);
  if (type === "model" && status === "completed" && ratings !== 1 + adopted) faults.push(`has ${ratings} ratings`);
  if (checkpoints > 0) faults.push(`keeps ${checkpoints} checkpoints`);
  if (status === "completed") return archive === null ? [...faults, "has no archive"] : faults;
  if (references + files.length > 0) faults.push(`keeps ${references} references and ${files.length} files`);
  return faults;
}
