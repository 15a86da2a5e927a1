import { Command, CommanderError } from "commander";
import { registerLogin, registerLogout } from "./commands/account.ts";
import { registerAdmin } from "./commands/admin.ts";
import { registerLs, registerSearch } from "./commands/artifacts.ts";
import { registerAudit } from "./commands/audit.ts";
import { registerCompletion } from "./commands/completion.ts";
import { registerDownload } from "./commands/download.ts";
import { registerIngest } from "./commands/ingest.ts";
import { registerRate } from "./commands/rate.ts";
import { registerRm } from "./commands/remove.ts";
import { registerStatus } from "./commands/status.ts";
import { registerToken } from "./commands/token.ts";
import { contextOf, type Register } from "./context.ts";
import { CommandFault } from "./fault.ts";
import { type ExitCode, exitCodes, type Surroundings } from "./runtime.ts";

const commands: readonly Register[] = [
  registerLogin,
  registerLogout,
  registerIngest,
  registerStatus,
  registerLs,
  registerSearch,
  registerRate,
  registerDownload,
  registerAudit,
  registerToken,
  registerRm,
  registerAdmin,
  registerCompletion,
];

const HELP = `
Environment: GATEHOUSE_URL and GATEHOUSE_TOKEN take precedence over what "gatehouse login" kept; NO_COLOR.
Exit code: 0 done, 1 wrong usage or no success, 2 rejected, 3 failed.`;

/** Runs the command; `args` are the words after its name. Resolves to the exit code. */
export async function gatehouse(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  let code: ExitCode = exitCodes.completed;
  const program = new Command("gatehouse")
    .description("A registry for models, datasets and code, from the command line.")
    .configureOutput({ writeOut: around.out, writeErr: around.err })
    .exitOverride()
    .addHelpText("after", HELP);
  const context = contextOf(around);
  for (const register of commands) register(program, context, (ended) => (code = ended));
  inheritSettings(program);
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return explain(error, args.includes("--json"), around);
  }
}

/** Commands made by `command()` take over the settings of their parent at that moment only. */
function inheritSettings(command: Command): void {
  for (const below of command.commands) {
    below.copyInheritedSettings(command);
    inheritSettings(below);
  }
}

function explain(error: unknown, json: boolean, { signal, err }: Surroundings): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.completed : exitCodes.other;
  if (signal.aborted) err(`${(signal.reason as Error).message}\n`);
  else if (error instanceof CommandFault) err(json ? asJson(error) : asText(error));
  else throw error;
  return exitCodes.other;
}

const asJson = ({ message, status, advice }: CommandFault): string =>
  `${JSON.stringify({ detail: message, status, advice })}\n`;

const asText = ({ message, advice }: CommandFault): string => `${message}\n${advice === null ? "" : `  ${advice}\n`}`;
