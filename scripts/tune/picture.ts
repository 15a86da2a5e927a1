import type { Measured } from "./analysis.ts";
import type { Architecture } from "./price.ts";

const dollars = (amount: number): string => `$${(amount * 1e6).toFixed(2)}`;
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** A row per memory size, for a terminal. Costs are for a million runs. */
export function table(sizes: readonly Measured[]): string {
  const head = ["memory", "runs", "duration", "slowest", "billed", "used", "arm64 / 1M runs", "x86 / 1M runs"];
  const rows = sizes.map((size) => [
    `${size.memoryMb} MB`,
    String(size.runs),
    seconds(size.durationMs),
    seconds(size.slowestMs),
    seconds(size.billedMs),
    `${size.maxMemoryMb} MB`,
    dollars(size.cost.arm64),
    dollars(size.cost.x86_64),
  ]);
  return columns([head, ...rows]);
}

/** Rows with their cells in columns, aligned at the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join("  ")).join("\n");
}

const WIDTH = 720;
const HEIGHT = 400;
const EDGE = { left: 70, right: 80, top: 50, bottom: 60 };
const COLORS = { duration: "#1f6feb", cost: "#d1242f" };

interface Axis {
  readonly largest: number;
  readonly of: (size: Measured) => number;
  readonly label: (value: number) => string;
}

const up = (value: number, largest: number): number =>
  HEIGHT - EDGE.bottom - (value / largest) * (HEIGHT - EDGE.top - EDGE.bottom);

/** Duration and cost over memory, as an SVG. */
export function chart(sizes: readonly Measured[], architecture: Architecture, title: string): string {
  const memories = sizes.map(({ memoryMb }) => memoryMb);
  const [low, high] = [Math.min(...memories), Math.max(...memories)];
  const across = (memoryMb: number): number =>
    high === low ? WIDTH / 2 : EDGE.left + ((memoryMb - low) / (high - low)) * (WIDTH - EDGE.left - EDGE.right);
  const ceiling = (of: (size: Measured) => number): number => Math.max(...sizes.map(of)) * 1.1;
  const duration: Axis = { of: ({ durationMs }) => durationMs, largest: ceiling((s) => s.durationMs), label: seconds };
  const cost: Axis = { of: (s) => s.cost[architecture], largest: ceiling((s) => s.cost[architecture]), label: dollars };
  const curve = (axis: Axis, color: string): string => {
    const points = sizes.map((size) => [across(size.memoryMb), up(axis.of(size), axis.largest)] as const);
    const dots = points.map(([x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" fill="${color}"/>`);
    const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join("")}`;
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${WIDTH / 2}" y="24" text-anchor="middle" font-size="15">${escaped(title)}</text>`,
    ...[0, 0.25, 0.5, 0.75, 1].map((part) => scale(part, duration, cost)),
    ...memories.map((memory) => tick(across(memory), memory)),
    curve(duration, COLORS.duration),
    curve(cost, COLORS.cost),
    `<text x="${EDGE.left}" y="42" fill="${COLORS.duration}">duration</text>`,
    `<text x="${WIDTH - EDGE.right}" y="42" text-anchor="end" fill="${COLORS.cost}">cost of 1M runs, ${architecture}</text>`,
    "</svg>",
    "",
  ].join("\n");
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function scale(part: number, left: Axis, right: Axis): string {
  const y = up(part, 1).toFixed(1);
  return [
    `<line x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${y}" y2="${y}" stroke="#d0d7de"/>`,
    `<text x="${EDGE.left - 8}" y="${y}" text-anchor="end" dominant-baseline="middle" fill="${COLORS.duration}">${left.label(part * left.largest)}</text>`,
    `<text x="${WIDTH - EDGE.right + 8}" y="${y}" dominant-baseline="middle" fill="${COLORS.cost}">${right.label(part * right.largest)}</text>`,
  ].join("");
}

const tick = (x: number, memory: number): string =>
  `<text x="${x.toFixed(1)}" y="${HEIGHT - EDGE.bottom + 18}" text-anchor="middle">${memory} MB</text>`;
