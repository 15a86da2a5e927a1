import { score } from "./format.ts";
import styles from "./meter.module.css";

/** A share of 1 as a bar; with bounds, the range in which an unknown share lies. */
export function Meter(props: {
  readonly label: string;
  readonly value: number | null;
  readonly tone?: "ok" | "warn" | "bad" | "accent";
  readonly bounds?: { readonly lo: number; readonly hi: number };
  /** Marked by a line. */
  readonly threshold?: number;
}) {
  const { label, value, tone = "accent", bounds, threshold } = props;
  const text =
    value === null ? `unknown, between ${score(bounds?.lo ?? 0)} and ${score(bounds?.hi ?? 1)}` : score(value);
  const isOpen = bounds !== undefined && bounds.hi - bounds.lo > 0.005;
  return (
    <span
      className={styles["track"]}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={value ?? bounds?.lo ?? 0}
      aria-valuetext={text}
    >
      {isOpen && (
        <span
          className={styles["open"]}
          style={{ insetInlineStart: `${bounds.lo * 100}%`, inlineSize: `${(bounds.hi - bounds.lo) * 100}%` }}
        />
      )}
      {value !== null && (
        <span className={`${styles["fill"]} ${styles[tone]}`} style={{ inlineSize: `${value * 100}%` }} />
      )}
      {threshold !== undefined && (
        <span className={styles["threshold"]} style={{ insetInlineStart: `${threshold * 100}%` }} />
      )}
    </span>
  );
}
