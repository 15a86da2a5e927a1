import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import type { Artifact, ArtifactType } from "../api/client.ts";
import { artifactQuery, findQuery, liveQuery, manifestQuery } from "../api/queries.ts";
import { bytes, count, score, words } from "../design/format.ts";
import { Meter } from "../design/meter.tsx";
import { Skeleton } from "../design/skeleton.tsx";
import { StatusMark } from "../design/status.tsx";
import { Problem, ReadProblem } from "../shell/problem.tsx";
import styles from "./compare.module.css";
import { type Difference, differences } from "./differences.ts";

/** Two artifacts side by side. */
export function ComparePage() {
  const { a, b } = useSearch({ strict: false });
  useEffect(() => {
    document.title = "Compare · Gatehouse";
  }, []);
  const ids = [a, b].filter((id) => id !== undefined);
  const found = useQuery({ ...liveQuery(ids), refetchInterval: false });
  if (found.error !== null)
    return <ReadProblem error={found.error} what="comparison" onRetry={() => void found.refetch()} />;
  const typeOf = (id: number): ArtifactType | undefined =>
    found.data?.find(({ metadata }) => metadata.id === id)?.metadata.type;
  const missing = found.data === undefined ? undefined : ids.find((id) => typeOf(id) === undefined);
  if (missing !== undefined)
    return (
      <Problem title={`There is no artifact ${missing}`} text="It may have been deleted, or the number is wrong." />
    );
  return (
    <section className="stack">
      <h1>Compare</h1>
      <div className={styles["pickers"]}>
        <Pick side="a" id={a} />
        <Pick side="b" id={b} />
      </div>
      {a !== undefined && b !== undefined ? (
        <Both a={{ id: a, type: typeOf(a) }} b={{ id: b, type: typeOf(b) }} />
      ) : (
        <p className="muted">Choose two artifacts to see how their scores, licences, sizes and files differ.</p>
      )}
    </section>
  );
}

interface Side {
  readonly id: number;
  readonly type: ArtifactType | undefined;
}

function Both({ a, b }: { readonly a: Side; readonly b: Side }) {
  const first = useQuery({ ...artifactQuery(a.type ?? "model", a.id), enabled: a.type !== undefined });
  const second = useQuery({ ...artifactQuery(b.type ?? "model", b.id), enabled: b.type !== undefined });
  const error = first.error ?? second.error;
  if (error !== null) return <ReadProblem error={error} what="comparison" onRetry={() => void first.refetch()} />;
  if (first.data === undefined || second.data === undefined) return <Skeleton lines={16} label="Loading both" />;
  return (
    <>
      <Table a={first.data} b={second.data} />
      <FilesDiffer a={first.data} b={second.data} />
    </>
  );
}

function Table({ a, b }: { readonly a: Artifact; readonly b: Artifact }) {
  const metrics = [...new Set([a, b].flatMap(({ verdict }) => Object.keys(verdict?.metrics ?? {})))];
  const size = ({ progress }: Artifact): string =>
    progress.bytes_total === null ? "not known" : bytes(progress.bytes_total);
  return (
    <div className="scroll">
      <table className={`table ${styles["table"]}`}>
        <caption className="hidden">Both artifacts</caption>
        <thead>
          <tr>
            <td />
            {[a, b].map(({ metadata }) => (
              <th key={metadata.id} scope="col">
                <Link to="/$type/$id" params={{ type: metadata.type, id: String(metadata.id) }} search={{}}>
                  {metadata.name}
                </Link>{" "}
                #{metadata.id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Line name="Status" a={<StatusMark status={a.status} />} b={<StatusMark status={b.status} />} />
          <Line name="Commit" a={<Commit of={a} />} b={<Commit of={b} />} />
          <Line name="Licence" a={a.verdict?.license ?? "not known"} b={b.verdict?.license ?? "not known"} />
          <Line name="Size" a={size(a)} b={size(b)} />
          <Line name="Net score" a={<Score of={a} name={null} />} b={<Score of={b} name={null} />} />
          {metrics.map((name) => (
            <Line key={name} name={words(name)} a={<Score of={a} name={name} />} b={<Score of={b} name={name} />} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Line = ({ name, a, b }: { readonly name: string; readonly a: ReactNode; readonly b: ReactNode }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{a}</td>
    <td>{b}</td>
  </tr>
);

const Commit = ({ of: { revision } }: { readonly of: Artifact }) => (
  <code title={revision.commit ?? undefined}>{revision.commit?.slice(0, 7) ?? "not known"}</code>
);

function Score({ of: { verdict }, name }: { readonly of: Artifact; readonly name: string | null }) {
  const metric = name === null ? undefined : verdict?.metrics[name];
  const value = name === null ? verdict?.net_score : metric?.score;
  if (value == null) return <span className="muted">{metric === undefined ? "not rated" : words(metric.status)}</span>;
  return (
    <span className={styles["score"]}>
      <span className="num">{score(value)}</span>
      <Meter label={name === null ? "Net score" : words(name)} value={value} />
    </span>
  );
}

const changes = { added: "only in the second", removed: "only in the first", changed: "content differs" } as const;

function FilesDiffer({ a, b }: { readonly a: Artifact; readonly b: Artifact }) {
  const first = useQuery(manifestQuery(a.metadata.type, a.metadata.id)).data;
  const second = useQuery(manifestQuery(b.metadata.type, b.metadata.id)).data;
  if (first === undefined || second === undefined) return <Skeleton lines={4} label="Loading the files" />;
  if (first === null || second === null)
    return <p className="muted">Files can be compared when both artifacts are completed.</p>;
  const found = differences(first.files, second.files);
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">Files</h2>
      <p className="muted num">
        {count(found.length)} differ, {count(first.files.length - found.filter(({ kind }) => kind !== "added").length)}{" "}
        are the same
      </p>
      <ul>
        {found.slice(0, 500).map((difference) => (
          <FileLine key={difference.path} difference={difference} />
        ))}
      </ul>
      {found.length > 500 && <p className="muted">and {count(found.length - 500)} more</p>}
    </section>
  );
}

const FileLine = ({ difference: { path, kind, before, after } }: { readonly difference: Difference }) => (
  <li className={styles["file"]}>
    <code>{path}</code>
    <span className="muted">{changes[kind]}</span>
    <span className="num muted">
      {before === null ? "" : bytes(before)}
      {kind === "changed" && " → "}
      {after === null ? "" : bytes(after)}
    </span>
  </li>
);

/** Finds an artifact by words. */
function Pick({ side, id }: { readonly side: "a" | "b"; readonly id: number | undefined }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const found = useQuery({ ...findQuery(text), enabled: text.length > 1 });
  const choose = (chosen: number): void => {
    setText("");
    void navigate({ to: "/compare", search: (before) => ({ ...before, [side]: chosen }) });
  };
  return (
    <div className="stack">
      <label>
        {side === "a" ? "First" : "Second"} {id !== undefined && <span className="muted">is #{id}</span>}
        <input type="text" value={text} placeholder="Name or owner" onChange={(event) => setText(event.target.value)} />
      </label>
      {text.length > 1 && (
        <ul>
          {found.data?.map(({ metadata, owner }) => (
            <li key={metadata.id}>
              <button type="button" className="link" onClick={() => choose(metadata.id)}>
                {owner !== null && `${owner}/`}
                {metadata.name} #{metadata.id}
              </button>
            </li>
          ))}
          {found.data?.length === 0 && <li className="muted">Nothing has this name.</li>}
        </ul>
      )}
    </div>
  );
}
