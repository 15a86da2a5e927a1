import type { ArtifactState } from "../db/catalogue/artifacts.ts";
import type { UpdateStart } from "../db/ingest/updates.ts";
import { LinkFault, parseSourceLink, type SourceLink, sourceKey } from "../domain/link.ts";
import { actorOf, artifactNumber, type Caller, type Handler, type Reply, type Schemas } from "./contract.ts";
import { badRequest, noSuchArtifact, postQuotaReached, problem } from "./problems.ts";

/**
 * Ingests the newer revision of an artifact under its id. The current one is served until the newer one has passed, and
 * on if it does not pass.
 */
export const artifactUpdate: Handler<"ArtifactUpdate"> = async ({ path, body }, deps, call) => {
  if (call.caller === null) return problem("forbidden");
  const row = await deps.artifacts.find(path.artifact_type, artifactNumber(path.id));
  if (row === null) return noSuchArtifact(path.artifact_type, path.id);
  if (!mayChange(call.caller, row)) return notYours(row);
  const fault = identityFault(body, row);
  if (fault !== null) return fault;
  const link = understand(body, row);
  if (typeof link === "string") return badRequest(body.url === undefined ? "body/data/url" : "body/url", link);
  const { account } = call.caller;
  const quota = await deps.quotas.post(account);
  if (quota !== null && !quota.allowed) return postQuotaReached(quota.resetSeconds);
  const request = { artifactId: row.id, link, account, by: actorOf(call), correlationId: call.correlationId };
  const start = await deps.updates.start(request);
  if (!start.started) return refusal(row, start);
  await deps.ingest.dispatch(start.updateId);
  return {
    status: 202,
    headers: { Location: `/artifacts/${path.artifact_type}/${row.id}` },
    body: {
      artifact_id: row.id,
      status: "pending",
      message: "Update accepted. The current revision is served until the newer one has passed.",
    },
  };
};

/** True for the account that posted an artifact, and for administrators. */
export const mayChange = (caller: Caller, row: Pick<ArtifactState, "owner">): boolean =>
  caller.role === "admin" || caller.account === row.owner;

export const notYours = ({ type, id }: Pick<ArtifactState, "type" | "id">) =>
  problem("forbidden", `Only the account that posted ${type} ${id}, or an administrator, may change it`);

/** A body that names an artifact must name this one. */
function identityFault({ metadata }: Schemas["ArtifactUpdateRequest"], row: ArtifactState) {
  if (metadata === undefined) return null;
  if (artifactNumber(metadata.id) !== row.id) return badRequest("body/metadata/id", `must be ${row.id} as in the path`);
  if (metadata.type !== row.type) return badRequest("body/metadata/type", `must be ${row.type} as in the path`);
  return metadata.name === row.name
    ? null
    : badRequest("body/metadata/name", `must be ${row.name}: an update keeps the name`);
}

/** The link to ingest, or what is wrong with the given one. A repository can have two names: that of the link, and its own. */
function understand(body: Schemas["ArtifactUpdateRequest"], row: ArtifactState): SourceLink | string {
  const url = body.url ?? body.data?.url ?? row.url;
  try {
    const link = parseSourceLink(url, row.type);
    const isSame = link.host === row.host && link.repository.toLowerCase() === row.repository.toLowerCase();
    if (isSame || sourceKey(link) === row.sourceKey) return link;
    return `must lead to ${row.repository}, the repository of this artifact; it may name another revision`;
  } catch (error) {
    if (error instanceof LinkFault) return error.message;
    throw error;
  }
}

function refusal(
  { type, id }: ArtifactState,
  start: Extract<UpdateStart, { started: false }>,
): Reply<"ArtifactUpdate"> {
  if (start.why === "missing") return noSuchArtifact(type, id);
  const { existing } = start;
  const details = {
    taken: `This revision is already registered or being ingested as ${type} ${existing.id}`,
    running: `An update of ${type} ${id} is already running`,
    "not-completed": ["rejected", "failed"].includes(existing.status)
      ? `${type} ${id} is ${existing.status} and has nothing to update. Post the link again`
      : `${type} ${id} is still being ingested`,
  };
  return { status: 409, body: { detail: details[start.why], existing_id: existing.id, status: existing.status } };
}
