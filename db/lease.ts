/** Thrown when a guarded write found that another worker owns the artifact: this worker must stop at once. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
  constructor(artifactId: number) {
    super(`Another worker took over artifact ${artifactId}`);
  }
}
