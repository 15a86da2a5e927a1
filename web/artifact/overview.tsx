import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { isFinal } from "../../domain/status.ts";
import type { Artifact, Schemas } from "../api/client.ts";
import { isRunning } from "../api/live.ts";
import { costQuery, ratingQuery } from "../api/queries.ts";
import { bytes, score, words } from "../design/format.ts";
import { Meter } from "../design/meter.tsx";
import styles from "./artifact.module.css";
import { Timeline } from "./timeline.tsx";
import { Findings, Raise, Reasons, VerdictChart } from "./verdict.tsx";

/** What happened, why it was decided so, and what it costs. */
export function Overview({ artifact }: { readonly artifact: Artifact }) {
  const { status, progress, verdict, update } = artifact;
  return (
    <div className={styles["sections"]}>
      <Timeline progress={progress} isOver={isFinal(status)} />
      {update !== undefined && <Update artifact={artifact} update={update} />}
      {verdict !== undefined && (
        <>
          {!verdict.admitted && <Raise verdict={verdict} />}
          {!verdict.admitted && <Reasons verdict={verdict} />}
          {!verdict.admitted && <Findings findings={verdict.findings ?? []} />}
          {Object.keys(verdict.metrics).length > 0 && <VerdictChart verdict={verdict} />}
          {verdict.admitted && <Raise verdict={verdict} />}
        </>
      )}
      {artifact.metadata.type === "model" && verdict !== undefined && <Devices id={artifact.metadata.id} />}
      <Facts artifact={artifact} />
    </div>
  );
}

/** An update in its own words; the artifact stays as it was until the update is admitted. */
function Update({
  artifact,
  update,
}: {
  readonly artifact: Artifact;
  readonly update: Schemas["ArtifactUpdateState"];
}) {
  return (
    <section className="stack" aria-labelledby="update">
      <h2 id="update">Last update: {words(update.status)}</h2>
      <p>{update.message}</p>
      {isRunning(artifact) && update.progress !== undefined && <Timeline progress={update.progress} isOver={false} />}
      {update.status === "rejected" && update.verdict !== undefined && <Raise verdict={update.verdict} />}
      {update.failure !== undefined && <p className="problem">{update.failure.detail}</p>}
    </section>
  );
}

/** How well the weights fit each device. */
function Devices({ id }: { readonly id: number }) {
  const { data } = useQuery(ratingQuery(id));
  if (data == null) return null;
  return (
    <section aria-labelledby="devices">
      <h2 id="devices" className={styles["sub"]}>
        Size on each device
      </h2>
      <dl className={styles["devices"]}>
        {Object.entries(data.size_score).map(([device, fit]) => (
          <div key={device} className={styles["device"]}>
            <dt>{words(device)}</dt>
            <dd className="num">{score(fit)}</dd>
            <dd>
              <Meter label={`Fits ${words(device)}`} value={fit} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Facts({ artifact }: { readonly artifact: Artifact }) {
  const { metadata, data, progress } = artifact;
  const cost = useQuery({ ...costQuery(metadata.type, metadata.id), enabled: data.archive !== undefined }).data;
  const own = cost?.[String(metadata.id)];
  const others = Object.keys(cost ?? {}).filter((id) => id !== String(metadata.id));
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" className={styles["sub"]}>
        Size and cost
      </h2>
      <dl className={styles["facts"]}>
        <dt>All files</dt>
        <dd className="num">{progress.bytes_total === null ? "not known" : bytes(progress.bytes_total)}</dd>
        {data.archive !== undefined && (
          <>
            <dt>Download</dt>
            <dd className="num">
              {data.archive.missing ?? (
                <>
                  {bytes(data.archive.bytes)}, <code>CRC-32 {data.archive.crc32}</code>
                </>
              )}
            </dd>
          </>
        )}
        {own !== undefined && (
          <>
            <dt>With all it was made from</dt>
            <dd className="num">
              {own.total_cost.toLocaleString("en", { maximumFractionDigits: 1 })} MB
              {others.length > 0 && ` with ${others.length} more in this registry `}
              {others.length > 0 && metadata.type === "model" && (
                <Link to="/$type/$id" params={{ type: "model", id: String(metadata.id) }} search={{ tab: "lineage" }}>
                  lineage
                </Link>
              )}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
