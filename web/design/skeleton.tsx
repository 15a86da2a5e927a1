import styles from "./skeleton.module.css";

/** Takes the room of what is being loaded; `lines` of 20 px. */
export function Skeleton({ lines, label = "Loading" }: { readonly lines: number; readonly label?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={index} className={styles["line"]} style={{ inlineSize: `${90 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
