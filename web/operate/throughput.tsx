import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import "uplot/dist/uPlot.min.css";
import uPlot from "uplot";
import { failures } from "../../domain/failure.ts";
import { api, body, type Schemas, sentence } from "../api/client.ts";
import { bytes, count } from "../design/format.ts";
import { Skeleton } from "../design/skeleton.tsx";
import styles from "./operate.module.css";

type Statistics = Schemas["IngestStatistics"];
type Hour = Statistics["hours"][number];

const REFRESH_MS = 30_000;
const HEIGHT = 180;

/** What ended in each hour of the last two days, and why ingests failed. */
export function Throughput() {
  const { data, error } = useQuery({
    queryKey: ["statistics"],
    queryFn: ({ signal }) => body(api.GET("/ingests/statistics", { params: { query: { hours: 48 } }, signal })),
    refetchInterval: REFRESH_MS,
  });
  return (
    <section className="stack" aria-labelledby="throughput">
      <h2 id="throughput">Ended in the last 48 hours</h2>
      {error !== null && <p className="problem">{sentence(error)}</p>}
      <div className={styles["chart"]}>
        {data === undefined ? <Skeleton lines={6} /> : <Chart hours={data.hours} />}
      </div>
      {data !== undefined && <Summary statistics={data} />}
    </section>
  );
}

const sum = (hours: readonly Hour[], of: (hour: Hour) => number): number =>
  hours.reduce((all, hour) => all + of(hour), 0);

/** The figures of the chart in words. */
function Summary({ statistics: { hours, failures: causes } }: { readonly statistics: Statistics }) {
  return (
    <>
      <p className="num">
        {count(sum(hours, (hour) => hour.completed))} completed with {bytes(sum(hours, (hour) => hour.bytes))},{" "}
        {count(sum(hours, (hour) => hour.rejected))} rejected, {count(sum(hours, (hour) => hour.failed))} failed
      </p>
      <ul>
        {causes.map(({ value, count: times }) => (
          <li key={value}>
            <span className="num">{count(times)}</span> × {sayingOf(value)}
          </li>
        ))}
      </ul>
    </>
  );
}

const sayingOf = (code: string): string => failures[code as keyof typeof failures]?.says ?? code;

const kinds = [
  { name: "completed", color: "--ok" },
  { name: "rejected", color: "--bad" },
  { name: "failed", color: "--warn" },
] as const;

/** Lines per kind of ending. The summary below says the same to those who do not see it. */
function Chart({ hours }: { readonly hours: readonly Hour[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const color = (name: string): string => resolved(current, name);
    const axis = { stroke: color("--muted"), grid: { stroke: color("--line"), width: 1 } };
    const chart = new uPlot(
      {
        width: current.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_chart, _low, high) => [0, Math.max(1, high)] } },
        axes: [
          { ...axis, space: 60, values: (_chart, splits) => splits.map(timeOf) },
          { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 1000] },
        ],
        series: [
          {},
          ...kinds.map((kind) => ({ label: kind.name, stroke: color(kind.color), width: 2, points: { show: false } })),
        ],
      },
      [hours.map(({ start }) => Date.parse(start) / 1000), ...kinds.map(({ name }) => hours.map((hour) => hour[name]))],
      current,
    );
    const resize = new ResizeObserver(() => chart.setSize({ width: current.clientWidth, height: HEIGHT }));
    resize.observe(current);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [hours]);
  return (
    <figure>
      <div ref={box} aria-hidden="true" />
      <figcaption className="row">
        {kinds.map(({ name, color }) => (
          <span key={name} className="muted">
            <span aria-hidden="true" style={{ color: `var(${color})` }}>
              ■
            </span>{" "}
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

const timeOf = (seconds: number): string =>
  new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** A canvas knows no variables: the colour that one has in the present theme. */
function resolved(at: Element, name: string): string {
  const probe = at.appendChild(document.createElement("span"));
  probe.style.color = `var(${name})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
