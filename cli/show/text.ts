/** Text for a terminal: sizes, bars, columns, line breaks, colors. */
import { stripVTControlCharacters, styleText } from "node:util";
import type { Page } from "../runtime.ts";

export type Tone = "green" | "yellow" | "red" | "cyan" | "gray" | "bold";
export type Paint = (tone: Tone, text: string) => string;

/** Colors text, or leaves it plain when the page has no colors. */
export const painter =
  ({ colors }: Pick<Page, "colors">): Paint =>
  (tone, text) =>
    colors ? styleText(tone, text, { validateStream: false }) : text;

/** Removes what could steer the terminal or break the line from text that others wrote. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ");

/** A size in decimal units, as the Hub shows sizes. */
export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let scaled = value;
  let unit = -1;
  while (scaled >= 1_000 && unit < units.length - 1) {
    scaled /= 1_000;
    unit += 1;
  }
  return `${scaled.toFixed(scaled < 10 ? 1 : 0)} ${units[unit]}`;
}

/** A bar of the given width for a share from 0 to 1, exact to an eighth of a character. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const tip = eighths % 8;
  const filled = "█".repeat(Math.floor(eighths / 8)) + (tip > 0 ? "▏▎▍▌▋▊▉"[tip - 1] : "");
  return filled.padEnd(width, "░");
}

/** Pads or cuts to an exact width. */
export const cell = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** Breaks lines at spaces; cuts a word that is longer than a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap((one) => pieces(one, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].filter((it, index) => it !== "" || index === 0);
}

const pieces = (word: string, width: number): string[] =>
  word.length <= width ? [word] : (word.match(new RegExp(`.{1,${width}}`, "gu")) ?? [word]);
