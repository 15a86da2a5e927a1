import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Artifact, Schemas } from "../api/client.ts";
import { siblingsQuery } from "../api/queries.ts";
import { bytes, score, words } from "../design/format.ts";
import { Skeleton } from "../design/skeleton.tsx";
import { StatusMark } from "../design/status.tsx";
import { Ago } from "../design/time.tsx";
import { ReadProblem } from "../shell/problem.tsx";

/** Every artifact of the same repository, and the last update of this one. */
export function Versions({ artifact }: { readonly artifact: Artifact }) {
  const { data, error, refetch } = useQuery(siblingsQuery(artifact.data.url));
  if (error !== null) return <ReadProblem error={error} what="versions" onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={4} label="Loading the versions" />;
  const same = data.filter(({ metadata }) => metadata.type === artifact.metadata.type);
  const { update } = artifact;
  return (
    <div className="stack">
      {update !== undefined && (
        <p>
          Last update: <strong>{words(update.status)}</strong>, asked for by {update.requested_by}{" "}
          <Ago at={update.started_at} />. <span className="muted">{update.message}</span>
        </p>
      )}
      <div className="scroll">
        <table className="table">
          <caption className="hidden">Artifacts of this repository</caption>
          <thead>
            <tr>
              <th scope="col">Artifact</th>
              <th scope="col">Status</th>
              <th scope="col">Score</th>
              <th scope="col">Size</th>
              <th scope="col">Posted</th>
              <th scope="col">
                <span className="hidden">Compare</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {same.map((one) => (
              <Version key={one.metadata.id} one={one} self={artifact.metadata.id} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Version({ one, self }: { readonly one: Schemas["ArtifactSummary"]; readonly self: number }) {
  const { metadata, status, net_score, bytes_total, created_at, url } = one;
  const { type, id } = metadata;
  return (
    <tr>
      <td>
        {id === self ? (
          <strong>#{id}, this one</strong>
        ) : (
          <Link to="/$type/$id" params={{ type, id: String(id) }} search={{}}>
            #{id}
          </Link>
        )}{" "}
        <code className="muted">{url.split("/tree/")[1] ?? ""}</code>
      </td>
      <td>
        <StatusMark status={status} />
      </td>
      <td className="num">{score(net_score)}</td>
      <td className="num">{bytes_total === null ? "–" : bytes(bytes_total)}</td>
      <td>
        <Ago at={created_at} />
      </td>
      <td>
        {id !== self && (
          <Link to="/compare" search={{ a: self, b: id }}>
            what changed
          </Link>
        )}
      </td>
    </tr>
  );
}
