import { Migration } from "@mikro-orm/migrations";

/** Triggers write with the rights of their owner: whoever changes an artifact need not be able to write what follows. */
export class Migration0011Rights extends Migration {
  override name = "0011-rights";

  override up(): void {
    for (const name of ["audit_seal", "enqueue_webhook"])
      this.addSql(`alter function ${name}() security definer set search_path = public, pg_temp`);
  }

  override down(): void {
    for (const name of ["audit_seal", "enqueue_webhook"])
      this.addSql(`alter function ${name}() security invoker reset search_path`);
  }
}
