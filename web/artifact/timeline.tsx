import type { Schemas } from "../api/client.ts";
import { bytes, count, duration, percent, remaining } from "../design/format.ts";
import { Meter } from "../design/meter.tsx";
import { useAge } from "../design/time.tsx";
import styles from "./timeline.module.css";

type Progress = Schemas["Progress"];
type StageTime = Schemas["StageTime"];

const stages = ["resolve", "evidence", "rate", "gate", "transfer", "scan", "archive", "settle"] as const;

/** The stages of an ingest with how long each took, and the figures of the one that runs. */
export function Timeline({ progress, isOver }: { readonly progress: Progress; readonly isOver: boolean }) {
  const times = new Map(progress.stages?.map((time) => [time.stage, time]));
  const shown = stages.filter((stage) => times.has(stage) || (!isOver && stage !== "gate"));
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className={styles["title"]}>
        Timeline
      </h2>
      <ol className={styles["stages"]}>
        {shown.map((stage) => (
          <Stage key={stage} name={stage} time={times.get(stage)} isOver={isOver} />
        ))}
      </ol>
      {!isOver && <Figures progress={progress} />}
    </section>
  );
}

function Stage(props: { readonly name: string; readonly time: StageTime | undefined; readonly isOver: boolean }) {
  const { name, time, isOver } = props;
  const isRunning = time !== undefined && time.seconds === null && !isOver;
  const look = time === undefined ? "next" : isRunning ? "runs" : time.seconds === null ? "stopped" : "done";
  return (
    <li className={`${styles["stage"]} ${styles[look]}`} aria-current={isRunning ? "step" : undefined}>
      <span>{name}</span>
      <span className="num muted">
        {time === undefined ? (
          ""
        ) : time.seconds !== null ? (
          duration(time.seconds)
        ) : isRunning ? (
          <Since time={time} />
        ) : (
          "ended here"
        )}
      </span>
    </li>
  );
}

function Since({ time }: { readonly time: StageTime }) {
  const seconds = Math.floor(useAge(Date.parse(time.started_at)) / 1000);
  return <>{duration(seconds)}</>;
}

function Figures({ progress }: { readonly progress: Progress }) {
  const { percent: share, bytes_done, bytes_total, files_done, files_total, bytes_per_second, bytes_saved } = progress;
  const facts: [string, string][] = [
    ["Bytes", `${bytes(bytes_done)}${bytes_total === null ? "" : ` of ${bytes(bytes_total)}`}`],
    ["Files", `${count(files_done)}${files_total === null ? "" : ` of ${count(files_total)}`}`],
    ["Rate", bytes_per_second > 0 ? `${bytes(bytes_per_second)}/s` : "–"],
    ["Left", progress.eta_seconds === null ? "–" : remaining(progress.eta_seconds)],
    [
      "Attempt",
      `${Math.max(1, progress.attempt)}${progress.continuation > 0 ? `, continuation ${progress.continuation}` : ""}`,
    ],
    ...(progress.workers === undefined ? [] : ([["Workers", count(progress.workers)]] as [string, string][])),
    ...(bytes_saved > 0 ? ([["Here already", bytes(bytes_saved)]] as [string, string][]) : []),
  ];
  return (
    <div className={styles["figures"]}>
      <div className={styles["whole"]}>
        <Meter label="Progress" value={share / 100} />
        <span className="num">{percent(share)}</span>
      </div>
      {progress.lanes !== undefined && progress.lanes.length > 0 && <Lanes lanes={progress.lanes} />}
      <dl className={styles["facts"]}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="muted">{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A line for each function that moves files. */
function Lanes({ lanes }: { readonly lanes: readonly Schemas["Lane"][] }) {
  return (
    <ul className={styles["lanes"]} aria-label="Functions that move files">
      {lanes.map(({ worker, bytes_done, path, part_bytes_done, part_bytes_total }) => {
        const what = part_bytes_total === 0 ? "waits for the others" : (path ?? "small files");
        const share = part_bytes_total === 0 ? 0 : Math.min(1, part_bytes_done / part_bytes_total);
        return (
          <li key={worker} className={styles["lane"]}>
            <span className={`${styles["path"]} muted`} title={what}>
              {what.slice(what.lastIndexOf("/") + 1)}
            </span>
            <Meter label={`Function ${worker}: ${what}`} value={share} />
            <span className="num muted">{bytes(bytes_done)}</span>
          </li>
        );
      })}
    </ul>
  );
}
