/** The embedded object store, for development, tests and demonstrations. */
export { type LocalS3, type LocalS3Options, startS3 } from "./s3/http/server.ts";
