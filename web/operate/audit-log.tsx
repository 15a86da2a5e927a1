import { useInfiniteQuery } from "@tanstack/react-query";
import { answered, api, type Schemas, sentence } from "../api/client.ts";
import { nextOf } from "../api/queries.ts";
import { words } from "../design/format.ts";
import { Skeleton } from "../design/skeleton.tsx";
import { Ago } from "../design/time.tsx";
import styles from "./operate.module.css";

type Entry = Schemas["AuditRecord"];
const PAGE = 50;

/** What was done, the newest first, and whether each entry still fits the one before it. */
export function AuditLog() {
  const log = useInfiniteQuery({
    queryKey: ["audit-log"],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, order: "newest" as const, ...(pageParam === null ? {} : { offset: pageParam }) };
      const { data, headers } = await answered(api.GET("/audit", { params: { query }, signal }));
      return { entries: data, next: nextOf(headers) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section className="stack" aria-labelledby="audit-log">
      <h2 id="audit-log">Audit log</h2>
      {log.error !== null && <p className="problem">{sentence(log.error)}</p>}
      {log.isPending && <Skeleton lines={8} label="Loading the audit log" />}
      {entries.length > 0 && <Chain entries={entries} />}
      <div className="scroll">
        <table className={`table ${styles["log"]}`}>
          <caption className="hidden">Audit log</caption>
          <tbody>
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
      {log.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          Show older
        </button>
      )}
    </section>
  );
}

/** Neighbours name each other's hash; that the hashes fit their entries is what `npm run audit:verify` checks. */
function Chain({ entries }: { readonly entries: readonly Entry[] }) {
  const broken = entries.find((entry, index) => {
    const older = entries[index + 1];
    return older !== undefined && older.id === entry.id - 1 && entry.previous_hash !== older.hash;
  });
  if (broken !== undefined)
    return (
      <p role="alert" className="problem">
        Entry {broken.id} does not follow the entry before it: the log was changed. Run{" "}
        <code>npm run audit:verify</code>.
      </p>
    );
  return (
    <p className="muted">
      The {entries.length} entries shown follow one another without a gap. <code>npm run audit:verify</code> checks the
      whole log.
    </p>
  );
}

const Row = ({
  entry: { id, date, action, account, artifact, subject, detail, address },
}: {
  readonly entry: Entry;
}) => (
  <tr>
    <td className="num muted">{id}</td>
    <td>
      <Ago at={date} />
    </td>
    <td>{account ?? "the registry"}</td>
    <td>{words(action.toLowerCase())}</td>
    <td>{artifact === null ? subject : `${artifact.type} ${artifact.id}, ${artifact.name}`}</td>
    <td className="muted">{detail}</td>
    <td className="muted">{address}</td>
  </tr>
);
