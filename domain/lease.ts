/** What a worker shows with every write: the artifact, and the token of its claim. */
export interface Held {
  readonly artifactId: number;
  readonly token: string;
}

/** Thrown when a guarded write found that another worker owns the artifact: this worker must stop at once. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
  constructor(artifactId: number) {
    super(`Another worker took over artifact ${artifactId}`);
  }
}
