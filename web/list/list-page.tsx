import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { isFinal } from "../../domain/status.ts";
import type { Schemas } from "../api/client.ts";
import { countsQuery, type Filter, listQuery, liveQuery } from "../api/queries.ts";
import { count, plural } from "../design/format.ts";
import { Skeleton } from "../design/skeleton.tsx";
import { ReadProblem } from "../shell/problem.tsx";
import { useCaller } from "../shell/session.tsx";
import { Filters } from "./filters.tsx";
import styles from "./list.module.css";
import { Rows } from "./rows.tsx";
import { isFiltered, type ListSearch, toFilter } from "./search.ts";

/** All artifacts, of every status. */
export function ListPage() {
  const search: ListSearch = useSearch({ strict: false });
  const filter = useMemo(() => toFilter(search), [search]);
  const list = useInfiniteQuery(listQuery(filter, search.sort ?? "newest"));
  const counts = useQuery(countsQuery(filter));
  const artifacts = useLiveRows(useMemo(() => list.data?.pages.flatMap((page) => page.artifacts) ?? [], [list.data]));
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  useNews(counts.isPlaceholderData ? undefined : counts.data, filter);
  useEffect(() => {
    document.title = "Artifacts · Gatehouse";
  }, []);
  return (
    <>
      <div className={styles["head"]}>
        <h1>Artifacts</h1>
        <p className="muted num" role="status">
          {counts.data !== undefined &&
            `${plural(counts.data.total, "artifact")}${counts.data.unfinished > 0 ? ` · ${count(counts.data.unfinished)} running` : ""}`}
        </p>
      </div>
      <Filters search={search} counts={counts.data} />
      {list.error !== null && artifacts.length === 0 ? (
        <ReadProblem error={list.error} what="list" onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Skeleton lines={12} label="Loading artifacts" />
      ) : artifacts.length === 0 ? (
        <Nothing isFiltered={isFiltered(search)} />
      ) : (
        <Rows
          artifacts={artifacts}
          total={counts.data?.total ?? artifacts.length}
          onEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
        />
      )}
    </>
  );
}

/** The rows with the present state of those that are being ingested. */
function useLiveRows(rows: readonly Schemas["ArtifactSummary"][]): readonly Schemas["ArtifactSummary"][] {
  const ids = useMemo(
    () => rows.filter(({ status, updating }) => !isFinal(status) || updating).map(({ metadata }) => metadata.id),
    [rows],
  );
  const live = useQuery(liveQuery(ids.slice(0, 1000)));
  return useMemo(() => {
    const now = new Map(live.data?.map((row) => [row.metadata.id, row]));
    return rows.map((row) => now.get(row.metadata.id) ?? row);
  }, [rows, live.data]);
}

/** Reads the list again when the counts of its filter say that artifacts came, went or ended. */
function useNews(counts: Schemas["ArtifactCounts"] | undefined, filter: Filter): void {
  const client = useQueryClient();
  const known = useRef({ filter, seen: "" });
  useEffect(() => {
    if (counts === undefined) return;
    const seen = `${counts.total} ${counts.unfinished}`;
    const before = known.current;
    known.current = { filter, seen };
    if (before.filter === filter && before.seen !== "" && before.seen !== seen)
      void client.invalidateQueries({ queryKey: ["list", filter] });
  }, [client, counts, filter]);
}

function Nothing({ isFiltered: filtered }: { readonly isFiltered: boolean }) {
  const { role } = useCaller();
  const navigate = useNavigate();
  if (filtered)
    return (
      <section className={styles["nothing"]}>
        <h2>No artifact meets all of this</h2>
        <p className="muted">Fewer words or filters find more.</p>
        <button type="button" className="button" onClick={() => void navigate({ to: "/", search: {} })}>
          Show all
        </button>
      </section>
    );
  return (
    <section className={styles["nothing"]}>
      <h2>The registry is empty</h2>
      <p className="muted">
        Here will be every model, dataset and code repository that somebody submits, with its score and how far its
        ingest is.
      </p>
      {role === "reader" ? (
        <p>Your role is reader: you see artifacts once somebody with the role publisher has submitted them.</p>
      ) : (
        <Link to="/submit" className="button primary">
          Submit the first link
        </Link>
      )}
    </section>
  );
}
