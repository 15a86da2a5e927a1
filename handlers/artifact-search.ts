import type { ArtifactFilter, FoundSummary } from "../db/catalogue/search.ts";
import { LinkFault, parseSourceLink, sourceKey } from "../domain/link.ts";
import { artifactNumber, type Call, type Handler, type Schemas } from "./contract.ts";
import { cutPage, pageOf, withOneMore } from "./paging.ts";
import { notStarted, statusMessage } from "./present.ts";
import { badRequest } from "./problems.ts";

/** Artifacts on a page when the caller does not say. */
const PAGE = 100;

/** Artifacts of every status, filtered and sorted. */
export const artifactSearch: Handler<"ArtifactSearch"> = async ({ body, query }, deps, call) => {
  const page = pageOf({ limit: PAGE, ...query });
  if ("status" in page) return page;
  const filter = understand(body.filter ?? {}, call);
  if (filter instanceof LinkFault) return badRequest("body/filter/url", filter.message);
  const cut = cutPage(await deps.artifactSearch.page(filter, body.sort, withOneMore(page)), page, query);
  const now = deps.now();
  return { status: 200, headers: cut.headers, body: cut.page.map((found) => present(found, now)) };
};

/** How many artifacts a search finds, by their most frequent values. */
export const artifactCounts: Handler<"ArtifactCounts"> = async ({ body }, deps, call) => {
  const filter = understand(body, call);
  if (filter instanceof LinkFault) return badRequest("body/url", filter.message);
  return { status: 200, body: await deps.artifactSearch.counts(filter) };
};

function understand(
  { url, mine, ids, ...rest }: Schemas["ArtifactFilter"],
  { caller }: Call,
): ArtifactFilter | LinkFault {
  const keys = url === undefined ? null : keysOf(url);
  if (keys instanceof LinkFault) return keys;
  return {
    ...rest,
    ...(ids === undefined ? {} : { ids: ids.map(artifactNumber) }),
    ...(keys === null ? {} : { sourceKeys: keys }),
    ...(mine === true && caller !== null ? { postedBy: caller.account } : {}),
  };
}

/** Of every type that the link can mean; what is wrong with it when it can mean none. */
function keysOf(url: string): string[] | LinkFault {
  const read = (["model", "dataset", "code"] as const).map((type) => {
    try {
      return sourceKey(parseSourceLink(url, type));
    } catch (error) {
      if (error instanceof LinkFault) return error;
      throw error;
    }
  });
  const keys = read.filter((key) => typeof key === "string");
  return keys.length > 0 ? keys : (read.find((fault) => fault instanceof LinkFault) as LinkFault);
}

function present(found: FoundSummary, now: Date): Schemas["ArtifactSummary"] {
  const { id, name, type, url, status } = found;
  return {
    metadata: { id, name, type },
    url,
    owner: found.sourceOwner,
    status,
    status_message: statusMessage(found, now),
    progress: found.progress ?? notStarted(found),
    updating: found.updating,
    net_score: found.netScore,
    threshold: found.threshold,
    license: found.license,
    bytes_total: found.bytesTotal,
    created_at: found.createdAt.toISOString(),
    updated_at: found.updatedAt.toISOString(),
  };
}
