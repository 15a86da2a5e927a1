import { failedByItself, failedWith, type Result, succeeded } from "./outcome.ts";
import { LARGEST_RESPONSE, type RuntimeMessage } from "./runtime-api.ts";

/** Events of an environment: it sends a message, its process exits, or its time is up. */
export type Signal =
  | RuntimeMessage
  | { readonly kind: "exit"; readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly kind: "time" };

const WORDS: Partial<Record<NodeJS.Signals, string>> = { SIGKILL: "killed", SIGABRT: "aborted", SIGTERM: "terminated" };

/** The result of an invocation that ended with this signal, in Lambda's words. */
export function resultOf(
  signal: Signal,
  run: { readonly requestId: string; readonly timeoutSeconds: number; readonly outOfMemory: boolean },
): Result {
  const said = (text: string): string => `RequestId: ${run.requestId} Error: ${text}`;
  switch (signal.kind) {
    case "response":
      return succeeded(signal.body);
    case "error":
    case "init-error":
      return failedByItself(signal.body);
    case "too-large":
      return failedWith(
        "Function.ResponseSizeTooLarge",
        `Response payload size (${signal.bytes} bytes) exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`,
      );
    case "time":
      return failedWith(
        "Sandbox.Timedout",
        said(`Task timed out after ${run.timeoutSeconds.toFixed(2)} seconds`),
        "timeout",
      );
    case "ready":
      return failedWith("Runtime.Unknown", said("The runtime asked for work while it had some"));
    case "exit": {
      const how =
        signal.signal === null ? `exit status ${signal.code}` : `signal: ${WORDS[signal.signal] ?? signal.signal}`;
      const type = run.outOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError";
      return failedWith(type, said(`Runtime exited with error: ${how}`));
    }
  }
}
