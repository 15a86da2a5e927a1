import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import { ApiFault, type ArtifactType, answered, api, body, type Schemas, ServerAway } from "./client.ts";
import { currentToken } from "./token.ts";

const PAGE = 100;
/** How often what changes is read again, in milliseconds. */
export const LIVE_MS = 1_500;
const COUNTS_MS = 10_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // The server may be away for long: what is shown stays, and it is asked again until it answers.
      retry: (failures, error) => error instanceof ServerAway || (mayPass(error) && failures < 3),
      retryDelay: (failures, error) => (waitOf(error) ?? Math.min(8, 2 ** failures)) * 1000,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

const mayPass = (error: unknown): boolean =>
  error instanceof ApiFault && (error.status === 429 || error.status === 503 || error.status === 500);
const waitOf = (error: unknown): number | null => (error instanceof ApiFault ? error.retryAfter : null);

/** The page itself is at the same address. */
const JSON_ONLY = { Accept: "application/json" };

/** Of what a page shows beside its content: the shell says when it cannot be read. */
const ASIDE = { isAside: true };

/** Who is signed in; null when nobody is. */
export const callerQuery = queryOptions({
  queryKey: ["caller"],
  queryFn: async ({ signal }) => {
    // Asking without a token would be refused, which browsers log as an error.
    if (currentToken() === null && (await body(api.GET("/", { signal, headers: JSON_ONLY }))).sign_in) return null;
    return body(api.GET("/account", { signal }));
  },
  staleTime: 60_000,
});

export type Filter = Schemas["ArtifactFilter"];
export type Sort = NonNullable<Schemas["ArtifactSearchRequest"]["sort"]>;

export const listQuery = (filter: Filter, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: ["list", filter, sort],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam === null ? {} : { offset: pageParam }) };
      const call = api.POST("/artifacts/search", { params: { query }, body: { filter, sort }, signal });
      const { data, headers } = await answered(call);
      return { artifacts: data, next: nextOf(headers) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** Where the page after continues, null after the last: every page has the header `offset`, `Link` only when more follow. */
export const nextOf = (headers: Headers): string | null => (headers.has("link") ? headers.get("offset") : null);

/** The present state of artifacts that are being ingested. */
export const liveQuery = (ids: readonly number[]) =>
  queryOptions({
    meta: ASIDE,
    queryKey: ["live", ids],
    queryFn: ({ signal }) =>
      body(
        api.POST("/artifacts/search", {
          params: { query: { limit: 1000 } },
          body: { filter: { ids: [...ids] }, sort: "newest" },
          signal,
        }),
      ),
    enabled: ids.length > 0,
    refetchInterval: LIVE_MS,
    placeholderData: keepPreviousData,
  });

export const countsQuery = (filter: Filter) =>
  queryOptions({
    meta: ASIDE,
    queryKey: ["counts", filter],
    queryFn: ({ signal }) => body(api.POST("/artifacts/counts", { body: filter, signal })),
    refetchInterval: COUNTS_MS,
    placeholderData: keepPreviousData,
  });

export const artifactQuery = (type: ArtifactType, id: number) =>
  queryOptions({
    queryKey: ["artifact", type, id],
    queryFn: ({ signal }) =>
      body(api.GET("/artifacts/{artifact_type}/{id}", { params: { path: { artifact_type: type, id } }, signal })),
  });

/** The newest few whose name has the words of a text. */
export const findQuery = (text: string) =>
  queryOptions({
    meta: ASIDE,
    queryKey: ["find", text],
    queryFn: ({ signal }) =>
      body(
        api.POST("/artifacts/search", {
          params: { query: { limit: 6 } },
          body: { filter: { text }, sort: "newest" },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** Every artifact of the repository of a link, the newest first. */
export const siblingsQuery = (url: string) =>
  queryOptions({
    meta: ASIDE,
    queryKey: ["siblings", url],
    queryFn: ({ signal }) =>
      body(
        api.POST("/artifacts/search", {
          params: { query: { limit: 100 } },
          body: { filter: { url }, sort: "newest" },
          signal,
        }),
      ),
  });

export const manifestQuery = (type: ArtifactType, id: number) =>
  queryOptions({
    queryKey: ["manifest", type, id],
    queryFn: ({ signal }) =>
      orNull(
        body(
          api.GET("/artifacts/{artifact_type}/{id}/manifest", {
            params: { path: { artifact_type: type, id } },
            signal,
          }),
        ),
      ),
  });

/** The rating of a model, null until there is one. */
export const ratingQuery = (id: number) =>
  queryOptions({
    meta: ASIDE,
    queryKey: ["rating", id],
    queryFn: ({ signal }) => orNull(body(api.GET("/artifact/model/{id}/rate", { params: { path: { id } }, signal }))),
  });

export const lineageQuery = (id: number) =>
  queryOptions({
    queryKey: ["lineage", id],
    queryFn: ({ signal }) =>
      orNull(body(api.GET("/artifact/model/{id}/lineage", { params: { path: { id } }, signal }))),
  });

export const costQuery = (type: ArtifactType, id: number) =>
  queryOptions({
    meta: ASIDE,
    queryKey: ["cost", type, id],
    queryFn: ({ signal }) =>
      orNull(
        body(
          api.GET("/artifact/{artifact_type}/{id}/cost", {
            params: { path: { artifact_type: type, id }, query: { dependency: true } },
            signal,
          }),
        ),
      ),
  });

export const auditQuery = (type: ArtifactType, id: number) =>
  queryOptions({
    queryKey: ["audit", type, id],
    queryFn: ({ signal }) =>
      body(
        api.GET("/artifact/{artifact_type}/{id}/audit", {
          params: { path: { artifact_type: type, id }, query: { limit: 200, order: "newest" } },
          signal,
        }),
      ),
  });

/** Null for what does not exist yet. */
async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiFault && error.status === 404) return null;
    throw error;
  }
}
