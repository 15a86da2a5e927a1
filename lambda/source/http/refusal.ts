import { IngestFailure } from "../../../domain/failure.ts";
import { shown } from "../listing.ts";
import { RevisionMissing } from "../source.ts";

/** What a request was about, for messages: never an address, as addresses may be signed. */
export interface Subject {
  readonly repository: string;
  readonly revision?: string;
  readonly file?: string;
  /** True when the source has described the repository already: what is missing is then the revision. */
  readonly exists?: boolean;
}

export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Beginning of the body. */
  readonly text: string;
  readonly host: string;
  /** True when the configured endpoint itself answered, false for a host that it redirected to. */
  readonly own: boolean;
}

/** "acme/tiny at main, file \"a.bin\"" */
export function named({ repository, revision, file }: Subject): string {
  const at = revision === undefined ? repository : `${repository} at ${revision}`;
  return file === undefined ? at : `${at}, file ${shown(file)}`;
}

/** The failure that a response which is neither a success nor a redirect stands for. */
export function refusal(answer: RefusedAnswer, subject: Subject): IngestFailure {
  const { status, host, own } = answer;
  const unavailable = () => new IngestFailure("source_unavailable", `${host} answered ${status} for ${named(subject)}`);
  // Only the hub itself knows what exists; a delivery host that refuses a link is a passing fault.
  if (!own || status >= 500 || status === 408) return unavailable();
  const code = String(answer.headers["x-error-code"] ?? "");
  const { repository, revision, file } = subject;
  if (code === "GatedRepo") return gated(`${repository} is gated: request access and configure a token that has it`);
  // GitHub answers 422 or 404 for a revision that it cannot find.
  const noRevision = status === 422 || (status === 404 && subject.exists === true && file === undefined);
  if (code === "RevisionNotFound" || (noRevision && revision !== undefined))
    return new RevisionMissing(repository, revision ?? "");
  if (code === "EntryNotFound") return missing(named(subject));
  if (answer.text.includes("Access to this resource is disabled"))
    return gated(`${repository} is disabled by its host`);
  if (status === 401 && /invalid credentials|bad credentials/i.test(answer.text)) {
    return gated(`${host} does not accept the configured token`);
  }
  if (code === "RepoNotFound" || status === 401) {
    return missing(`${repository} does not exist or is private and the configured token cannot read it`);
  }
  if (status === 403) return gated(`${host} denies access to ${named(subject)}`);
  if (status === 404 || status === 410 || status === 451) return missing(missingText(file, subject));
  if (status === 409) return missing(`${repository} is empty`);
  return unavailable();
}

const missingText = (file: string | undefined, subject: Subject): string =>
  file === undefined ? `${named(subject)} does not exist or is private` : `${named(subject)} does not exist`;
const missing = (detail: string) => new IngestFailure("source_not_found", detail);
const gated = (detail: string) => new IngestFailure("source_gated", detail);
