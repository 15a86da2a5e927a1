/**
 * The program inside an execution environment: loads the handler of the function's bundle and serves it with
 * invocations from the Lambda Runtime API, one at a time. It is an entry: it runs when node is given this file.
 */
import { existsSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { createRequire, enableCompileCache, flushCompileCache } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { Worker } from "node:worker_threads";

const env = process.env;

interface Invocation {
  readonly requestId: string;
  readonly deadlineMs: number;
  readonly functionArn: string;
  readonly traceId: string;
  readonly event: string;
}

type Handler = (event: unknown, context: unknown) => unknown;

let current: Invocation | null = null;
/** Set by an error that nobody caught: the process is about to end and must not take another invocation. */
let failing = false;

// ---------------------------------------------------------------- the Runtime API

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

async function call(
  method: "GET" | "POST",
  route: string,
  body?: string,
): Promise<{ head: IncomingMessage; text: string }> {
  const url = `http://${env["AWS_LAMBDA_RUNTIME_API"]}/2018-06-01/runtime/${route}`;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers: { "content-type": "application/json" } }, (head) => {
      const parts: Buffer[] = [];
      head.on("data", (part: Buffer) => parts.push(part));
      head.on("end", () => resolve({ head, text: Buffer.concat(parts).toString("utf8") }));
      head.on("error", reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function next(): Promise<Invocation> {
  const { head, text } = await call("GET", "invocation/next");
  const header = (name: string): string => String(head.headers[name] ?? "");
  return {
    requestId: header("lambda-runtime-aws-request-id"),
    deadlineMs: Number(header("lambda-runtime-deadline-ms")),
    functionArn: header("lambda-runtime-invoked-function-arn"),
    traceId: header("lambda-runtime-trace-id"),
    event: text,
  };
}

/** Ends the logs of an invocation on both streams, so that the other side knows when it has read them all. */
function markEndOfLogs(requestId: string): void {
  for (const stream of [process.stdout, process.stderr]) stream.write(`\0${requestId}\n`);
}

function describe(error: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}

async function report(error: unknown): Promise<void> {
  const body = JSON.stringify(describe(error));
  if (current === null) {
    await call("POST", "init/error", body);
    return;
  }
  markEndOfLogs(current.requestId);
  await call("POST", `invocation/${current.requestId}/error`, body);
}

// ---------------------------------------------------------------- the handler

/** An error with the type that Lambda's own runtime gives it. */
function runtimeError(name: string, message: string, cause?: unknown): Error {
  const error = new Error(message, { cause });
  error.name = name;
  return error;
}

/** Finds "folder/file.exported.name" below the task root. */
async function loadHandler(): Promise<Handler> {
  const handler = env["_HANDLER"] ?? "";
  const root = env["LAMBDA_TASK_ROOT"] ?? "";
  const base = path.basename(handler);
  const dot = base.indexOf(".");
  if (dot < 1) throw runtimeError("Runtime.MalformedHandlerName", `Bad handler: ${handler}`);
  const module = path.join(path.dirname(handler), base.slice(0, dot));
  const file = [".mjs", ".js", ".cjs"]
    .map((ending) => path.join(root, module + ending))
    .find((name) => existsSync(name));
  if (file === undefined) throw runtimeError("Runtime.ImportModuleError", `Error: Cannot find module '${module}'`);
  // As Lambda does: a .cjs file is required.
  let found: unknown = file.endsWith(".cjs") ? createRequire(file)(file) : await import(pathToFileURL(file).href);
  for (const name of base.slice(dot + 1).split(".")) found = (found as Record<string, unknown> | undefined)?.[name];
  if (typeof found !== "function")
    throw runtimeError("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  if (found.length > 2) {
    throw runtimeError("Runtime.CallbackHandlerDeprecated", "Handlers with a callback are not run: return a promise");
  }
  return found as Handler;
}

function contextOf(invocation: Invocation): object {
  return {
    awsRequestId: invocation.requestId,
    invokedFunctionArn: invocation.functionArn,
    functionName: env["AWS_LAMBDA_FUNCTION_NAME"],
    functionVersion: env["AWS_LAMBDA_FUNCTION_VERSION"],
    memoryLimitInMB: env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
    logGroupName: env["AWS_LAMBDA_LOG_GROUP_NAME"],
    logStreamName: env["AWS_LAMBDA_LOG_STREAM_NAME"],
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadlineMs - Date.now()),
  };
}

async function serve(handler: Handler, invocation: Invocation): Promise<void> {
  env["_X_AMZN_TRACE_ID"] = invocation.traceId;
  let body: string;
  try {
    body = JSON.stringify((await handler(JSON.parse(invocation.event), contextOf(invocation))) ?? null);
  } catch (error) {
    console.error("Invoke Error", JSON.stringify(describe(error)));
    await report(error);
    return;
  }
  markEndOfLogs(invocation.requestId);
  await call("POST", `invocation/${invocation.requestId}/response`, body);
}

// ---------------------------------------------------------------- the process

/**
 * Ends this process group when the other end of standard input closes, which it does however the parent dies. In a
 * thread of its own, because a handler may block the main one.
 */
function dieWithParent(): void {
  const watch = `const { Socket } = require("node:net");
    const die = () => process.kill(-process.pid, "SIGKILL");
    new Socket({ fd: 0 }).on("error", die).on("close", die).resume();`;
  new Worker(watch, { eval: true, env: {}, execArgv: [], stdout: true, stderr: true }).unref();
}

/** Lines as Lambda writes them: time, request and level before the text. */
function labelConsole(): void {
  const levels = { log: "INFO", info: "INFO", debug: "DEBUG", warn: "WARN", error: "ERROR", trace: "TRACE" } as const;
  for (const [method, level] of Object.entries(levels)) {
    const stream = level === "WARN" || level === "ERROR" ? process.stderr : process.stdout;
    const write = (...values: unknown[]): void => {
      const head = [new Date().toISOString(), current?.requestId ?? "undefined", level, format(...values)];
      stream.write(`${head.join("\t").replaceAll("\n", "\r")}\n`);
    };
    console[method as keyof typeof levels] = write;
  }
}

/** An uncaught error is reported for the invocation and then ends the environment, as in Lambda. */
function failOnStrayErrors(): void {
  const fail = (error: unknown, type: string): void => {
    failing = true;
    const stray = runtimeError(type, error instanceof Error ? error.message : String(error), error);
    if (error instanceof Error && error.stack !== undefined) stray.stack = error.stack;
    console.error(type, JSON.stringify(describe(stray)));
    void report(stray).finally(() => process.exit(129));
  };
  process.on("uncaughtException", (error) => fail(error, error.name));
  process.on("unhandledRejection", (reason) => fail(reason, "Runtime.UnhandledPromiseRejection"));
}

dieWithParent();
labelConsole();
failOnStrayErrors();
// Beside this file: what Node has compiled for one environment spares the later ones a third of their start, also where
// the data directory has been moved.
enableCompileCache({ directory: path.join(import.meta.dirname, "compiled"), portable: true });
try {
  const handler = await loadHandler();
  for (let served = 0; !failing; served++) {
    const invocation = await next();
    current = invocation;
    await serve(handler, invocation);
    // Only now, so that it holds the functions that ran; and at all, because most environments end by a signal.
    if (served === 0) flushCompileCache();
  }
} catch (error) {
  // Reached when the handler cannot be loaded; a lost Runtime API means that the environment is over anyway.
  await report(error).catch(() => undefined);
  process.exit(1);
}
