import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import express, { type Request, type Response, type Router } from "express";
import sirv from "sirv";
import { allowedMethods } from "./router.ts";

/** Where `npm run build:web` puts the page. */
export const PAGE_DIRECTORY = path.resolve(import.meta.dirname, "../../dist/web");

/** Everything comes from this server, and nothing inline runs or styles. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Addresses of the page; web/router.tsx has the same. */
const VIEWS = /^\/(?:(?:submit|compare|operate|settings)?|(?:model|dataset|code)\/\d{1,16})$/;
const ASSETS = "/assets/";

/**
 * Serves the built page to browsers, and leaves every other request to the API. File names under /assets hold a hash of
 * their content, so they never change. Without a built page nothing is served.
 */
export function servePage(directory: string): Router {
  const router = express.Router();
  const file = path.join(directory, "index.html");
  if (!existsSync(file)) return router;
  const page = readFileSync(file);
  const assets = sirv(directory, { brotli: true, etag: true });
  return router.get(/./, (request, response, next) => {
    if (request.path.startsWith(ASSETS)) return sendAsset(assets, request, response, next);
    if (!wantsPage(request)) return next();
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Cache-Control", "no-cache");
    response.vary("Accept");
    response
      .status(VIEWS.test(request.path) ? 200 : 404)
      .type("html")
      .send(page);
  });
}

/** A person opens an address in a browser that no operation has. */
const wantsPage = (request: Request): boolean =>
  request.accepts(["json", "html"]) === "html" &&
  (VIEWS.test(request.path) || allowedMethods(request.path).length === 0);

function sendAsset(assets: ReturnType<typeof sirv>, request: Request, response: Response, next: () => void): void {
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  assets(request, response, () => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
}
