import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { type ComponentType, useEffect } from "react";
import { ApiFault, type Artifact, type ArtifactType, artifactTypes } from "../api/client.ts";
import { isRunning, useLive } from "../api/live.ts";
import { artifactQuery, manifestQuery, siblingsQuery } from "../api/queries.ts";
import { ago } from "../design/format.ts";
import { Skeleton } from "../design/skeleton.tsx";
import { StatusMark } from "../design/status.tsx";
import { useAge } from "../design/time.tsx";
import { NotFound, ReadProblem } from "../shell/problem.tsx";
import styles from "./artifact.module.css";
import { Audit } from "./audit.tsx";
import { Files } from "./files/files.tsx";
import { Head } from "./head.tsx";
import { headlineOf, titleOf } from "./headline.ts";
import { Lineage } from "./lineage/lineage.tsx";
import { Overview } from "./overview.tsx";
import { UseIt } from "./use-it.tsx";
import { Versions } from "./versions.tsx";

type View = ComponentType<{ readonly artifact: Artifact }>;

const views: Record<string, { readonly label: string; readonly view: View; readonly onlyModels?: boolean }> = {
  overview: { label: "Overview", view: Overview },
  files: { label: "Files", view: Files },
  lineage: { label: "Lineage", view: Lineage, onlyModels: true },
  versions: { label: "Versions", view: Versions },
  audit: { label: "Audit", view: Audit },
  use: { label: "Use it", view: UseIt },
};

/** One artifact: what is true now, why, and how to use it. */
export function ArtifactPage() {
  const { type, id } = useParams({ strict: false });
  const isAddress = artifactTypes.includes(type ?? "") && /^\d{1,16}$/.test(id ?? "");
  return isAddress ? <ById key={`${type} ${id}`} type={type as ArtifactType} id={Number(id)} /> : <NotFound />;
}

function ById({ type, id }: { readonly type: ArtifactType; readonly id: number }) {
  const { data: artifact, error, refetch } = useQuery(artifactQuery(type, id));
  const live = useLive(type, id, artifact !== undefined && isRunning(artifact));
  const isGone = error instanceof ApiFault && error.status === 404;
  if (artifact === undefined || isGone)
    return error === null ? (
      <Skeleton lines={14} label="Loading the artifact" />
    ) : (
      <ReadProblem error={error} what={type} onRetry={() => void refetch()} />
    );
  return <Shown artifact={artifact} live={live} />;
}

function Shown({ artifact, live }: { readonly artifact: Artifact; readonly live: ReturnType<typeof useLive> }) {
  const { tab = "overview" } = useSearch({ strict: false });
  const title = titleOf(artifact);
  useEffect(() => {
    document.title = title;
  }, [title]);
  const { text, detail } = headlineOf(artifact);
  const View = (views[tab] ?? views["overview"])?.view ?? Overview;
  return (
    <article className={styles["page"]}>
      <Head artifact={artifact} />
      <div className={styles["headline"]} role="status">
        <p key={artifact.status} className={`fade ${styles["now"]}`}>
          <StatusMark status={artifact.status} withWord={false} /> {text}
        </p>
        {detail !== null && <p className="muted">{detail}</p>}
      </div>
      <Tabs artifact={artifact} live={live} />
      <View artifact={artifact} />
    </article>
  );
}

function Tabs({ artifact, live }: { readonly artifact: Artifact; readonly live: ReturnType<typeof useLive> }) {
  const { type, id } = artifact.metadata;
  const files = useQuery({ ...manifestQuery(type, id), enabled: artifact.status === "completed" }).data?.files.length;
  const versions = useQuery(siblingsQuery(artifact.data.url)).data?.length;
  const counts: Record<string, number | undefined> = { files, versions };
  return (
    <nav className={styles["tabs"]} aria-label="Parts of this artifact">
      {Object.entries(views)
        .filter(([name, { onlyModels }]) => (!onlyModels || type === "model") && (name !== "use" || isUsable(artifact)))
        .map(([name, { label }]) => (
          <Link
            key={name}
            to="/$type/$id"
            params={{ type, id: String(id) }}
            search={name === "overview" ? {} : { tab: name }}
            className={styles["tab"]}
            activeOptions={{ exact: true, includeSearch: true }}
            resetScroll={false}
          >
            {label} {counts[name] !== undefined && <span className="num muted">{counts[name]}</span>}
          </Link>
        ))}
      <Feed live={live} />
    </nav>
  );
}

const isUsable = ({ data }: Artifact): boolean => data.archive !== undefined;

/** Seconds without news before the page says so; a worker writes once a second. */
const STALE_MS = 15_000;

function Feed({ live: { feed, heard } }: { readonly live: ReturnType<typeof useLive> }) {
  const age = useAge(heard);
  if (feed === "final") return null;
  const isStale = age > STALE_MS;
  return (
    <span className={`${styles["feed"]} ${isStale ? "warn" : "muted"}`}>
      <span className={isStale ? styles["stale"] : styles["dot"]} aria-hidden="true" />
      {isStale ? `last update ${ago(age)}` : feed === "events" ? "live" : "asking every 1.5 s"}
    </span>
  );
}
