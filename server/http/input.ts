import type { RequestHandler } from "express";

/** How a NUL is written in a path or a query. */
const ENCODED_NUL = /%00/;

/**
 * Refuses with 400 a NUL in any text of a request: PostgreSQL stores none, and what some program takes for the end of a
 * text must not be one for nobody else.
 */
export const refuseNul: RequestHandler = (request, response, next) => {
  const place = ENCODED_NUL.test(request.url) ? "request" : placeOfNul(request.body, "body");
  if (place === null) return next();
  const fault = { path: place, message: "must not contain the character NUL" };
  response.status(400).json({ detail: `${fault.path}: ${fault.message}`, errors: [fault] });
};

/** Where a value holds a NUL, in the words of a caller (`body/user/name`); null when it holds none. */
function placeOfNul(value: unknown, place: string): string | null {
  if (typeof value === "string") return value.includes("\0") ? place : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = name.includes("\0") ? place : placeOfNul(inner, `${place}/${name}`);
    if (found !== null) return found;
  }
  return null;
}
