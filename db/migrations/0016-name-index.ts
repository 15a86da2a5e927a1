import { Migration } from "@mikro-orm/migrations";

/**
 * The index of all names collects new entries and adds them together, at every 256 kB: one by one they took 60 % of the
 * time of inserting an artifact. A search reads what waits, at most those 256 kB. The indexes of artifacts on offer stay
 * as they are: an artifact enters them once, after its ingest.
 */
export class Migration0016NameIndex extends Migration {
  override name = "0016-name-index";

  override up(): void {
    this.addSql("alter index artifact_name_parts set (fastupdate = on, gin_pending_list_limit = 256)");
  }

  override down(): void {
    this.addSql("alter index artifact_name_parts set (fastupdate = off)");
    this.addSql("alter index artifact_name_parts reset (gin_pending_list_limit)");
  }
}
