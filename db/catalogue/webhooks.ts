import type { EntityManager } from "@mikro-orm/postgresql";
import type { ArtifactStatus } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";
import { Artifact, type ArtifactRow, type FailureRecord } from "../entities/artifact.ts";
import { WebhookDelivery, type WebhookDeliveryRow } from "../entities/webhook.ts";
import { rows } from "../sql.ts";
import type { FoundArtifact } from "./artifacts.ts";

type Schemas = components["schemas"];

/** A report that is due: what the artifact was when it, or an update of it, became final, whatever became of it since. */
export interface DueDelivery {
  readonly id: string;
  readonly url: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly artifact: FoundArtifact;
}
export interface AttemptResult {
  /** Null when there was no answer. */
  readonly status: number | null;
  /** Null when the receiver took it. */
  readonly error: string | null;
}

/** Reports to callback addresses. They are enqueued by the database, in the transaction that ends the artifact. */
export interface WebhookStore {
  /** Takes up to `limit` that are due, for one attempt each; each is due again after a growing pause, should this server die. */
  takeDue(limit: number, maxAttempts: number): Promise<DueDelivery[]>;
  /** Records how an attempt ended; the last one that fails abandons the delivery. */
  note(id: string, result: AttemptResult, maxAttempts: number): Promise<void>;
  /** The newest of an artifact, newest first. */
  list(artifactId: number, limit: number): Promise<WebhookDeliveryRow[]>;
}

/** Pause after the first attempt, which doubles with each, and the cap of its growth, in seconds. Longer than an attempt. */
const FIRST_PAUSE_SECONDS = 20;
const LONGEST_PAUSE_SECONDS = 6 * 3600;

/** What the trigger keeps of an artifact when it, or an update of it, became final. */
interface Outcome {
  readonly status: ArtifactStatus;
  readonly status_message: string;
  readonly progress: Schemas["Progress"] | null;
  readonly verdict: Schemas["Verdict"] | null;
  readonly failure: FailureRecord | null;
  readonly commit: string | null;
  readonly updated_at: string;
  /** The update that ended, when it was one. */
  readonly update?: Outcome & { readonly id: number };
}
interface TakenRow {
  id: string;
  artifact_id: string | number;
  url: string;
  attempts: number;
  outcome: Outcome;
}

export function databaseWebhooks(root: EntityManager): WebhookStore {
  const em = (): EntityManager => root.fork();
  return {
    takeDue: (limit, maxAttempts) => takeDue(em(), limit, maxAttempts),
    note: async (id, { status, error }, maxAttempts) => {
      await rows(
        em(),
        `update webhook_delivery set last_status = ?::integer, last_error = ?::text,
           state = case when ?::text is null then 'delivered' when attempts >= ? then 'abandoned' else state end,
           ended_at = case when ?::text is null or attempts >= ? then now() end
         where id = ? and state = 'pending'`,
        [status, error, error, maxAttempts, error, maxAttempts, id],
      );
    },
    list: (artifactId, limit) =>
      em().find(WebhookDelivery, { artifactId }, { orderBy: { createdAt: "desc", id: "desc" }, limit }),
  };
}

async function takeDue(em: EntityManager, limit: number, maxAttempts: number): Promise<DueDelivery[]> {
  await rows(
    em,
    `update webhook_delivery set state = 'abandoned', ended_at = now(),
       last_error = coalesce(last_error, 'The last attempt was cut short')
     where state = 'pending' and attempts >= ? and next_at <= now()`,
    [maxAttempts],
  );
  const taken = await rows<TakenRow>(
    em,
    `update webhook_delivery set attempts = attempts + 1, next_at = now() + make_interval(secs =>
         least(${LONGEST_PAUSE_SECONDS}, ${FIRST_PAUSE_SECONDS} * power(2, least(attempts, 20))) * (0.8 + 0.4 * random()))
     where id in (select id from webhook_delivery where state = 'pending' and next_at <= now()
                  order by next_at limit ? for update skip locked)
     returning id, artifact_id, url, attempts, outcome`,
    [limit],
  );
  const ids = taken.flatMap(({ artifact_id, outcome: { update } }) => [
    Number(artifact_id),
    ...(update ? [update.id] : []),
  ]);
  const artifacts = await em.find(Artifact, { id: { $in: ids } });
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  return taken.flatMap(({ id, artifact_id, url, attempts, outcome }) => {
    const row = byId.get(Number(artifact_id));
    if (row === undefined) return [];
    const { update } = outcome;
    const ended = update === undefined ? undefined : byId.get(update.id);
    const artifact = { ...asItEnded(row, outcome), ...(update && ended ? { update: asItEnded(ended, update) } : {}) };
    return [{ id, url, attempt: attempts, artifact }];
  });
}

function asItEnded(artifact: ArtifactRow, outcome: Outcome): ArtifactRow {
  const { status, status_message: statusMessage, progress, verdict, failure, commit, updated_at } = outcome;
  const updatedAt = new Date(updated_at);
  return { ...artifact, status, statusMessage, progress, verdict, failure, commit, updatedAt };
}
