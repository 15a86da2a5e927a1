import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import { expect, test } from "vitest";
import { askTerminal } from "../../cli/terminal.ts";

/** A keyboard that records its raw mode, and a screen that records its output. */
function aKeyboard() {
  const modes: boolean[] = [];
  const keys = new PassThrough();
  const input = Object.assign(keys, {
    setRawMode: (mode: boolean) => {
      modes.push(mode);
      return input;
    },
  });
  let shown = "";
  const output = {
    write: (text: string) => {
      shown += text;
      return true;
    },
  };
  return { input: input as unknown as ReadStream, keys, output, modes, shown: () => shown };
}

test("reads a password without echo and leaves raw mode", async () => {
  const { input, keys, output, modes, shown } = aKeyboard();
  const asked = askTerminal("password: ", true, input, output);
  for (const key of ["s", "x", "\u007f", "ec", "ret", "\r"]) keys.write(key);
  expect(await asked).toBe("secret");
  expect([shown(), modes]).toEqual(["password: \n", [true, false]]);
});

test("Ctrl+U clears a password that is being typed", async () => {
  const { input, keys, output } = aKeyboard();
  const asked = askTerminal("password: ", true, input, output);
  keys.write("wrong\u0015right\n");
  expect(await asked).toBe("right");
});

test("Ctrl+C and Ctrl+D cancel a password and leave raw mode", async () => {
  for (const key of ["\u0003", "\u0004"]) {
    const { input, keys, output, modes } = aKeyboard();
    const asked = askTerminal("password: ", true, input, output);
    keys.write(`half${key}`);
    await expect(asked).rejects.toThrow("Nothing was entered");
    expect(modes).toEqual([true, false]);
  }
});

test("reads one line for an open question", async () => {
  const { input, keys, output, shown } = aKeyboard();
  const asked = askTerminal("account: ", false, input, output);
  keys.write("ada\n");
  expect([await asked, shown()]).toEqual(["ada", "account: "]);
});
