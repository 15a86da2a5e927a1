import { createInterface } from "node:readline/promises";
import type { ReadStream, WriteStream } from "node:tty";
import { CommandFault } from "./runtime.ts";

/** Asks one question on a terminal; `secret` hides the input. Throws CommandFault on Ctrl+C or Ctrl+D. */
export async function askTerminal(
  question: string,
  secret: boolean,
  input: ReadStream,
  output: Pick<WriteStream, "write">,
): Promise<string> {
  output.write(question);
  if (secret) return readSecret(input, output);
  const lines = createInterface({ input, terminal: false });
  try {
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
  }
}

/** What a terminal in raw mode sends for these keys. */
const keys = {
  interrupt: "\u0003",
  end: "\u0004",
  enter: "\r",
  newline: "\n",
  erase: "\u007f",
  back: "\b",
  line: "\u0015",
};

function readSecret(input: ReadStream, output: Pick<WriteStream, "write">): Promise<string> {
  const typed = new Typed();
  return new Promise((resolve, reject) => {
    const onData = (chunk: Buffer | string): void => {
      const outcome = typed.take(chunk.toString());
      if (outcome === "more") return;
      input.off("data", onData).setRawMode(false).pause();
      output.write("\n");
      if (outcome === "entered") resolve(typed.text);
      else reject(new CommandFault("Nothing was entered"));
    };
    input.setRawMode(true).resume().setEncoding("utf8").on("data", onData);
  });
}

/** The text typed so far in raw mode. */
class Typed {
  #characters: string[] = [];

  get text(): string {
    return this.#characters.join("");
  }

  take(chunk: string): "more" | "entered" | "canceled" {
    for (const key of chunk) {
      if (key === keys.enter || key === keys.newline) return "entered";
      if (key === keys.interrupt || key === keys.end) return "canceled";
      if (key === keys.erase || key === keys.back) this.#characters.pop();
      else if (key === keys.line) this.#characters = [];
      else this.#characters.push(key);
    }
    return "more";
  }
}
