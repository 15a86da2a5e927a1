import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Schemas } from "../api/client.ts";
import { bytes, percent, remaining, score } from "../design/format.ts";
import { Meter } from "../design/meter.tsx";
import { StatusMark } from "../design/status.tsx";
import { Ago } from "../design/time.tsx";
import styles from "./list.module.css";

type Summary = Schemas["ArtifactSummary"];

const narrow = window.matchMedia("(max-width: 760px)");
const onNarrow = (listener: () => void): (() => void) => {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
};

/** The rows that are in sight, of however many there are. `onEnd` is called when the last one comes near. */
export function Rows(props: {
  readonly artifacts: readonly Summary[];
  readonly total: number;
  readonly onEnd: () => void;
}) {
  const { artifacts, total, onEnd } = props;
  const table = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const rowHeight = useSyncExternalStore(onNarrow, () => (narrow.matches ? 60 : 33));
  useLayoutEffect(() => setMargin((table.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const rows = useWindowVirtualizer({
    count: artifacts.length,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: margin,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes that were measured before are for the other width
  useEffect(() => rows.measure(), [rowHeight]);
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= artifacts.length - 30) onEnd();
  });
  return (
    <div role="table" ref={table} aria-label="Artifacts" aria-rowcount={total} onKeyDown={walk}>
      <div role="rowgroup" className={styles["rows"]} style={{ blockSize: rows.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const artifact = artifacts[index];
          return artifact === undefined ? null : (
            <Row key={artifact.metadata.id} artifact={artifact} index={index} top={start - margin} />
          );
        })}
      </div>
    </div>
  );
}

/** Arrows go from row to row; Escape goes back to the search. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") document.querySelector<HTMLElement>("input[type=search]")?.focus();
  if (step === undefined) return;
  event.preventDefault();
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("[role=row] a")];
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
  if (next !== undefined) next.focus();
  else if (step < 0) document.querySelector<HTMLElement>("input[type=search]")?.focus();
}

const Row = memo(function Row({ artifact, index, top }: { artifact: Summary; index: number; top: number }) {
  const { metadata, owner, status, net_score, threshold, bytes_total } = artifact;
  return (
    <div role="row" aria-rowindex={index + 1} className={styles["row"]} style={{ transform: `translateY(${top}px)` }}>
      <span role="cell" className={styles["name"]}>
        <Link to="/$type/$id" params={{ type: metadata.type, id: String(metadata.id) }} title={artifact.url}>
          {owner !== null && <span className="muted">{owner}/</span>}
          {metadata.name}
        </Link>
      </span>
      <span role="cell" className={`muted ${styles["type"]}`}>
        {metadata.type}
      </span>
      <span role="cell" key={status} className={`fade ${styles["status"]}`} title={artifact.status_message}>
        <StatusMark status={status} />
        {artifact.updating && <span className="muted"> · updating</span>}
      </span>
      <span role="cell" className={styles["score"]}>
        <Share artifact={artifact} />
      </span>
      <span role="cell" className={`num muted ${styles["license"]} ellipsis`} title={artifact.license ?? undefined}>
        {artifact.license ?? ""}
      </span>
      <span role="cell" className={`num muted ${styles["size"]}`}>
        {bytes_total === null ? "" : bytes(bytes_total)}
      </span>
      <span role="cell" className={`muted ${styles["time"]}`}>
        <Left artifact={artifact} />
      </span>
      <span className="hidden">{net_score !== null && threshold !== null && `needs ${score(threshold)}`}</span>
    </div>
  );
});

/** The score, or how far the ingest is. */
function Share({ artifact }: { readonly artifact: Summary }) {
  const { status, net_score, threshold, progress } = artifact;
  if (status === "downloading" || status === "rating")
    return (
      <>
        <span className={`num ${styles["figure"]}`}>{percent(progress.percent)}</span>
        <Meter label="Progress" value={progress.percent / 100} />
      </>
    );
  if (net_score === null) return null;
  const passes = threshold === null || net_score >= threshold;
  return (
    <>
      <span className={`num ${styles["figure"]}`}>{score(net_score)}</span>
      <Meter
        label="Net score"
        value={net_score}
        tone={passes ? "ok" : "bad"}
        {...(threshold === null ? {} : { threshold })}
      />
    </>
  );
}

function Left({ artifact: { status, progress, created_at } }: { readonly artifact: Summary }) {
  if (status === "downloading" && progress.eta_seconds !== null)
    return <span className="num">{remaining(progress.eta_seconds)} left</span>;
  return <Ago at={created_at} />;
}
