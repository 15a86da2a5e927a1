import { useQuery } from "@tanstack/react-query";
import { api, body, type Schemas, sentence } from "../api/client.ts";
import { Skeleton } from "../design/skeleton.tsx";
import { Ago } from "../design/time.tsx";
import styles from "./operate.module.css";

const REFRESH_MS = 5_000;
export const healthQuery = {
  queryKey: ["components"],
  queryFn: ({ signal }: { signal: AbortSignal }) => body(api.GET("/health/components", { signal })),
  refetchInterval: REFRESH_MS,
};

const tones = { ok: "ok", degraded: "warn", critical: "bad" } as const;

/** The parts that the registry depends on, with how long each took to answer. */
export function Components() {
  const { data, error } = useQuery(healthQuery);
  return (
    <section aria-labelledby="components">
      <h2 id="components" className={styles["sub"]}>
        Components
      </h2>
      {error !== null && <p className="problem">{sentence(error)}</p>}
      {data === undefined && error === null && <Skeleton lines={3} label="Asking the components" />}
      <ul className={styles["cards"]}>
        {data?.components.map((health) => (
          <Component key={health.id} health={health} />
        ))}
      </ul>
    </section>
  );
}

function Component({ health }: { readonly health: Schemas["ComponentHealth"] }) {
  const { display_name, description, status, metrics, issues, last_error } = health;
  return (
    <li className={styles["card"]}>
      <span title={description}>{display_name}</span>
      <span>
        <strong className={tones[status]}>{status}</strong>{" "}
        <span className="num muted">{(metrics.latency_seconds * 1000).toFixed(0)} ms</span>
      </span>
      {issues.map(({ summary }) => (
        <span key={summary} className="warn">
          {summary}
        </span>
      ))}
      {last_error !== null && (
        <span className="muted">
          {last_error.message} <Ago at={last_error.at} />
        </span>
      )}
    </li>
  );
}
