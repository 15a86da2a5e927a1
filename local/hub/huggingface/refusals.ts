import { type Headers, json, Refusal, text } from "../http/reply.ts";

/** The Hub's refusals: status, machine-readable code and message belong together. */
interface Row {
  readonly status: number;
  readonly code: string | null;
  readonly headers?: Headers;
}

const CHALLENGE = { "WWW-Authenticate": 'Bearer realm="Authentication required", charset="UTF-8"' };

const rows = {
  unauthenticated: { status: 401, code: null, headers: CHALLENGE },
  "repository-missing": { status: 404, code: "RepoNotFound" },
  "revision-missing": { status: 404, code: "RevisionNotFound" },
  "entry-missing": { status: 404, code: "EntryNotFound" },
  "gated-anonymous": { status: 401, code: "GatedRepo", headers: CHALLENGE },
  "gated-account": { status: 403, code: "GatedRepo" },
  disabled: { status: 403, code: null },
  forbidden: { status: 403, code: null },
  malformed: { status: 400, code: null },
  "no-such-page": { status: 404, code: null },
} as const satisfies Record<string, Row>;

export type RefusalId = keyof typeof rows;

/**
 * An answer of the error table. Bodies are JSON, apart from those of /resolve/ and /raw/, which are text.
 * A header cannot hold control characters, so the message there is percent-encoded where needed.
 */
export function refusal(
  id: RefusalId,
  message: string,
  options: { asText?: boolean; headers?: Headers } = {},
): Refusal {
  const { status, code, headers }: Row = rows[id];
  const all: Headers = {
    ...(code === null ? {} : { "X-Error-Code": code }),
    "X-Error-Message": message.replaceAll(/[^\x20-\x7e]+/g, encodeURIComponent),
    ...headers,
    ...options.headers,
  };
  return new Refusal(options.asText === true ? text(message, all, status) : json({ error: message }, all, status));
}
