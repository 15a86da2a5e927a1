import path from "node:path";

/** What Node is given before the file of a script, as in package.json: what it compiled is kept for the next start. */
export const ENTRY = ["--import", path.resolve(import.meta.dirname, "../../../scripts/entry/node.js")] as const;
