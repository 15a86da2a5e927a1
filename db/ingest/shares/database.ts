import type { Database } from "../../sql.ts";
import type { ShareLedger } from "./ledger.ts";
import { joinResolved, plan, report } from "./plan.ts";
import { exchange, giveBack } from "./units.ts";

/** Shared transfers in the database. */
export function databaseShares(db: Database, leaseSeconds: number): ShareLedger {
  return {
    plan: (claim, units) => plan(db, claim, units),
    join: (share) => joinResolved(db, share),
    exchange: (share, work) => exchange(db, share, { ...work, leaseSeconds }),
    giveBack: (share, unit) => giveBack(db, share, unit),
    report: (claim) => report(db, claim),
  };
}
