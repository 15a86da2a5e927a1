import { type FailureCode, failures } from "./failures.ts";

export { LeaseLost } from "./lease.ts";

/**
 * Why a stage gave up. `detail` is shown to users: it names the file, host or limit concerned and never
 * holds a credential or a signed URL. The cause goes to the log only.
 */
export class IngestFailure extends Error {
  override readonly name = "IngestFailure";
  readonly code: FailureCode;
  readonly detail: string;

  constructor(code: FailureCode, detail: string, options?: { readonly cause?: unknown }) {
    super(`${failures[code].says}: ${detail}`, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Thrown when the time budget ends and the work has to go on in a new invocation. */
export class OutOfTime extends Error {
  override readonly name = "OutOfTime";
  constructor() {
    super("The time budget of this invocation ended");
  }
}
