import type { Readable } from "node:stream";

/** Lambda cuts longer lines too (256 KB). Characters. */
const LONGEST_LINE = 262_144;

/**
 * Reads a stream of a function line by line. A line that ends in NUL and a request id is the end mark that the
 * bootstrap writes after each invocation; what precedes the NUL is an unfinished line of the function.
 * The returned promise resolves when the stream has ended.
 */
export function readLogLines(
  stream: Readable,
  on: { readonly line: (text: string) => void; readonly mark: (requestId: string) => void },
): Promise<void> {
  let rest = "";
  const take = (line: string): void => {
    const mark = line.lastIndexOf("\0");
    const text = mark === -1 ? line : line.slice(0, mark);
    if (mark === -1 || text !== "") on.line(text);
    if (mark !== -1) on.mark(line.slice(mark + 1));
  };
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
    while (rest.length > LONGEST_LINE) {
      take(rest.slice(0, LONGEST_LINE));
      rest = rest.slice(LONGEST_LINE);
    }
  });
  return new Promise((resolve) => {
    stream.once("close", () => {
      if (rest !== "") take(rest);
      rest = "";
      resolve();
    });
  });
}

const TAIL_BYTES = 4096;

/** The last 4 KB of an invocation's log, as X-Amz-Log-Result carries them. */
export class LogTail {
  #text = "";

  add(line: string): void {
    this.#text += `${line}\n`;
    // A character is at least a byte, so nothing of the last 4 KB is lost here.
    if (this.#text.length > 4 * TAIL_BYTES) this.#text = this.#text.slice(-TAIL_BYTES);
  }

  base64(): string {
    return Buffer.from(this.#text, "utf8").subarray(-TAIL_BYTES).toString("base64");
  }
}
