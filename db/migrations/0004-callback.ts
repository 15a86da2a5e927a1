import { Migration } from "@mikro-orm/migrations";

/** Reports over HTTP: which claim ended an artifact and how, and the nonces that were used up. */
export class Migration0004Callback extends Migration {
  override name = "0004-callback";

  override up(): void {
    this.addSql("alter table artifact add column settled_token uuid, add column settled_as text");
    this.addSql(`
      create table callback_nonce (
        nonce text primary key,
        expires_at timestamptz not null
      )`);
    this.addSql("create index callback_nonce_expires on callback_nonce (expires_at)");
  }

  override down(): void {
    this.addSql("drop table callback_nonce");
    this.addSql("alter table artifact drop column settled_token, drop column settled_as");
  }
}
