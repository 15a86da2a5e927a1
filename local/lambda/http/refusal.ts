/** The errors of the Lambda API that are answered here, with the status each one has. */
const statuses = {
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  ValidationException: 400,
  AccessDeniedException: 403,
  IncompleteSignatureException: 403,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  ResourceNotFoundException: 404,
  ResourceConflictException: 409,
  PreconditionFailedException: 412,
  RequestTooLargeException: 413,
  TooManyRequestsException: 429,
  ServiceException: 500,
} as const;

export type RefusalCode = keyof typeof statuses;

export type ThrottleReason = "ConcurrentInvocationLimitExceeded" | "ReservedFunctionConcurrentInvocationLimitExceeded";

/** A request that is answered with an error. The message is shown to the caller and holds no secret. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly reason: ThrottleReason | null;

  constructor(code: RefusalCode, message: string, reason: ThrottleReason | null = null) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  get status(): number {
    return statuses[this.code];
  }

  /** Body as the API writes it. */
  body(): { Type: "User" | "Service"; message: string; Reason?: ThrottleReason } {
    const type = this.status < 500 ? "User" : "Service";
    return { Type: type, message: this.message, ...(this.reason === null ? {} : { Reason: this.reason }) };
  }
}

export const invalid = (message: string): Refusal => new Refusal("InvalidParameterValueException", message);
