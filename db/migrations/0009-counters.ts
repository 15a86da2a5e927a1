import { Migration } from "@mikro-orm/migrations";

/** The counters of attempts to sign in count requests and posts too. Dispatch faults are codes: older texts go. */
export class Migration0009Counters extends Migration {
  override name = "0009-counters";

  override up(): void {
    this.addSql("alter table sign_in_attempt rename to rate_counter");
    this.addSql("alter table rate_counter rename constraint sign_in_attempt_pkey to rate_counter_pkey");
    this.addSql("alter index sign_in_attempt_expiry rename to rate_counter_expiry");
    this.addSql("update artifact set dispatch_error = null where dispatch_error is not null");
  }

  override down(): void {
    this.addSql("alter table rate_counter rename to sign_in_attempt");
    this.addSql("alter table sign_in_attempt rename constraint rate_counter_pkey to sign_in_attempt_pkey");
    this.addSql("alter index rate_counter_expiry rename to sign_in_attempt_expiry");
  }
}
