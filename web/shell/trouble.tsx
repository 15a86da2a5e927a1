import { type Query, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { ApiFault, ServerAway, sentence } from "../api/client.ts";
import styles from "./trouble.module.css";

/** Says why what is shown may be old or incomplete, and what happens next. What is shown stays. */
export function Trouble() {
  const client = useQueryClient();
  const cache = client.getQueryCache();
  const text = useSyncExternalStore(
    useCallback((listener) => cache.subscribe(listener), [cache]),
    () => troubleOf(cache.findAll({ type: "active" })),
  );
  const isOver = text !== null && !cache.findAll({ type: "active" }).some(isAskedAgain);
  return (
    <div role="status" className={styles["trouble"]} hidden={text === null}>
      {text}{" "}
      {isOver && (
        <button
          type="button"
          className="link"
          onClick={() => void client.refetchQueries({ predicate: ({ state }) => state.error !== null })}
        >
          Try again
        </button>
      )}
    </div>
  );
}

/** It failed, and the next try waits for its time. */
const isAskedAgain = ({ state }: Query): boolean => state.fetchStatus === "fetching" && state.fetchFailureCount > 0;

/** What is not there, and what the caller may not see, are answers. A page without its content says why itself. */
function isTrouble(query: Query): boolean {
  const { error, data, fetchFailureReason } = query.state;
  const fault = isAskedAgain(query) ? fetchFailureReason : error;
  if (fault === null || (fault instanceof ApiFault && (fault.status === 403 || fault.status === 404))) return false;
  return isAskedAgain(query) || data !== undefined || query.meta?.["isAside"] === true;
}

function troubleOf(queries: readonly Query[]): string | null {
  const troubled = queries.filter(isTrouble);
  const faults = troubled.map(({ state }) => state.fetchFailureReason ?? state.error);
  const fault = faults.find((one) => one instanceof ServerAway) ?? faults[0];
  if (fault === undefined) return null;
  if (fault instanceof ServerAway)
    return "The registry does not answer. What you see is what it said last; it is asked again until it answers.";
  const isStale = troubled.some(({ state }) => state.data !== undefined);
  return [
    sentence(fault),
    ...(isStale ? ["What you see is what the registry said last."] : []),
    ...(troubled.some(isAskedAgain) ? ["It is asked again by itself."] : []),
  ].join(" ");
}
