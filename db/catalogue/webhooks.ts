import type { EntityManager } from "@mikro-orm/postgresql";
import { type DeliveredOutcome, WebhookDelivery, type WebhookDeliveryRow } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { affected, list, rows, sql } from "../sql.ts";
import { ARTIFACT_STATE, type ArtifactState, type FoundArtifact } from "./artifacts.ts";

/** A report that is due: the artifact as it was when it, or an update of it, became final. */
export interface DueDelivery {
  readonly id: string;
  readonly url: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly artifact: FoundArtifact;
}
export interface AttemptResult {
  /** HTTP status; null when there was no response. */
  readonly status: number | null;
  /** Null when the receiver accepted the report. */
  readonly error: string | null;
}

/** Reports to callback addresses. A trigger enqueues them in the transaction that makes the artifact final. */
export interface WebhookStore {
  /** Takes up to `limit` due reports, for one attempt each; each is due again after a growing pause, in case this server dies. */
  takeDue(limit: number, maxAttempts: number): Promise<DueDelivery[]>;
  /** Records how an attempt ended; the last attempt that fails abandons the delivery. */
  note(id: string, result: AttemptResult, maxAttempts: number): Promise<void>;
  /** The newest deliveries of an artifact, newest first. */
  list(artifactId: number, limit: number): Promise<WebhookDeliveryRow[]>;
}

/** Pause after the first attempt, which doubles with each, and its maximum, in seconds. Longer than an attempt. */
const FIRST_PAUSE_SECONDS = 20;
const LONGEST_PAUSE_SECONDS = 6 * 3600;

const TAKEN = columnsOf(WebhookDelivery, "id", "artifactId", "url", "attempts", "outcome");

export function databaseWebhooks(root: EntityManager): WebhookStore {
  const em = root.fork();
  return {
    takeDue: (limit, maxAttempts) => takeDue(em.fork(), limit, maxAttempts),
    note: async (id, { status, error }, maxAttempts) => {
      await affected(
        em,
        sql`update webhook_delivery set last_status = ${status}::integer, last_error = ${error}::text,
              state = case when ${error}::text is null then 'delivered'
                when attempts >= ${maxAttempts} then 'abandoned' else state end,
              ended_at = case when ${error}::text is null or attempts >= ${maxAttempts} then now() end
            where id = ${id}::uuid and state = 'pending'`,
      );
    },
    list: (artifactId, limit) =>
      em.fork().find(WebhookDelivery, { artifactId }, { orderBy: { createdAt: "desc", id: "desc" }, limit }),
  };
}

async function takeDue(em: EntityManager, limit: number, maxAttempts: number): Promise<DueDelivery[]> {
  await affected(
    em,
    sql`update webhook_delivery set state = 'abandoned', ended_at = now(),
          last_error = coalesce(last_error, 'The server stopped during the last attempt')
        where state = 'pending' and attempts >= ${maxAttempts} and next_at <= now()`,
  );
  const pause = sql`least(${LONGEST_PAUSE_SECONDS}, ${FIRST_PAUSE_SECONDS} * power(2, least(attempts, 20)))`;
  const taken = await rows(
    em,
    TAKEN,
    sql`update webhook_delivery set attempts = attempts + 1,
          next_at = now() + make_interval(secs => ${pause} * (0.8 + 0.4 * random()))
        where id in (select id from webhook_delivery where state = 'pending' and next_at <= now()
                     order by next_at limit ${limit} for update skip locked)
        returning ${list(TAKEN)}`,
  );
  const ids = taken.flatMap(({ artifactId, outcome: { update } }) => [artifactId, ...(update ? [update.id] : [])]);
  const artifacts = await rows(
    em,
    ARTIFACT_STATE,
    sql`select ${list(ARTIFACT_STATE)} from artifact where id = any(${ids}::bigint[])`,
  );
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  return taken.flatMap(({ id, artifactId, url, attempts, outcome }) => {
    const row = byId.get(artifactId);
    if (row === undefined) return [];
    const { update } = outcome;
    const ended = update === undefined ? undefined : byId.get(update.id);
    const artifact = { ...asItEnded(row, outcome), ...(update && ended ? { update: asItEnded(ended, update) } : {}) };
    return [{ id, url, attempt: attempts, artifact }];
  });
}

function asItEnded(artifact: ArtifactState, outcome: DeliveredOutcome): ArtifactState {
  const { status, status_message: statusMessage, progress, verdict, failure, commit, updated_at } = outcome;
  const updatedAt = new Date(updated_at);
  return { ...artifact, status, statusMessage, progress, verdict, failure, commit, updatedAt };
}
