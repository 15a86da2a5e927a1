import type { EntityManager } from "@mikro-orm/postgresql";
import { documentOf } from "../checkpoints.ts";
import type { ShareLedger } from "./ledger.ts";
import { join, plan, report } from "./plan.ts";
import { exchange, giveBack } from "./units.ts";

/** Shared transfers in the database. */
export function databaseShares(em: EntityManager, leaseSeconds: number): ShareLedger {
  return {
    plan: (claim, units) => plan(em, claim, units),
    join: async (share) => ({ ...(await join(em, share)), resolved: await documentOf(em, share, "resolve") }),
    exchange: (share, work) => exchange(em, share, { ...work, leaseSeconds }),
    giveBack: (share, unit) => giveBack(em, share, unit),
    report: (claim) => report(em, claim),
  };
}
