import type { components } from "../generated/api.ts";

export type ArtifactStatus = components["schemas"]["ArtifactStatus"];

/** The life of an artifact: which status may follow which. `pending` again means that a new attempt waits. */
export const next = {
  pending: ["downloading", "failed"],
  downloading: ["rating", "pending", "failed"],
  rating: ["completed", "rejected", "pending", "failed"],
  completed: [],
  rejected: [],
  failed: [],
} as const satisfies Record<ArtifactStatus, readonly ArtifactStatus[]>;

export const statuses = Object.keys(next) as ArtifactStatus[];
export const isFinal = (status: ArtifactStatus): boolean => next[status].length === 0;
export const unfinished = statuses.filter((status) => !isFinal(status));

/** The statuses from which `to` may be entered; the WHERE clause of every guarded transition. */
export function predecessors(to: ArtifactStatus): ArtifactStatus[] {
  return statuses.filter((from) => (next[from] as readonly ArtifactStatus[]).includes(to));
}
