import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { testWith } from "../support/programs/programs.ts";
import { aTerminal } from "../support/programs/terminal.ts";

async function script(shell: string): Promise<string> {
  await using terminal = await aTerminal();
  const { code, out } = await terminal.run(["completion", shell]);
  expect([shell, code]).toEqual([shell, 0]);
  return out;
}

/** Candidates of bash for the last of these words. */
async function offered(...words: string[]): Promise<string[]> {
  const typed = words.map((word) => `'${word}'`).join(" ");
  const program = `${await script("bash")}
COMP_WORDS=(gatehouse ${typed}); COMP_CWORD=${words.length}; _gatehouse; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", program], { encoding: "utf8", cwd: "/" })
    .split("\n")
    .filter((word) => word !== "");
}

testWith("bash")("bash completes commands, subcommands and options", async () => {
  expect(await offered("")).toEqual(expect.arrayContaining(["ingest", "download", "token", "--help"]));
  expect(await offered("st")).toEqual(["status"]);
  expect(await offered("token", "c")).toEqual(["create"]);
  expect(await offered("token", "create", "--r")).toEqual(["--role"]);
  expect(await offered("download", "--")).toEqual(expect.arrayContaining(["--component", "--output", "--json"]));
});

test("zsh and fish get every command with its description", async () => {
  const [zsh, fish] = [await script("zsh"), await script("fish")];
  for (const word of ["login", "ingest", "status", "search", "rate", "download", "audit", "token", "rm"]) {
    expect(zsh).toContain(`'${word}:`);
    expect(fish).toContain(`-a ${word} -d '`);
  }
  expect(zsh.startsWith("#compdef gatehouse\n")).toBe(true);
});

test("rejects an unknown shell and lists the known ones", async () => {
  await using terminal = await aTerminal();
  const { code, err } = await terminal.run(["completion", "tcsh"]);
  expect([code, err]).toEqual([1, expect.stringContaining("bash, zsh, fish")]);
});
