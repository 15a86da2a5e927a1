import type { Caller, Reply } from "../../handlers/contract.ts";
import type { Deps } from "../../handlers/deps.ts";
import { operations } from "../../handlers/operations.ts";
import { mayCall } from "../http/guards.ts";
import type { HubCall } from "./answers/answer.ts";
import { type HubProblem, quotaHeaders } from "./refusal.ts";
import { type Asked, isNewest, keyOf, linkOf } from "./standing.ts";

/** Posts what a request asks for and the registry does not know; null when it is being ingested now. */
export type OnDemand = (asked: Asked, call: HubCall) => Promise<HubProblem | null>;

export const mayPost = (caller: Caller | null): boolean => caller !== null && mayCall(caller, "ArtifactCreate");

/**
 * Posts by the very operation that `POST /artifact/{type}` runs. Requests for the same revision at the same time post it
 * once; between servers the operation's own index decides. An ingest within this process is not waited for here.
 */
export function onDemandPosts(deps: Deps): OnDemand {
  const posting = new Map<string, Promise<HubProblem | null>>();
  const dispatching = { ...deps, ingest: { ...deps.ingest, runInline: null } };
  return (asked, call) => {
    const key = keyOf(asked);
    const known = posting.get(key);
    if (known !== undefined) return known;
    const post = postOf(asked, call, dispatching).finally(() => posting.delete(key));
    posting.set(key, post);
    return post;
  };
}

async function postOf({ repository, revision }: Asked, call: HubCall, deps: Deps): Promise<HubProblem | null> {
  const { type, id } = repository;
  const link = linkOf(repository);
  const url = isNewest(revision) ? link : `${link}/tree/${encodeURIComponent(revision)}`;
  const { caller, by, correlationId } = call;
  const context = { caller, address: by.address ?? "unknown", direct: true, prefersHtml: false, correlationId };
  const input = { path: { artifact_type: type }, query: {}, header: {}, body: { url } };
  return problemOf(id, await operations.ArtifactCreate(input, deps, context));
}

function problemOf(id: string, reply: Reply<"ArtifactCreate">): HubProblem | null {
  switch (reply.status) {
    case 202:
    case 201:
    case 409:
    case 424:
      return null;
    case 400:
      return { status: 404, code: "RepoNotFound", message: reply.body.detail, topic: `${id} unknown` };
    case 429:
      return {
        status: 429,
        message: reply.body.detail,
        topic: `${id} quota`,
        headers: quotaHeaders(reply.headers["Retry-After"]),
      };
    default:
      return { status: reply.status, message: reply.body.detail, topic: `${id} refused` };
  }
}
