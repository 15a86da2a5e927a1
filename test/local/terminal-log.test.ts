import { expect, test } from "vitest";
import { terminalOutput } from "../../local/terminal-log.ts";
import { createLog } from "../../server/server.ts";

/** A log in a terminal of 60 columns, and its lines without their times. */
function aTerminal() {
  let text = "";
  const log = createLog("debug", terminalOutput({ columns: 60, write: (more) => (text += more) }));
  const lines = () => text.trimEnd().split("\n");
  return { log, lines, texts: () => lines().map((line) => line.replace(/\d\d:\d\d:\d\d /, "")) };
}

test("shows the message and the fields of an entry without ids and constants", () => {
  const { log, texts } = aTerminal();
  log.info({ correlation_id: "abcdefgh", method: "GET", status: 200 }, "request");
  log.info({ err: new Error("no route") }, "dispatch failed");
  expect(texts()).toEqual(["request method=GET status=200", "dispatch failed err=no route"]);
});

test("cuts every entry to one line of the terminal's width", () => {
  const { log, lines } = aTerminal();
  log.debug({ part: "embedded" }, `{"level":"INFO",\n${"x".repeat(500)}`);
  expect(lines()).toEqual([expect.stringMatching(/^.{58}…$/)]);
});

test("leaves out control characters that an entry contains", () => {
  const { log, texts } = aTerminal();
  log.info({ path: "/\u001b[31mred" }, "request");
  expect(texts()).toEqual(["request path=/red"]);
});
