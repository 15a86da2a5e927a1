export type { ActiveFault, FaultAction, FaultFrequency, FaultPlan, FaultTarget } from "./hub/faults.ts";
export type { HubRequest, ListenerName } from "./hub/http/call.ts";
export type * from "./hub/sample.ts";
export { type HubOptions, type LocalHub, startHub } from "./hub/start.ts";
