import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas, sentence } from "../api/client.ts";
import { count, plural, score } from "../design/format.ts";

interface Outcome {
  readonly policy: string;
  readonly threshold: number;
  readonly models: number;
  readonly changed: readonly Schemas["RerateEntry"][];
}

/** Pages through all models. Nothing is written. */
async function preview(): Promise<Outcome> {
  const changed: Schemas["RerateEntry"][] = [];
  let models = 0;
  for (let after = 0; ; ) {
    const report = await body(api.POST("/ratings/rerate", { body: { dry_run: true, after, limit: 200 } }));
    models += report.entries.length;
    changed.push(...report.entries.filter((entry) => entry.changed));
    if (report.next === null) return { policy: report.policy_version, threshold: report.threshold, models, changed };
    after = report.next;
  }
}

/** What rating all models again under the present policy would change. */
export function Preview() {
  const run = useMutation({ mutationFn: preview });
  return (
    <section className="stack" aria-labelledby="preview">
      <h2 id="preview">Rating again</h2>
      <div className="row">
        <button type="button" className="button" disabled={run.isPending} onClick={() => run.mutate()}>
          {run.isPending ? "Rating …" : "Preview"}
        </button>
        <span className="muted">From the facts that were stored; nothing is fetched or written.</span>
      </div>
      {run.error !== null && <p className="problem">{sentence(run.error)}</p>}
      {run.data !== undefined && (
        <p role="status">
          {plural(run.data.models, "model")} under policy {run.data.policy}, threshold {score(run.data.threshold)}:{" "}
          {run.data.changed.length === 0 ? "nothing would change." : `${count(run.data.changed.length)} would change.`}
        </p>
      )}
      <ul>
        {run.data?.changed.map(({ artifact_id, name, before, after, note }) => (
          <li key={artifact_id}>
            <Link to="/$type/$id" params={{ type: "model", id: String(artifact_id) }} search={{}}>
              {name}
            </Link>{" "}
            <span className="num">
              {score(before.net_score)} → {score(after.net_score)}
            </span>{" "}
            <span className="muted">{note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
