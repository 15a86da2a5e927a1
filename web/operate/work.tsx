import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { statuses } from "../../domain/status.ts";
import { countsQuery } from "../api/queries.ts";
import { count, duration } from "../design/format.ts";
import { statusWord } from "../design/status.tsx";
import { healthQuery } from "./components.tsx";
import styles from "./operate.module.css";

const everything = countsQuery({});

/** What waits, what runs and what ended how. */
export function Work() {
  const queue = useQuery(healthQuery).data?.queue;
  const counts = useQuery(everything).data;
  const oldest = queue?.oldest_pending_seconds ?? null;
  const numberOf = (status: string): number => counts?.statuses.find(({ value }) => value === status)?.count ?? 0;
  return (
    <section aria-labelledby="work">
      <h2 id="work" className={styles["sub"]}>
        Work
      </h2>
      <ul className={styles["cards"]}>
        <li className={styles["card"]}>
          <span>Queue</span>
          <span className={`num ${styles["figure"]}`}>{queue?.depth == null ? "–" : count(queue.depth)}</span>
          <span className="muted num">
            {queue !== undefined && (oldest === null ? "nothing waits" : `oldest waits ${duration(oldest)}`)}
          </span>
        </li>
        {statuses.map((status) => (
          <li key={status} className={styles["card"]}>
            <Link to="/" search={{ status }}>
              {statusWord(status)}
            </Link>
            <span className={`num ${styles["figure"]}`}>{counts === undefined ? "–" : count(numberOf(status))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
