/** What the registry has of a repository at a revision, and why not when it has nothing to give. */
import {
  type Attempt,
  type RepositoryName,
  type Revision,
  type RevisionStore,
  refOf,
} from "../../db/catalogue/revisions.ts";
import { canonicalUrl } from "../../domain/link.ts";
import { isFinal } from "../../domain/status.ts";
import type { Repository } from "./address.ts";
import type { HubProblem } from "./refusal.ts";

export type Standing =
  | { readonly is: "approved"; readonly revision: Revision }
  | { readonly is: "ingesting"; readonly attempt: Attempt }
  /** Nobody posted it, or what was posted is gone without a verdict. */
  | { readonly is: "unknown"; readonly problem: HubProblem }
  | { readonly is: "refused"; readonly problem: HubProblem };

/** Address of the web page of an artifact, for a browser. */
export type PageOf = (type: Repository["type"], artifactId: number) => string;

export interface Asked {
  readonly repository: Repository;
  readonly revision: string;
}

export const nameOf = ({ type, id }: Repository): RepositoryName => ({ host: "huggingface", type, repository: id });

export const isNewest = (revision: string): boolean => refOf(revision) === "main";

/** The link that people post. */
export const linkOf = (repository: Repository): string => canonicalUrl({ ...nameOf(repository), revision: "main" });

/** The same for all spellings of what is asked for. */
export const keyOf = ({ repository: { type, id }, revision }: Asked): string =>
  JSON.stringify([type, id.toLowerCase(), refOf(revision)]);

export async function standingOf(store: RevisionStore, asked: Asked, page: PageOf): Promise<Standing> {
  const name = nameOf(asked.repository);
  const revision = await store.find(name, asked.revision);
  if (revision !== null) return { is: "approved", revision };
  const attempt = await store.newestAttempt(name, refOf(asked.revision));
  const offered = attempt !== null && attempt.deletedAt === null;
  if (offered && !isFinal(attempt.status)) return { is: "ingesting", attempt };
  // The ingest may have been completed between the two readings.
  const completed = offered && attempt.status === "completed" ? await store.find(name, asked.revision) : null;
  if (completed !== null) return { is: "approved", revision: completed };
  const newest = isNewest(asked.revision) ? null : await store.find(name, "main");
  const problem = attempt === null ? null : verdictOn(asked, attempt, newest, page);
  if (problem !== null) return { is: "refused", problem };
  if (newest !== null) return { is: "unknown", problem: otherRevision(asked, newest) };
  return { is: "unknown", problem: neverIngested(asked) };
}

/** Null when the attempt says nothing about the revision: it was deleted before it was approved. */
function verdictOn(asked: Asked, attempt: Attempt, newest: Revision | null, page: PageOf): HubProblem | null {
  const details = `Details: ${page(asked.repository.type, attempt.replaces ?? attempt.id)}`;
  if (attempt.status === "completed") return withdrawn(asked, attempt, newest, details);
  if (attempt.deletedAt !== null) return null;
  return attempt.status === "rejected" ? rejected(asked, attempt, details) : failed(asked, attempt, newest, details);
}

/** Approved once. Only RevisionNotFound makes clients leave their caches, so that a recall reaches them. */
function withdrawn({ repository, revision }: Asked, attempt: Attempt, newest: Revision | null, details: string) {
  const what = `${attempt.repository}${isNewest(revision) ? "" : ` at ${revision}`}`;
  const message =
    newest === null
      ? `${what} was removed from this registry on ${day(attempt.deletedAt ?? attempt.updatedAt)}. Do not use cached copies. ${details}`
      : `${what} is no longer offered: main is ${newest.commit}. Post the link of that commit to offer it again. ${details}`;
  return problem("RevisionNotFound", message, `${repository.id} removed`);
}

/** Reasons and advice that a message names, and the length of each. */
const NAMED = 2;
const SENTENCE = 220;

function rejected({ repository, revision }: Asked, { verdict, commit }: Attempt, details: string): HubProblem {
  const what = isNewest(revision) ? repository.id : `${repository.id} at ${revision}`;
  const reasons = (verdict?.reasons ?? []).slice(0, NAMED).map(sentence).join("; ");
  const score =
    verdict?.net_score == null ? "" : ` (score ${verdict.net_score.toFixed(2)}, needs ${verdict.threshold.toFixed(2)})`;
  const advice = (verdict?.advice ?? []).slice(0, NAMED).map(({ text }) => sentence(text));
  const message = [
    `${what} is not approved here: ${reasons === "" ? "the registry rejected it" : reasons}${score}.`,
    ...advice.map((text) => `${text}.`),
    details,
  ].join(" ");
  return problem("GatedRepo", message, `${repository.id} ${commit?.slice(0, 7) ?? revision} rejected`);
}

const sentence = (text: string): string =>
  (text.length <= SENTENCE ? text : `${text.slice(0, SENTENCE - 1)}…`).replace(/\.$/, "");

/** A 5xx would be repeated by clients for nothing; only what the source does not have is said to be missing. */
function failed({ repository, revision }: Asked, attempt: Attempt, newest: Revision | null, details: string) {
  const cause = attempt.failure?.detail ?? attempt.statusMessage;
  if (attempt.failure?.code === "source_not_found") {
    const message = `${repository.id} at ${revision} cannot be ingested: ${sentence(cause)}. ${details}`;
    const code = newest === null ? "RepoNotFound" : "RevisionNotFound";
    return problem(code, message, `${repository.id} not found`);
  }
  const retry = attempt.failure?.retryable === false ? "" : " Post it again to retry.";
  const message = `${repository.id} could not be ingested: ${sentence(cause)}.${retry} ${details}`;
  return problem("GatedRepo", message, `${repository.id} failed`);
}

const otherRevision = ({ repository, revision }: Asked, newest: Revision): HubProblem =>
  problem(
    "RevisionNotFound",
    `${revision} of ${newest.repository} is not approved here; main is ${newest.commit}`,
    `${repository.id} ${revision} unknown`,
  );

const neverIngested = ({ repository }: Asked): HubProblem =>
  problem(
    "RepoNotFound",
    `${repository.id} is not in this registry. Submit it with: gatehouse ingest ${linkOf(repository)}`,
    `${repository.id} unknown`,
  );

const problem = (code: "GatedRepo" | "RepoNotFound" | "RevisionNotFound", message: string, topic: string) =>
  ({ status: code === "GatedRepo" ? 403 : 404, code, message, topic }) satisfies HubProblem;

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Bounds of what a client is told to wait, in seconds. */
const RETRY = { least: 5, usual: 30, most: 600 };

/** For clients that cannot wait longer on one request. */
export function stillIngesting({ repository }: Asked, { progress }: Attempt): HubProblem {
  const left = progress?.eta_seconds ?? null;
  const seconds = Math.min(RETRY.most, Math.max(RETRY.least, Math.ceil(left ?? RETRY.usual)));
  const about = left === null ? "" : `, about ${Math.ceil(left)} s left`;
  const message = `${repository.id} is being ingested: ${Math.floor(progress?.percent ?? 0)} %${about}; run the command again`;
  // A topic of its own for each state: clients print a topic once.
  const topic = `${repository.id} ${progress?.stage ?? "queued"} ${Math.floor(progress?.percent ?? 0)}`;
  return { status: 503, message, topic, headers: { "Retry-After": String(seconds) } };
}
