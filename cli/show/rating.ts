/** Draws a rating: a bar for each metric with its evidence, the verdict, and advice. */
import type { components } from "../../generated/client.js";
import type { Page } from "../runtime.ts";
import { type Paint, painter, printable, type Tone, wrap } from "./text.ts";

type Schemas = components["schemas"];
/** Drawing changes nothing. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type RatingDetails = Frozen<Schemas["RatingDetails"]>;
type MetricDetails = RatingDetails["metrics"][keyof RatingDetails["metrics"]];
type Evidence = MetricDetails["evidence"][number];

export interface RatingView {
  readonly rating: RatingDetails;
  readonly netScore: number | null;
  /** Whether reading the missing facts again could change a deferred decision. */
  readonly retryable: boolean;
  /** ISO 8601 time of the rated commit, null when unknown. */
  readonly commitDate: string | null;
  /** Facts that could not be read but may be readable later, in words. */
  readonly missing: readonly string[];
}

const BAR = 20;
/** Advice is sorted by how much it would add to the score. */
const MOST_ADVICE = 8;
const NARROWEST = 50;
/** Least page width for a metric line with its bar, and with its weight. */
const ROOM_FOR_BARS = 82;
const ROOM_FOR_WEIGHTS = 60;

export function drawRating(view: RatingView, page: Page): string {
  const paint = painter(page);
  const columns = Math.max(NARROWEST, page.columns);
  const { rating } = view;
  const metrics = Object.entries(rating.metrics);
  const lines = [
    ...wrap(printable(rating.repository), columns).map((line) => paint("bold", line)),
    paint("gray", `commit ${rating.commit.slice(0, 12)}${dated(view)}, policy ${rating.policy_version}`),
    "",
    ...metrics.flatMap(([name, metric]) => [
      metricLine(name, metric, { threshold: rating.threshold, columns, paint }),
      ...metric.evidence.flatMap((item) => evidenceLines(item, columns, paint)),
    ]),
    "",
    ...verdictLines(view, columns, paint),
  ];
  return `${lines.join("\n")}\n`;
}

const dated = ({ commitDate }: RatingView): string => (commitDate === null ? "" : ` of ${commitDate.slice(0, 10)}`);

interface Style {
  readonly threshold: number;
  readonly columns: number;
  readonly paint: Paint;
}

/** Shows name, score and status always, weight and bar only on a page that is wide enough. */
function metricLine(name: string, metric: MetricDetails, { threshold, columns, paint }: Style): string {
  const { score, status, effective_weight: weight } = metric;
  return [
    paint("bold", name.replaceAll("_", " ").padEnd(22)),
    ...(columns < ROOM_FOR_BARS ? [] : [barOf(score, threshold, paint)]),
    score === null ? "   –  " : score.toFixed(4),
    ...(columns < ROOM_FOR_WEIGHTS ? [] : [paint("gray", `weight ${weight.toFixed(3)}`)]),
    statusOf(status, paint),
  ].join("  ");
}

/** A full bar is 1; a metric without a score gets dots. */
function barOf(score: number | null, threshold: number, paint: Paint): string {
  if (score === null) return paint("gray", "·".repeat(BAR));
  const full = Math.round(Math.min(1, Math.max(0, score)) * BAR);
  return paint(toneOf(score, threshold), "█".repeat(full)) + paint("gray", "░".repeat(BAR - full));
}

const toneOf = (score: number, threshold: number): Tone =>
  score >= threshold ? "green" : score >= threshold / 2 ? "yellow" : "red";

const statusOf = (status: MetricDetails["status"], paint: Paint): string => {
  const words = status.replaceAll("_", " ");
  if (status === "unknown") return paint("yellow", words);
  return status === "absent" ? paint("red", words) : paint("gray", words);
};

const tones: Readonly<Record<Evidence["effect"], Tone>> = { "+": "green", "-": "red", "?": "yellow", i: "gray" };

function evidenceLines({ effect, text, source }: Evidence, columns: number, paint: Paint): string[] {
  const where = source === "" ? "" : ` [${printable(source)}]`;
  const wrapped = wrap(`${printable(text)}${where}`, columns - 6);
  return wrapped.map((line, index) => `    ${index === 0 ? paint(tones[effect], effect) : " "} ${line}`);
}

function verdictLines(view: RatingView, columns: number, paint: Paint): string[] {
  const { rating, netScore, missing } = view;
  const {
    bounds: { lo, hi },
    threshold,
    coverage,
    decision,
    advice,
  } = rating;
  const labelled = (label: string, texts: readonly string[]) =>
    texts
      .flatMap((text) => wrap(printable(text), columns - 12))
      .map((line, index) => {
        return `${paint("bold", (index === 0 ? label : "").padEnd(11))} ${line}`;
      });
  const bar = columns < ROOM_FOR_BARS ? "" : `${barOf(netScore, threshold, paint)}  `;
  const bounds = `${lo.toFixed(4)} to ${hi.toFixed(4)}, depending on facts that could not be read`;
  return [
    `${paint("bold", "net score  ")} ${bar}${netScore?.toFixed(4) ?? "–"}, threshold ${threshold}`,
    ...labelled("bounds", [`${bounds}; ${Math.round(coverage * 100)} % of the weight is known`]),
    `${paint("bold", "verdict    ")} ${decisionOf(view, paint)}`,
    ...labelled("", decision.reasons),
    ...labelled("not read", missing),
    ...labelled("advice", [
      ...advice.slice(0, MOST_ADVICE).map(({ text }) => text),
      ...(advice.length > MOST_ADVICE ? [`… and ${advice.length - MOST_ADVICE} smaller items, see --json`] : []),
    ]),
  ];
}

function decisionOf({ rating: { decision, firmness }, retryable }: RatingView, paint: Paint): string {
  if (decision.decision === "accept") return paint("green", `accepted, ${firmness}`);
  if (decision.decision === "reject") return paint("red", `rejected, ${decision.firm ? "robust" : firmness}`);
  return paint("yellow", retryable ? "deferred: try again later" : "deferred");
}
