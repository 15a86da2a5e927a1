import type { EntityManager } from "@mikro-orm/postgresql";
import type { SourceLink } from "../../domain/link.ts";
import type { ArtifactStatus } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";
import { rows } from "../sql.ts";
import { loadCheckpoints } from "./checkpoints.ts";

/** An artifact in the hands of one worker. `token` fences every later write. */
export interface Claim {
  readonly artifactId: number;
  readonly token: string;
  readonly name: string;
  readonly link: SourceLink;
  readonly url: string;
  readonly owner: string;
  readonly status: ArtifactStatus;
  /** 1 for the first. */
  readonly attempt: number;
  /** 0 in the first invocation of an attempt. */
  readonly continuation: number;
  readonly correlationId: string;
  readonly commit: string | null;
  readonly progress: components["schemas"]["Progress"] | null;
  /** Outputs of the stages that earlier invocations finished, by stage name. */
  readonly checkpoints: Readonly<Record<string, unknown>>;
}

export interface ClaimRequest {
  readonly artifactId: number;
  /** Request id of the invocation; a retry of the same request takes over from its dead predecessor at once. */
  readonly holder: string;
  /**
   * Token that the claim is to carry, made by the worker: the same request may then be sent again when its answer was
   * lost, and is answered with the same claim. By default the database makes one, and every request is a new claim.
   */
  readonly token?: string;
  readonly leaseSeconds: number;
  readonly maxAttempts: number;
}

/** A claim before what earlier invocations left for it was read. */
export type BareClaim = Omit<Claim, "checkpoints">;

interface ClaimedRow {
  id: string | number;
  lease_token: string;
  name: string;
  host: SourceLink["host"];
  type: SourceLink["type"];
  repository: string;
  revision: string;
  url: string;
  owner: string;
  status: ArtifactStatus;
  attempt: number;
  continuation: number;
  correlation_id: string;
  commit: string | null;
  progress: Claim["progress"];
}

const CLAIMED = `id, lease_token, name, host, type, repository, revision, url, owner, status, attempt, continuation,
  correlation_id, "commit", progress`;

/**
 * Takes an artifact for one worker: one statement, so that two deliveries cannot both win. Null when it is final,
 * deleted, out of attempts, or a living worker has it. A continuation keeps its attempt; anything else is a new one.
 */
export async function claim(em: EntityManager, request: ClaimRequest): Promise<Claim | null> {
  const claimed = await claimBare(em, request);
  return claimed === null ? null : { ...claimed, checkpoints: await loadCheckpoints(em, claimed.artifactId) };
}

/** As `claim`, without reading the checkpoints. */
export async function claimBare(em: EntityManager, request: ClaimRequest): Promise<BareClaim | null> {
  const { token = null } = request;
  const [row] = await rows<ClaimedRow>(
    em,
    `update artifact set
       status = case status when 'pending' then 'downloading' else status end,
       attempt = case when handed_over then attempt else attempt + 1 end,
       continuation = case when handed_over then continuation + 1 else 0 end,
       handed_over = false,
       lease_token = coalesce(?::uuid, gen_random_uuid()), lease_holder = ?, lease_until = now() + make_interval(secs => ?),
       status_message = 'The ingest function is at work', dispatch_error = null, failure = null, updated_at = now()
     where id = ? and deleted_at is null
       and (status = 'pending'
         or (status in ('downloading', 'rating') and (lease_until is null or lease_until < now() or lease_holder = ?)))
       and (attempt < ? or handed_over)
       and (?::uuid is null or (lease_token is distinct from ?::uuid and settled_token is distinct from ?::uuid))
     returning ${CLAIMED}`,
    [
      token,
      request.holder,
      request.leaseSeconds,
      request.artifactId,
      request.holder,
      request.maxAttempts,
      token,
      token,
      token,
    ],
  );
  if (row !== undefined) return toClaim(row);
  return token === null ? null : claimedBefore(em, { ...request, token });
}

/** The claim that an earlier request with this token made, its lease renewed; null when there is none. */
async function claimedBefore(
  em: EntityManager,
  { artifactId, token, leaseSeconds }: ClaimRequest & { token: string },
): Promise<BareClaim | null> {
  const [row] = await rows<ClaimedRow>(
    em,
    `update artifact set lease_until = now() + make_interval(secs => ?)
     where id = ? and lease_token = ? and deleted_at is null and status in ('downloading', 'rating')
     returning ${CLAIMED}`,
    [leaseSeconds, artifactId, token],
  );
  return row === undefined ? null : toClaim(row);
}

function toClaim(row: ClaimedRow): BareClaim {
  const link = { host: row.host, type: row.type, repository: row.repository, revision: row.revision };
  return {
    artifactId: Number(row.id),
    token: row.lease_token,
    name: row.name,
    link,
    url: row.url,
    owner: row.owner,
    status: row.status,
    attempt: row.attempt,
    continuation: row.continuation,
    correlationId: row.correlation_id,
    commit: row.commit,
    progress: row.progress,
  };
}
