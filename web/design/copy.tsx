import { useState } from "react";
import styles from "./copy.module.css";

/** Copies a text and says so in place. */
export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  const [done, setDone] = useState<"copied" | "failed" | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone("copied");
    } catch {
      setDone("failed");
    }
    setTimeout(() => setDone(null), 2000);
  };
  const shown = done === "copied" ? "Copied" : done === "failed" ? "Select and copy it yourself" : "Copy";
  return (
    <button type="button" className="button plain" onClick={copy} aria-label={`${shown}: ${label}`}>
      {shown}
    </button>
  );
}

/** Lines for a terminal or an editor, with a button that copies them. */
export function Snippet({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className={styles["snippet"]}>
      <pre tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
      <span className={styles["corner"]}>
        <Copy text={text} label={label} />
      </span>
    </div>
  );
}
