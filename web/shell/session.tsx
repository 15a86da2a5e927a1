import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { ApiFault, api, type Schemas } from "../api/client.ts";
import { callerQuery } from "../api/queries.ts";
import { keepToken, onToken } from "../api/token.ts";
import { ServerTrouble } from "./problem.tsx";
import styles from "./session.module.css";
import { SignIn } from "./sign-in.tsx";

export type Caller = Schemas["Caller"];

const CallerContext = createContext<Caller | null>(null);

/** Who is signed in. */
export function useCaller(): Caller {
  const caller = use(CallerContext);
  if (caller === null) throw new Error("nobody is signed in here");
  return caller;
}

/**
 * Shows the page to somebody who is signed in and the sign-in to everybody else. When a session ends, the page stays
 * where it is, and the sign-in comes over it.
 */
export function Session({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const { data: caller, error, isPending } = useQuery(callerQuery);
  const [last, setLast] = useState<Caller | null>(null);
  const isRefused = caller === null || (error instanceof ApiFault && error.status === 403);
  useEffect(() => {
    if (caller != null) setLast(caller);
  }, [caller]);
  useEffect(() => onToken(() => void client.resetQueries({ queryKey: callerQuery.queryKey })), [client]);
  useEndOf(caller ?? null);
  if (last === null) {
    if (isPending) return <Waiting />;
    return isRefused ? <SignIn /> : error !== null ? <ServerTrouble error={error} /> : <Waiting />;
  }
  return (
    <CallerContext value={caller ?? last}>
      <div inert={isRefused}>{children}</div>
      {isRefused && (
        <div className={styles["over"]} role="dialog" aria-modal="true" aria-label="Your session ended">
          <SignIn name={last.name} />
        </div>
      )}
    </CallerContext>
  );
}

/** Asks who is signed in when the session should have ended, and after any answer that refuses. */
function useEndOf(caller: Caller | null): void {
  const client = useQueryClient();
  const ends = caller?.expires_at ?? null;
  useEffect(() => {
    if (ends === null) return;
    const left = Math.min(Date.parse(ends) - Date.now() + 1_000, 2 ** 31 - 1);
    const timer = setTimeout(() => void client.refetchQueries({ queryKey: callerQuery.queryKey }), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [client, ends]);
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query, type }) => {
        const { error } = query.state;
        if (type !== "updated" || query.queryKey[0] === "caller" || !(error instanceof ApiFault)) return;
        if (error.status === 403 && query.state.fetchStatus === "idle")
          void client.refetchQueries({ queryKey: callerQuery.queryKey });
      }),
    [client],
  );
}

/** Ends the session here and at the registry. Everything that was read is forgotten. */
export async function signOut(): Promise<void> {
  try {
    await api.DELETE("/authenticate");
  } finally {
    keepToken(null);
    window.location.assign("/");
  }
}

const Waiting = () => <div className={styles["waiting"]} role="status" aria-label="Loading" />;
