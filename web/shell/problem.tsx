import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { ApiFault, ServerAway, sentence } from "../api/client.ts";
import styles from "./problem.module.css";

/** Says what happened, whether anything was lost, and what comes next. */
export function Problem(props: { readonly title: string; readonly text: string; readonly onRetry?: () => void }) {
  const { title, text, onRetry } = props;
  useEffect(() => {
    document.title = `${title} · Gatehouse`;
  }, [title]);
  return (
    <section className={styles["problem"]} role="alert">
      <h1>{title}</h1>
      <p className="muted">{text}</p>
      {onRetry !== undefined && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </section>
  );
}

/** An address that the page does not have. */
export const NotFound = () => (
  <div className={styles["page"]}>
    <Problem title="There is nothing here" text="The address may be misspelled, or what was here has been removed." />
    <Link to="/" className="button">
      See all artifacts
    </Link>
  </div>
);

/** Why something could not be read, with what helps. */
export function ReadProblem({ error, what, onRetry }: { error: unknown; what: string; onRetry: () => void }) {
  if (error instanceof ApiFault && error.status === 404)
    return <Problem title={`This ${what} does not exist`} text="It may have been deleted, or the number is wrong." />;
  if (error instanceof ApiFault && error.status === 403)
    return (
      <Problem title="You may not see this" text="Your role does not allow it. An administrator can change that." />
    );
  if (error instanceof ServerAway)
    return (
      <Problem title="The registry does not answer" text="Nothing is lost. It is asked again." onRetry={onRetry} />
    );
  return <Problem title={`The ${what} could not be read`} text={sentence(error)} onRetry={onRetry} />;
}

/** Nothing could be shown as the registry does not answer. */
export const ServerTrouble = ({ error }: { readonly error: unknown }) => (
  <main className={styles["page"]}>
    <Problem
      title={error instanceof ServerAway ? "The registry does not answer" : "The registry cannot answer"}
      text={error instanceof ServerAway ? "Nothing is lost. It is asked again every few seconds." : sentence(error)}
      onRetry={() => window.location.reload()}
    />
  </main>
);
