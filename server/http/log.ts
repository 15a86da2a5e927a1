import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { type Logger, pino } from "pino";

/** Lines are written together once they are so many bytes, or have waited so many milliseconds. */
const TOGETHER = { minLength: 8 * 1024, periodicFlush: 200 };
/** From this level on (warn) a line is written at once, with those that wait. */
const AT_ONCE = pino.levels.values["warn"] ?? 0;

/**
 * The server's log, to the standard output. A write for each line would cost every request; what waits is written when
 * the process ends, also by a fault: only one that is killed takes its last lines along, and no warning.
 */
export function createLog(level: string): Logger {
  const output = pino.destination({ dest: 1, sync: false, ...TOGETHER });
  const hooks = {
    logMethod(this: Logger, given: Parameters<pino.LogFn>, log: pino.LogFn, of: number): void {
      log.apply(this, given);
      if (of >= AT_ONCE) output.flush();
    },
  };
  const base = { service: "gatehouse-server" };
  return pino({ level, base, redact: ["req.headers.authorization", "password", "token"], hooks }, output);
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
