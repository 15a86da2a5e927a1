import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { ApiFault, type ArtifactType } from "../api/client.ts";
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
  const accepted = results.filter((result) => result !== undefined && "id" in result).length;
  return (
    <div className="stack">
      <p role="status" className="num">
        {done < links.length ? `${done} of ${links.length} done` : `${accepted} accepted, ${done - accepted} not`}
      </p>
      <ul className="stack">
        {links.map(({ text, link }, index) => {
          const result = results[index];
          return (
            <li key={text}>
              <code>{text}</code> <Outcome result={result} type={link?.type ?? "model"} />
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

function Outcome({ result, type }: { readonly result: Result; readonly type: ArtifactType }) {
  if (result === undefined) return <span className="muted">waits</span>;
  if ("error" in result) return <Refused error={result.error} type={type} />;
  return (
    <Link to="/$type/$id" params={{ type: result.type, id: String(result.id) }}>
      accepted as {result.type} {result.id}
    </Link>
  );
}

const replaced = (before: readonly Result[], index: number, result: Result): Result[] => {
  const next = [...before];
  next[index] = result;
  return next;
};

async function postAll(links: readonly Understood[], onResult: (index: number, result: Result) => void): Promise<void> {
  for (const [index, { link, text, fault }] of links.entries()) {
    try {
      if (link === null) throw new Error(fault ?? "This is no link");
      onResult(index, await postPatiently(link.type, text));
    } catch (error) {
      onResult(index, { error });
    }
  }
}

/** Longest wait for a registry that asks to come back later, in seconds. */
const MOST_PATIENCE = 60;

async function postPatiently(type: ArtifactType, text: string): ReturnType<typeof post> {
  for (;;) {
    try {
      return await post(type, text);
    } catch (error) {
      const seconds = error instanceof ApiFault && error.status === 429 ? error.retryAfter : null;
      if (seconds === null || seconds > MOST_PATIENCE) throw error;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}
