import type { ChaosReport } from "../report.ts";

/** How the registry bore the outage. */
export interface OutageReport extends ChaosReport {
  readonly outage: {
    readonly how: "stopped" | "killed";
    readonly seconds: number;
    readonly clients: number;
    /** How often each kind of request had each outcome, by phase. */
    readonly requests: Readonly<Record<string, number>>;
    /** Milliseconds of the slowest answer to a request that met the outage. */
    readonly slowestMs: number;
    /** Seconds from the database's return until the server said that it is ready. */
    readonly readyAfterSeconds: number;
    /** Seconds from the database's return until every accepted artifact was final. */
    readonly finalAfterSeconds: number;
  };
}
