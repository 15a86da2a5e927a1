import { execFileSync } from "node:child_process";
import { commandFile } from "./programs.ts";

/** A Node binary and its major version. */
export interface NodeBinary {
  readonly file: string;
  readonly major: number;
}

/** The Node that runs the tests and, where another one is installed on this machine, that one too. */
export function nodeBinaries(): NodeBinary[] {
  const own = commandFile("node", (folder) => !folder.includes("node_modules"));
  return [...new Set([process.execPath, ...(own === undefined ? [] : [own])])].map((file) => ({
    file,
    major: Number(execFileSync(file, ["-p", "process.versions.node.split('.')[0]"], { encoding: "utf8" })),
  }));
}
