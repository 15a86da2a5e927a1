import { useMutation } from "@tanstack/react-query";
import { api, body, type Schemas, sentence } from "../api/client.ts";
import { bytes, count, plural } from "../design/format.ts";
import { Ago } from "../design/time.tsx";

/** What the next garbage collection would delete. */
export function Garbage() {
  const look = useMutation({ mutationFn: () => body(api.GET("/garbage")) });
  return (
    <section className="stack" aria-labelledby="garbage">
      <h2 id="garbage">Garbage collection</h2>
      <div className="row">
        <button type="button" className="button" disabled={look.isPending} onClick={() => look.mutate()}>
          {look.isPending ? "Listing …" : "Dry run"}
        </button>
        <span className="muted">Lists what nothing refers to any more; nothing is deleted.</span>
      </div>
      {look.error !== null && (
        <p role="alert" className="problem">
          {sentence(look.error)}
        </p>
      )}
      {look.data !== undefined && <Report report={look.data} />}
    </section>
  );
}

const kinds: Record<Schemas["GarbageKind"], string> = {
  blob: "blob",
  partial: "partial transfer",
  archive: "archive",
  upload: "open upload",
};

function Report({ report }: { readonly report: Schemas["GarbageReport"] }) {
  const { older_than, count: found, bytes: size, checkpoints, items } = report;
  const parts = report.kinds.map((total) => plural(total.count, kinds[total.kind]));
  return (
    <>
      <p role="status">
        {found === 0 && checkpoints === 0
          ? "Nothing would be deleted"
          : `${[...parts, ...(checkpoints > 0 ? [plural(checkpoints, "checkpoint")] : [])].join(", ")} would be deleted, ${bytes(size)}`}
        . Only what was written before <Ago at={older_than} /> counts.
      </p>
      {items.length > 0 && (
        <details>
          <summary>{items.length < found ? `The largest ${count(items.length)}` : "Keys"}</summary>
          <ul>
            {items.map(({ kind, key, bytes: each }) => (
              <li key={`${kind} ${key}`}>
                <span className="num">{bytes(each)}</span> <span className="muted">{kinds[kind]}</span>{" "}
                <code>{key}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
