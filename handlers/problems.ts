import type { Schemas } from "./contract.ts";

/** Every refusal of a handler, with its one status and its general sentence. */
const problems = {
  "sign-in-refused": { status: 401, detail: "The user name or the password is wrong" },
  forbidden: { status: 403, detail: "Authentication failed: the token is missing, invalid or expired" },
  conflict: { status: 409, detail: "The current state does not allow this" },
  "no-such-account": { status: 404, detail: "No such account" },
  "no-such-token": { status: 404, detail: "No such token" },
  "no-such-artifact": { status: 404, detail: "No such artifact" },
  "too-many": { status: 413, detail: "More was requested than one answer can hold" },
  busy: { status: 429, detail: "Too many searches are waiting; try again in a moment" },
  "no-such-repository": { status: 404, detail: "No such repository" },
  "source-unreadable": { status: 502, detail: "The source did not answer" },
  "no-callback": { status: 404, detail: "This registry accepts no reports over HTTP" },
  "lease-lost": { status: 409, detail: "Another worker took over the artifact" },
  "no-metrics": { status: 404, detail: "This registry shows no metrics" },
  "metrics-from-elsewhere": { status: 403, detail: "This registry shows its metrics only on its own machine" },
  "not-ready": { status: 404, detail: "Not available yet" },
  "no-archive": { status: 404, detail: "The artifact has no zip" },
} as const satisfies Record<string, { readonly status: number; readonly detail: string }>;

export type ProblemCode = keyof typeof problems;
type StatusOf<Code extends ProblemCode> = (typeof problems)[Code]["status"];
interface Refusal<Code extends ProblemCode> {
  readonly status: StatusOf<Code>;
  readonly body: Schemas["Problem"];
}

/** The answer for a refusal; `detail` replaces the general sentence. */
export function problem<Code extends ProblemCode>(code: Code, detail?: string): Refusal<Code> {
  return { status: problems[code].status, body: { detail: detail ?? problems[code].detail } };
}

/** 404 that names the artifact. */
export const noSuchArtifact = (type: Schemas["ArtifactType"], id: number | string) =>
  problem("no-such-artifact", `No ${type === "code" ? "code artifact" : type} has the id ${id}`);

/** 400 with the place of one fault. */
export function badRequest(
  path: string,
  message: string,
): { readonly status: 400; readonly body: Schemas["BadRequest"] } {
  return { status: 400, body: { detail: `${path}: ${message}`, errors: [{ path, message }] } };
}

/** 429 when too many passwords wait to be hashed already; nothing was checked. */
export const hashingBusy = () =>
  ({
    status: 429,
    headers: { "Retry-After": 2 },
    body: { detail: "Too many passwords are being checked; try again in 2 seconds" },
  }) as const;

const STREAMS_RETRY_SECONDS = 5;

/** 503 when the server has no event stream left. */
export const tooManyStreams = () =>
  ({
    status: 503,
    headers: { "Retry-After": STREAMS_RETRY_SECONDS },
    body: { detail: "Too many event streams are open. Poll instead, or retry in 5 seconds" },
  }) as const;

/** 503 when the object store holds more than a request can list. */
export const garbageTooLarge = () =>
  ({
    status: 503,
    headers: { "Retry-After": 60 },
    body: {
      detail:
        "The object store could not be listed within 20 seconds. Run `npm run gc -- --dry-run` on the server instead",
    },
  }) as const;

/** 429 when the account has no event stream left. */
export const tooManyStreamsOfAccount = () =>
  ({
    status: 429,
    headers: { "Retry-After": STREAMS_RETRY_SECONDS },
    body: { detail: "Your account has too many event streams open. Close some, or poll instead" },
  }) as const;

/** 429 when an account has reached its limit of ingests and updates per hour. */
export const postQuotaReached = (seconds: number) =>
  ({
    status: 429,
    headers: { "Retry-After": seconds },
    body: { detail: `Your account has reached its limit of posts per hour; try again in ${seconds} s` },
  }) as const;
