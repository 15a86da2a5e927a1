import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Context, Register } from "../context.ts";
import { CommandFault } from "../fault.ts";

const SCRIPT = path.join("scripts", "admin-reset.ts");

/** Work of the operator on the registry's own machine. */
export const registerAdmin: Register = (program, context, end) => {
  program
    .command("admin")
    .description("for the operator, on the registry's own machine")
    .command("reset")
    .description("make an account an administrator with a new password, which is printed once")
    .argument("[name]", "account (default: ADMIN_USER, else admin)")
    .action(async (name: string | undefined) => {
      await runHere(name === undefined ? [] : [name], context);
      end(0);
    });
};

/** Runs the registry's own script: this command speaks HTTP only, and the way back in must not need a token. */
async function runHere(args: readonly string[], { env, out, err, signal }: Context): Promise<void> {
  const script = findScript(import.meta.dirname);
  if (script === null)
    throw new CommandFault("The registry is not installed here", {
      advice: 'Run "gatehouse admin reset" on the machine of the registry, from its own folder',
    });
  const child = spawn(process.execPath, [script, ...args], { env, signal, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.setEncoding("utf8").on("data", out);
  child.stderr.setEncoding("utf8").on("data", err);
  const [code] = await once(child, "close");
  if (code !== 0) throw new CommandFault("The account was not reset");
}

/** The script in this folder or one above it: the command is run from its source or as one bundled file. */
function findScript(folder: string): string | null {
  const script = path.join(folder, SCRIPT);
  if (existsSync(script)) return script;
  const above = path.dirname(folder);
  return above === folder ? null : findScript(above);
}
