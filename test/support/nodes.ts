import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

/** A Node binary and its major version. */
export interface NodeBinary {
  readonly file: string;
  readonly major: number;
}

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The Node that runs the tests and, where another one is installed on this machine, that one too. */
export function nodeBinaries(): NodeBinary[] {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((one) => !one.includes("node_modules"));
  const own = folders.map((folder) => path.join(folder, "node")).find(isExecutable);
  return [...new Set([process.execPath, ...(own === undefined ? [] : [own])])].map((file) => ({
    file,
    major: Number(execFileSync(file, ["-p", "process.versions.node.split('.')[0]"], { encoding: "utf8" })),
  }));
}
