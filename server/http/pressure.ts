import type { RequestHandler, Response } from "express";
import { ALWAYS_ANSWERED } from "./guards.ts";
import { tooBusy } from "./failures.ts";

/**
 * Lets so many requests at a time be worked on and tells the others to come back at once, instead of letting all wait.
 * A place is held until the head of the answer goes out: a slow reader of a long answer does not hold one.
 */
export function limitRequests(most: number): RequestHandler {
  let under = 0;
  return (request, response, next) => {
    if (ALWAYS_ANSWERED.has(request.path)) return next();
    if (under >= most) {
      const { status, headers, body } = tooBusy();
      response.set(headers).set("Connection", "close").status(status).json(body);
      return;
    }
    under += 1;
    onAnswered(response, () => {
      under -= 1;
    });
    next();
  };
}

/** Calls back once, when the answer begins or the connection ends before. */
function onAnswered(response: Response, done: () => void): void {
  let called = false;
  const once = (): void => {
    if (!called) done();
    called = true;
  };
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => Response;
  response.writeHead = ((...given: unknown[]) => {
    once();
    return writeHead(...given);
  }) as Response["writeHead"];
  response.once("close", once);
}
