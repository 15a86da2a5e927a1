import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { type Logger, pino } from "pino";
import type { Log } from "../../lambda/ports.ts";

/**
 * Lines are written together once they are this many bytes, or have waited this many milliseconds. Those that cannot be
 * written, as on a full disk, wait for a later write; beyond this many bytes further ones are dropped.
 */
const BATCH = { minLength: 8 * 1024, periodicFlush: 200, maxLength: 1024 * 1024 };
/** From this level on (warn) a line is written at once, after those that wait. */
const AT_ONCE = pino.levels.values["warn"] ?? 0;

/**
 * The server's log, as JSON to the standard output unless another output is given. Lines are collected, because a write
 * for each would cost every request, and written synchronously: a write in the background could still run while the
 * process exits, and the last lines would overtake it. The exit writes what waits, also after an uncaught exception; only
 * a killed process loses its last lines, and never a warning. A log that cannot be written stops nobody's work: once
 * nobody reads it any more, it ends.
 */
export function createLog(level: string, other?: pino.DestinationStream): Logger {
  const output = other ?? standardOutput();
  const hooks = {
    logMethod(this: Logger, given: Parameters<pino.LogFn>, log: pino.LogFn, of: number): void {
      log.apply(this, given);
      if (of >= AT_ONCE && output === opened) opened.flush();
    },
  };
  const base = { service: "gatehouse-server" };
  return pino({ level, base, redact: ["req.headers.authorization", "password", "token"], hooks }, output);
}

let opened: ReturnType<typeof pino.destination> | undefined;

/** One for all logs of the process: two would not keep the order of their lines. */
function standardOutput(): ReturnType<typeof pino.destination> {
  if (opened !== undefined) return opened;
  const output = pino.destination({ dest: 1, sync: true, ...BATCH });
  // Without a listener, a write that fails would end the process. pino itself drops all lines after a broken pipe.
  output.on("error", () => undefined);
  // Not flushSync(), which repeats a write that fails for ever (sonic-boom 4.2).
  process.once("exit", () => output.end());
  opened = output;
  return output;
}

/** Gives every request an id (the caller's own if it is well-formed), logs one line when it is over. */
export function identifyRequest(log: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.headers["x-request-id"];
    const requestId = typeof given === "string" && /^[A-Za-z0-9_.:-]{8,128}$/.test(given) ? given : randomUUID();
    const started = performance.now();
    response.setHeader("X-Request-Id", requestId);
    response.locals["requestId"] = requestId;
    response.locals["serverLog"] = log;
    response.on("close", () => {
      const line = {
        correlation_id: requestId,
        method: request.method,
        path: request.path,
        status: response.statusCode,
        operation: response.locals["operation"],
        milliseconds: Math.round(performance.now() - started),
      };
      log.info(line, "request");
    });
    next();
  };
}

/** The id of an identified request. */
export const requestIdOf = (response: Response): string => response.locals["requestId"];

/** The log whose lines carry the id of the request; made when the first of them is due, as most requests have none. */
export function logOf({ locals }: Response): Logger {
  locals["log"] ??= (locals["serverLog"] as Logger).child({ correlation_id: locals["requestId"] });
  return locals["log"];
}

/** The server's log as the ingest and the clients of the hubs write to it. */
export const pinoLog = (log: Logger): Log => ({
  debug: (message, fields) => log.debug(fields ?? {}, message),
  info: (message, fields) => log.info(fields ?? {}, message),
  warn: (message, fields) => log.warn(fields ?? {}, message),
  error: (message, fields) => log.error(fields ?? {}, message),
});
