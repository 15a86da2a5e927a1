/** The sample hub: Hugging Face and GitHub as a client sees them, for the demo and the tests. */
export type { ActiveFault, FaultAction, FaultFrequency, FaultPlan, FaultTarget, ListenerName } from "./hub/faults.ts";
export type { HubRequest } from "./hub/http/call.ts";
export type * from "./hub/sample.ts";
export { type SampleWorld, sampleRepositories } from "./hub/samples.ts";
export { type HubOptions, type LocalHub, startHub } from "./hub/start.ts";

if (import.meta.main) {
  const { serveSamples } = await import("./hub/cli.ts");
  await serveSamples(process.argv);
}
