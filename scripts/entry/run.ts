/** How every script starts and how it fails. */
import path from "node:path";
import { getSystemErrorMessage } from "node:util";
import { ConfigurationFault } from "../../domain/environment.ts";

/**
 * Reads `.env` in the current directory when there is one, then runs the script. Variables that are set already win over
 * the file. An error is explained on standard error and ends the process with the exit code.
 */
export async function runScript(work: () => Promise<void>, exitCode = 1): Promise<void> {
  try {
    loadEnvFile();
    await work();
  } catch (error) {
    console.error(explain(error));
    process.exit(exitCode);
  }
}

function loadEnvFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** One clear line for an error that a person can mend; the stack for a bug. */
function explain(error: unknown): string {
  if (error instanceof ConfigurationFault) return error.message;
  // Node reports a refused connection to several addresses as a list.
  if (error instanceof AggregateError) return explain(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  if ("syscall" in error) return explainSystemError(error as SystemError);
  if ("code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) return error.message;
  return error.constructor === Error ? error.message : (error.stack ?? error.message);
}

type SystemError = Error & {
  readonly code?: string;
  readonly errno?: number;
  readonly syscall?: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
};

function explainSystemError(error: SystemError): string {
  const { code, errno, syscall, address, port } = error;
  const reason = errno === undefined ? error.message : getSystemErrorMessage(errno);
  if (syscall?.startsWith("spawn")) return `${path.basename(error.path ?? syscall)} cannot be run: ${reason}`;
  if (code === "EADDRINUSE")
    return `Port ${port} of ${address} is in use. Set PORT to another one, or to 0 for any free port`;
  if (syscall === "listen" || syscall === "getaddrinfo")
    return `${address ?? error.message}${port === undefined ? "" : `:${port}`} cannot be used: ${reason}. Check HOST and PORT`;
  if (error.path !== undefined)
    return `${error.path} cannot be used: ${reason}. Set DATA_DIR to a directory that can be written`;
  return error.message;
}
