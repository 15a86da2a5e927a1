import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { ArtifactType } from "../api/client.ts";
import { post, Refused } from "./post.tsx";
import type { Understood } from "./understand.ts";

type Result = { readonly id: number; readonly type: ArtifactType } | { readonly error: unknown } | undefined;

/** Posts one link after the other and shows what became of each. */
export function BulkResults({
  links,
  onAgain,
}: {
  readonly links: readonly Understood[];
  readonly onAgain: () => void;
}) {
  const [results, setResults] = useState<readonly Result[]>([]);
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void postAll(links, (index, result) => setResults((before) => replaced(before, index, result)));
  }, [links]);
  const done = results.filter((result) => result !== undefined).length;
  return (
    <div className="stack">
      <p role="status" className="num">
        {done} of {links.length} submitted
      </p>
      <ul className="stack">
        {links.map(({ text, link }, index) => {
          const result = results[index];
          return (
            <li key={text}>
              <code>{text}</code>{" "}
              {result === undefined ? (
                <span className="muted">waits</span>
              ) : "id" in result ? (
                <Link to="/$type/$id" params={{ type: result.type, id: String(result.id) }}>
                  accepted as {result.type} {result.id}
                </Link>
              ) : (
                <Refused error={result.error} type={link?.type ?? "model"} />
              )}
            </li>
          );
        })}
      </ul>
      <div className="row">
        <Link to="/" className="button">
          See all artifacts
        </Link>
        <button type="button" className="button plain" onClick={onAgain}>
          Submit more
        </button>
      </div>
    </div>
  );
}

const replaced = (before: readonly Result[], index: number, result: Result): Result[] => {
  const next = [...before];
  next[index] = result;
  return next;
};

async function postAll(links: readonly Understood[], onResult: (index: number, result: Result) => void): Promise<void> {
  for (const [index, { link, text }] of links.entries()) {
    try {
      onResult(index, await post(link?.type ?? "model", text));
    } catch (error) {
      onResult(index, { error });
    }
  }
}
