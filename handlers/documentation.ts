import type { Handler } from "./contract.ts";

/** Nothing but our own files, and no script or style within the page. Styles set by scripts are no part of it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "Content-Security-Policy": POLICY,
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-cache",
} as const;

/** The page that shows the contract to people. */
export const documentation: Handler<"Documentation"> = async (_input, deps) => ({
  status: 200,
  headers: HEADERS,
  body: await deps.documentation("page.html"),
});

/** The files that the page is made of. */
export const documentationFile: Handler<"DocumentationFile"> = async ({ path }, deps) => {
  return {
    status: 200,
    headers: { "X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=3600" },
    mediaType: path.file.endsWith(".css") ? "text/css" : "text/javascript",
    body: await deps.documentation(path.file),
  };
};
