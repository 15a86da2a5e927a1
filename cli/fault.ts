/** Why a command could not do what it was asked for, in words for the person who asked. */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
  /** HTTP status of the registry's answer, null when there was none. */
  readonly status: number | null;
  /** What the person can do about it. */
  readonly advice: string | null;

  constructor(
    message: string,
    more: { readonly status?: number; readonly advice?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.status = more.status ?? null;
    this.advice = more.advice ?? null;
  }
}
