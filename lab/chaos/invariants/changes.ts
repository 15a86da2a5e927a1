import type { Wanted } from "../samples.ts";
import type { ArtifactFacts } from "./artifacts.ts";
import { isExcused } from "./outcomes.ts";

/** What was asked for besides posting. */
export interface Asked {
  readonly wanted: readonly Wanted[];
  /** Ids whose deletion was asked for, and those of them whose deletion was answered. */
  readonly condemned?: ReadonlySet<number>;
  readonly deleted?: ReadonlySet<number>;
}

/** What deletions and updates must have come to. */
export function faultsOfChanges(artifacts: readonly ArtifactFacts[], asked: Asked): string[] {
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  return artifacts.flatMap((artifact) => {
    const { id, url, status, replaces } = artifact;
    const faults =
      replaces === null
        ? [...ofDeletion(artifact, asked), ...ofUpdates(artifact, artifacts)]
        : ofUpdate(artifact, byId.get(replaces));
    const what = replaces === null ? `artifact ${id}` : `update ${id} of artifact ${replaces}`;
    return [...faults, ...leftBy(artifact)].map((why) => `${what} (${url}, ${status}): ${why}`);
  });
}

function ofDeletion({ id, deleted, audit }: ArtifactFacts, asked: Asked): string[] {
  if (!deleted) return asked.deleted?.has(id) === true ? ["is there although its deletion was answered"] : [];
  const faults = asked.condemned?.has(id) === true ? [] : ["was deleted although nobody asked for it"];
  const created = audit.filter((action) => action === "CREATE").length;
  return created === 1 ? faults : [...faults, `has ${created} CREATE entries`];
}

/** Every update that was accepted is in the audit of its artifact, whatever became of it. */
function ofUpdates({ id, audit }: ArtifactFacts, artifacts: readonly ArtifactFacts[]): string[] {
  const noted = audit.filter((action) => action === "UPDATE").length;
  const updates = artifacts.filter(({ replaces }) => replaces === id).length;
  return noted === updates ? [] : [`has ${updates} updates and ${noted} UPDATE entries`];
}

function ofUpdate({ status, deleted, failure, url }: ArtifactFacts, original: ArtifactFacts | undefined): string[] {
  if (original === undefined) return ["belongs to no artifact"];
  if (original.deleted) return deleted ? [] : ["outlived its artifact"];
  if (status === "completed") return deleted ? [] : ["completed and is still there beside its artifact"];
  if (deleted) return ["was deleted although its artifact was not"];
  if (status === "failed") {
    const missing = failure?.code === "source_not_found" && url !== original.url;
    return failure !== null && (missing || isExcused(failure.code)) ? [] : [`failed with ${failure?.code}`];
  }
  return [`ended so although the revision is as good as the one before`];
}

/** Only what is on offer keeps anything. */
function leftBy({ deleted, replaces, status, references, checkpoints }: ArtifactFacts): string[] {
  if (!deleted && replaces === null) return [];
  const faults = checkpoints > 0 ? [`keeps ${checkpoints} checkpoints`] : [];
  return references > 0 ? [...faults, `keeps ${references} references as ${status}`] : faults;
}
