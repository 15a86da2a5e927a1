/** Of undici the ingest function uses only connections. Without fetch, caches and mocks it loads a seventh faster. */
// @ts-expect-error: its types describe the index alone
export { default as Agent } from "../../node_modules/undici/lib/dispatcher/agent.js";
