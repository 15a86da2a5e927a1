import type { Schemas } from "../api/client.ts";
import { score, words } from "../design/format.ts";
import { Meter } from "../design/meter.tsx";
import styles from "./verdict.module.css";

type Verdict = Schemas["Verdict"];
type Metric = Schemas["MetricDetails"];

/** The net score against the threshold, and every metric with its weight and evidence, the heaviest first. */
export function VerdictChart({ verdict }: { readonly verdict: Verdict }) {
  const { net_score, threshold, bounds, metrics, firmness, coverage, policy_version } = verdict;
  const passes = net_score !== null && net_score >= threshold;
  const byWeight = Object.entries(metrics).sort(([, a], [, b]) => b.effective_weight - a.effective_weight);
  return (
    <section aria-labelledby="verdict">
      <h2 id="verdict" className={styles["title"]}>
        Verdict
      </h2>
      <div className={`${styles["metric"]} ${styles["net"]}`}>
        <strong>net score</strong>
        <strong className="num">{score(net_score)}</strong>
        <Meter label="Net score" value={net_score} tone={passes ? "ok" : "bad"} {...{ bounds, threshold }} />
        <span className="num muted">needs {score(threshold)}</span>
        <span className="muted">
          policy {policy_version}, {Math.round(coverage * 100)} % of the evidence could be read
          {firmness === "tentative" && ": what is missing could turn the verdict"}
        </span>
      </div>
      <ul>
        {byWeight.map(([name, metric]) => (
          <li key={name}>
            <MetricRow name={name} metric={metric} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MetricRow({ name, metric }: { readonly name: string; readonly metric: Metric }) {
  const { status, score: value, effective_weight, bounds, evidence } = metric;
  const [first] = evidence;
  return (
    <details className={styles["details"]}>
      <summary className={styles["metric"]}>
        <span>{words(name)}</span>
        <span className="num">{value !== null ? score(value) : status === "not_applicable" ? "–" : words(status)}</span>
        {status === "not_applicable" ? (
          <span className="muted">does not apply</span>
        ) : (
          <Meter label={words(name)} value={value} bounds={bounds} tone={toneOf(value)} />
        )}
        <span className="num muted">weight {effective_weight.toFixed(2).replace(/^0/, "")}</span>
        <span className={`muted ${styles["first"]}`}>{first?.text ?? "no evidence"}</span>
      </summary>
      <ul className={styles["evidence"]}>
        {evidence.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity and never changes
          <li key={index} className={styles["one"]}>
            <Effect effect={one.effect} points={one.points} />
            <span>{one.text}</span>
            <span className="muted ellipsis">{one.source}</span>
          </li>
        ))}
        {evidence.length === 0 && <li className="muted">Nothing was found about this.</li>}
      </ul>
    </details>
  );
}

const toneOf = (value: number | null): "ok" | "warn" | "bad" | "accent" =>
  value === null ? "accent" : value >= 0.7 ? "ok" : value >= 0.4 ? "warn" : "bad";

const effects = { "+": "raises", "-": "lowers", "?": "could not be read", i: "for information" } as const;

function Effect({ effect, points }: Pick<Schemas["Evidence"], "effect" | "points">) {
  const tone = effect === "+" ? "ok" : effect === "-" ? "bad" : "muted";
  const figure = effect === "+" || effect === "-" ? ` ${Math.abs(points).toFixed(2)}` : "";
  return (
    <span className={`num ${tone}`} title={effects[effect]}>
      <span aria-hidden="true">{effect === "i" ? "·" : effect}</span>
      <span className="hidden">{effects[effect]}</span>
      {figure}
    </span>
  );
}

/** Why an artifact was rejected, the weightiest first. */
export function Reasons({ verdict: { reasons } }: { readonly verdict: Verdict }) {
  if (reasons.length < 2) return null;
  return (
    <section aria-labelledby="reasons">
      <h2 id="reasons" className={styles["title"]}>
        Why it was rejected
      </h2>
      <ul className={styles["reasons"]}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  );
}

/** Below this a step is shown as 0.00. */
const SMALLEST_GAIN = 0.005;

/** What would raise the score, most first. */
export function Raise({ verdict }: { readonly verdict: Verdict }) {
  const { admitted, net_score, threshold } = verdict;
  const advice = verdict.advice?.filter(({ gain }) => gain >= SMALLEST_GAIN) ?? [];
  if (advice.length === 0) return null;
  const after = (gain: number): string => {
    if (admitted || net_score === null) return "";
    const raised = Math.min(1, net_score + gain);
    return `${score(net_score)} → ${score(raised)}${raised >= threshold ? ", enough" : ""}`;
  };
  return (
    <section aria-labelledby="raise">
      <h2 id="raise" className={styles["title"]}>
        What would raise it
      </h2>
      <ol className={styles["advice"]}>
        {advice.map(({ metric, text, gain }) => (
          <li key={`${metric} ${text}`} className={styles["step"]}>
            <span className="num ok">+{gain.toFixed(2)}</span>
            <span>{text}</span>
            <span className="num muted">{after(gain)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the scan found in the files. */
export function Findings({ findings }: { readonly findings: readonly Schemas["ScanFinding"][] }) {
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className={styles["title"]}>
        Found in the files
      </h2>
      <ul className={styles["reasons"]}>
        {findings.map((finding) => (
          <li key={`${finding.path} ${finding.member} ${finding.code}`}>
            <Finding finding={finding} /> <code>{finding.path}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Finding({ finding: { severity, text, member } }: { readonly finding: Schemas["ScanFinding"] }) {
  const tone = severity === "unsafe" ? "bad" : severity === "suspicious" ? "warn" : "muted";
  return (
    <span>
      <strong className={tone}>{severity}</strong> {text}
      {member !== undefined && (
        <>
          {" in "}
          <code>{member}</code>
        </>
      )}
    </span>
  );
}
