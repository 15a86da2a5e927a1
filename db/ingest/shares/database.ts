import type { EntityManager } from "@mikro-orm/postgresql";
import type { ShareLedger } from "./ledger.ts";
import { joinResolved, plan, report } from "./plan.ts";
import { exchange, giveBack } from "./units.ts";

/** Shared transfers in the database. */
export function databaseShares(em: EntityManager, leaseSeconds: number): ShareLedger {
  return {
    plan: (claim, units) => plan(em, claim, units),
    join: (share) => joinResolved(em, share),
    exchange: (share, work) => exchange(em, share, { ...work, leaseSeconds }),
    giveBack: (share, unit) => giveBack(em, share, unit),
    report: (claim) => report(em, claim),
  };
}
