import type { Schemas } from "../api/client.ts";
import styles from "./status.module.css";

type Status = Schemas["ArtifactStatus"];

const looks: Record<Status, { readonly word: string; readonly tone: string; readonly icon: string }> = {
  pending: { word: "Pending", tone: "muted", icon: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2m0 2.5V8l2.5 1.5" },
  downloading: { word: "Downloading", tone: "run", icon: "M8 2v8m0 0 3-3m-3 3L5 7M3 13.5h10" },
  rating: { word: "Rating", tone: "run", icon: "M3 13V9m5 4V3m5 10V6" },
  completed: { word: "Completed", tone: "ok", icon: "m3 8.5 3.5 3.5L13 4.5" },
  rejected: { word: "Rejected", tone: "bad", icon: "m4 4 8 8m0-8-8 8" },
  failed: { word: "Failed", tone: "warn", icon: "M8 2 1.5 13.5h13zM8 7v3m0 2v.1" },
};

export const statusWord = (status: Status): string => looks[status].word;

/** A status as its icon; `withWord` shows the word beside it, which is read aloud in any case. */
export function StatusMark({ status, withWord = true }: { readonly status: Status; readonly withWord?: boolean }) {
  const { word, tone, icon } = looks[status];
  return (
    <span className={`${styles["mark"]} ${styles[tone]}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path
          d={icon}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={withWord ? undefined : "hidden"}>{word}</span>
    </span>
  );
}
