import { defaultName, LinkFault, parseSourceLink, type SourceLink } from "../domain/link.ts";
import type { Call, Handler, Reply, Schemas } from "./contract.ts";
import type { Deps } from "./deps.ts";
import { presentArtifact } from "./present.ts";
import { badRequest, postQuotaReached, problem } from "./problems.ts";

/** Accepts a link: committed first, dispatched after, so that nothing accepted is lost. */
export const artifactCreate: Handler<"ArtifactCreate"> = async ({ path, body }, deps, call) => {
  if (call.caller === null) return problem("forbidden");
  const link = understand(body.url, path.artifact_type);
  if (link instanceof LinkFault) return badRequest("body/url", link.message);
  const refusal = body.callback_url === undefined ? null : deps.webhooks.refusal(body.callback_url);
  if (refusal !== null) return badRequest("body/callback_url", refusal);
  const quota = await deps.quotas.post(call.caller.account);
  if (quota !== null && !quota.allowed) return postQuotaReached(quota.resetSeconds);
  const insertion = await deps.artifacts.insert({
    link,
    name: body.name ?? defaultName(link),
    owner: call.caller.account,
    correlationId: call.correlationId,
    callbackUrl: body.callback_url ?? null,
    address: call.address,
  });
  if (!insertion.inserted) return conflict(path.artifact_type, insertion);
  if (deps.ingest.runInline !== null) {
    await deps.ingest.runInline(insertion.id);
    return settled(path.artifact_type, insertion.id, deps, call);
  }
  await deps.ingest.dispatch(insertion.id);
  return accepted(path.artifact_type, insertion.id);
};

function understand(url: string, type: Schemas["ArtifactType"]): SourceLink | LinkFault {
  try {
    return parseSourceLink(url, type);
  } catch (error) {
    if (error instanceof LinkFault) return error;
    throw error;
  }
}

const location = (type: Schemas["ArtifactType"], id: number): string => `/artifacts/${type}/${id}`;

function conflict(
  type: Schemas["ArtifactType"],
  { existingId, status }: { existingId: number; status: Schemas["ArtifactStatus"] },
): Reply<"ArtifactCreate"> {
  const detail =
    status === "completed"
      ? `This link is already registered as ${type} ${existingId}`
      : `This link is already being ingested as ${type} ${existingId}`;
  return { status: 409, body: { detail, existing_id: existingId, status } };
}

function accepted(type: Schemas["ArtifactType"], id: number): Reply<"ArtifactCreate"> {
  return {
    status: 202,
    headers: { Location: location(type, id) },
    body: { artifact_id: id, status: "pending", message: "Artifact ingest accepted. Processing asynchronously." },
  };
}

const resetMeanwhile = {
  status: 503,
  headers: { "Retry-After": 1 },
  body: { detail: "The registry was reset during the ingest; post the link again" },
} as const;

/** The answer after an ingest within the request. */
async function settled(
  type: Schemas["ArtifactType"],
  id: number,
  deps: Deps,
  call: Call,
): Promise<Reply<"ArtifactCreate">> {
  const row = await deps.artifacts.find(type, id);
  const headers = { Location: location(type, id) };
  if (row === null) {
    if ((await deps.artifacts.findDeleted(type, id)) === null) return resetMeanwhile;
    return { status: 424, headers, body: { detail: "The artifact was deleted during its ingest" } };
  }
  const artifact = await presentArtifact(row, deps, call);
  switch (artifact.status) {
    case "completed":
      return { status: 201, headers, body: artifact };
    case "rejected":
    case "failed": {
      const detail = `The artifact was not admitted: ${artifact.status_message}`;
      return { status: 424, headers, body: { detail, artifact } };
    }
    default:
      return accepted(type, id);
  }
}
