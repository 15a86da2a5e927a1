import type { ArtifactRow } from "./artifacts.ts";
import { isExcused } from "./outcomes.ts";

/** What the client requested besides posts. */
export interface Deletions {
  /** Ids whose deletion was requested, and those whose deletion was confirmed. */
  readonly deletionRequested?: ReadonlySet<number>;
  readonly deleted?: ReadonlySet<number>;
}

/** Violations by deletions and updates. */
export function violationsOfChanges(artifacts: readonly ArtifactRow[], deletions: Deletions): string[] {
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  return artifacts.flatMap((artifact) => {
    const { id, url, status, replaces } = artifact;
    const faults =
      replaces === null
        ? [...ofDeletion(artifact, deletions), ...ofUpdates(artifact, artifacts)]
        : ofUpdate(artifact, byId.get(replaces));
    const what = replaces === null ? `artifact ${id}` : `update ${id} of artifact ${replaces}`;
    return [...faults, ...leftovers(artifact)].map((why) => `${what} (${url}, ${status}): ${why}`);
  });
}

function ofDeletion({ id, deleted, audit }: ArtifactRow, deletions: Deletions): string[] {
  if (!deleted) return deletions.deleted?.has(id) === true ? ["exists although its deletion was confirmed"] : [];
  const faults = deletions.deletionRequested?.has(id) === true ? [] : ["was deleted although nobody requested it"];
  const created = audit.filter((action) => action === "CREATE").length;
  return created === 1 ? faults : [...faults, `has ${created} CREATE entries`];
}

/** Every accepted update has an audit entry, whatever its outcome. */
function ofUpdates({ id, audit }: ArtifactRow, artifacts: readonly ArtifactRow[]): string[] {
  const entries = audit.filter((action) => action === "UPDATE").length;
  const updates = artifacts.filter(({ replaces }) => replaces === id).length;
  return entries === updates ? [] : [`has ${updates} updates and ${entries} UPDATE entries`];
}

function ofUpdate({ status, deleted, failure, url }: ArtifactRow, original: ArtifactRow | undefined): string[] {
  if (original === undefined) return ["belongs to no artifact"];
  if (original.deleted) return deleted ? [] : ["outlived its artifact"];
  if (status === "completed") return deleted ? [] : ["completed but still exists beside its artifact"];
  if (deleted) return ["was deleted although its artifact was not"];
  if (status === "failed") {
    const missing = failure?.code === "source_not_found" && url !== original.url;
    return failure !== null && (missing || isExcused(failure.code)) ? [] : [`failed with ${failure?.code}`];
  }
  return ["was not completed although its revision is as good as the one before"];
}

/** Only available artifacts keep references and checkpoints. */
function leftovers({ deleted, replaces, status, references, checkpoints }: ArtifactRow): string[] {
  if (!deleted && replaces === null) return [];
  const faults = checkpoints > 0 ? [`keeps ${checkpoints} checkpoints`] : [];
  return references > 0 ? [...faults, `keeps ${references} references as ${status}`] : faults;
}
