/** Shows the server's log in a terminal: one line per entry, cut to the terminal's width. Elsewhere it is JSON. */
import { stripVTControlCharacters, styleText } from "node:util";

export interface Terminal {
  /** Width in characters; undefined or 0 when it is unknown. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shown first, or of no use to a reader of the terminal. */
const ELSEWHERE = new Set(["level", "time", "msg", "service", "pid", "hostname", "correlation_id"]);
const [WARN, ERROR] = [40, 50];

/** A destination for pino. */
export function terminalOutput(terminal: Terminal): { write(line: string): void } {
  return {
    write: (line) => {
      const entry = JSON.parse(line) as Record<string, unknown>;
      const text = stripVTControlCharacters(textOf(entry));
      const width = (terminal.columns || 120) - 1;
      terminal.write(
        `${styled(text.length > width ? `${text.slice(0, width - 1)}…` : text, Number(entry["level"]))}\n`,
      );
    },
  };
}

function textOf(entry: Record<string, unknown>): string {
  const time = new Date(Number(entry["time"])).toTimeString().slice(0, 8);
  const fields = Object.entries(entry)
    .filter(([name]) => !ELSEWHERE.has(name))
    .map(([name, value]) => `${name}=${shown(value)}`);
  return [time, entry["msg"], ...fields].join(" ").replaceAll(/\s+/g, " ");
}

/** An error's message stands for its stack. */
function shown(value: unknown): string {
  const isError = typeof value === "object" && value !== null && "stack" in value && "message" in value;
  if (isError) return String(value.message);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function styled(line: string, level: number): string {
  if (level >= ERROR) return styleText("red", line);
  return level >= WARN ? styleText("yellow", line) : line;
}
