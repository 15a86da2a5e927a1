import { Command, CommanderError } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { registerAdmin, registerLogin, registerLogout, registerToken } from "./commands/account.ts";
import { registerAudit, registerLs, registerRate, registerRm, registerSearch } from "./commands/artifacts.ts";
import { registerCompletion } from "./commands/completion.ts";
import { registerDownload } from "./commands/download.ts";
import { registerHub } from "./commands/hub.ts";
import { registerIngest, registerStatus } from "./commands/ingest.ts";
import { contextOf, type Register } from "./context.ts";
import { CommandFault, type ExitCode, exitCodes, type Runtime } from "./runtime.ts";

const commands: readonly Register[] = [
  registerLogin,
  registerLogout,
  registerIngest,
  registerStatus,
  registerLs,
  registerSearch,
  registerRate,
  registerDownload,
  registerHub,
  registerAudit,
  registerToken,
  registerRm,
  registerAdmin,
  registerCompletion,
];

const HELP = `
Environment: GATEHOUSE_URL and GATEHOUSE_TOKEN override the last sign-in. NO_COLOR turns colors off.
Exit code: 0 success, 1 error, 2 an artifact was rejected, 3 an ingest failed.`;

/** Runs the command; `args` are the words after its name. Resolves to the exit code. */
export async function gatehouse(args: readonly string[], runtime: Runtime): Promise<ExitCode> {
  let code: ExitCode = exitCodes.completed;
  const program = new Command("gatehouse")
    .description("Command line of the Gatehouse registry for models, datasets and code.")
    .version(packageJson.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureOutput({ writeOut: runtime.out, writeErr: runtime.err })
    .exitOverride()
    .addHelpText("after", HELP);
  const context = contextOf(runtime);
  for (const register of commands) register(program, context, (ended) => (code = ended));
  inheritSettings(program);
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return explain(error, args.includes("--json"), runtime);
  }
}

/** Repeats what `command()` copies from the parent only once, when the subcommand is created. */
function inheritSettings(command: Command): void {
  for (const below of command.commands) {
    below.copyInheritedSettings(command);
    inheritSettings(below);
  }
}

function explain(error: unknown, json: boolean, { signal, err }: Runtime): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.completed : exitCodes.error;
  if (signal.aborted) err(`${(signal.reason as Error).message}\n`);
  else if (error instanceof CommandFault) err(json ? asJson(error) : asText(error));
  else throw error;
  return exitCodes.error;
}

const asJson = ({ message, status, advice }: CommandFault): string =>
  `${JSON.stringify({ detail: message, status, advice })}\n`;

const asText = ({ message, advice }: CommandFault): string => `${message}\n${advice === null ? "" : `  ${advice}\n`}`;
