import { useQuery } from "@tanstack/react-query";
import type { Artifact, Schemas } from "../api/client.ts";
import { auditQuery } from "../api/queries.ts";
import { Skeleton } from "../design/skeleton.tsx";
import { Ago } from "../design/time.tsx";
import { ReadProblem } from "../shell/problem.tsx";

const actions: Record<Schemas["AuditEntry"]["action"], string> = {
  CREATE: "submitted it",
  UPDATE: "updated it",
  DOWNLOAD: "downloaded it",
  RATE: "rated it",
  AUDIT: "read its audit",
};

/** Who did what to the artifact, the newest first. */
export function Audit({ artifact }: { readonly artifact: Artifact }) {
  const { type, id } = artifact.metadata;
  const { data, error, refetch } = useQuery(auditQuery(type, id));
  if (error !== null) return <ReadProblem error={error} what="audit" onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={6} label="Loading the audit" />;
  return (
    <table className="table">
      <caption className="hidden">Audit of {artifact.metadata.name}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {data.map(({ date, user, action }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity and only come at the front
          <tr key={data.length - index}>
            <td>
              <Ago at={date} />
            </td>
            <td>
              {user.name}
              {user.is_admin && <span className="muted"> admin</span>}
            </td>
            <td>{actions[action]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
