/** Refusals in the words and places in which clients of the Hub show them to a person. */

/** The only codes that a client knows; without one it guesses from the status. */
export type HubErrorCode = "GatedRepo" | "RepoNotFound" | "RevisionNotFound" | "EntryNotFound";

export interface HubProblem {
  readonly status: number;
  readonly code?: HubErrorCode;
  /** One or more sentences; the answer holds them whole, the headers as much as fits. */
  readonly message: string;
  /** What it is about, such as "acme/m rejected": clients print one warning for each topic. Null sends no warning. */
  readonly topic?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown to refuse a request. */
export class HubRefusal extends Error {
  override readonly name = "HubRefusal";
  readonly problem: HubProblem;
  constructor(problem: HubProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The answer to a refusal: the same strings for GET and for HEAD, which has no body. */
export function refusalReply({ status, code, message, topic, headers }: HubProblem) {
  const line = headerText(message);
  return {
    status,
    // wget shows nothing else of an error.
    statusText: line,
    headers: {
      ...(code === undefined ? {} : { "X-Error-Code": code }),
      "X-Error-Message": line,
      ...(topic == null ? {} : warningHeader(topic, message)),
      ...headers,
    },
    body: { error: message },
  };
}

/** How long to wait, for every client: huggingface_hub from 1.2 on reads the second header. */
export const quotaHeaders = (seconds: string | number) => ({
  "Retry-After": String(seconds),
  RateLimit: `"resolvers";r=0;t=${seconds}`,
});

/** A line that huggingface_hub from 1.2 on prints to the standard error output, once for each topic. */
export const warningHeader = (topic: string, text: string): Readonly<Record<string, string>> => ({
  "X-HF-Warning": headerText(`gatehouse: ${topic.replaceAll(";", ",")}; ${text}`),
});

/** Longest value of a header that every client and proxy takes, in characters. */
const HEADER_LENGTH = 1000;

/** Text as a header can carry it: one line of Latin-1. */
function headerText(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  const latin = line.replaceAll(/[^\x20-\x7e\xa0-\xff]/gu, (sign) => REPLACED[sign] ?? plain(sign));
  return latin.length <= HEADER_LENGTH ? latin : `${latin.slice(0, HEADER_LENGTH - 3)}...`;
}

/** Signs that sentences hold and Latin-1 lacks. */
const REPLACED: Readonly<Record<string, string>> = {
  "–": "-",
  "—": "-",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "…": "...",
  "→": "->",
  "≥": ">=",
  "≤": "<=",
};

/** A letter without its marks, or "?". */
const plain = (sign: string): string => {
  const letter = sign.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return /^[\x20-\x7e\xa0-\xff]+$/.test(letter) ? letter : "?";
};
