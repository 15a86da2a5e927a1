import { Migration } from "@mikro-orm/migrations";

/** Transfers that several invocations share. */
export class Migration0014FanOut extends Migration {
  override name = "0014-fan-out";

  override up(): void {
    this.addSql("alter table artifact add column share_token uuid");
    // Units are parts of the listing that the stage resolve saved: they are deleted with that checkpoint.
    this.addSql(`
      create table transfer_unit (
        artifact_id bigint not null,
        number int not null,
        listing text not null default 'resolve' check (listing = 'resolve'),
        sha256 text,
        bytes bigint not null,
        files int not null,
        state text not null default 'free' check (state in ('free', 'moving', 'stored')),
        worker uuid,
        lease_until timestamptz,
        moves int not null default 0,
        bytes_done bigint not null default 0,
        bytes_fetched bigint not null default 0,
        report jsonb,
        failure jsonb,
        primary key (artifact_id, number),
        foreign key (artifact_id, listing) references checkpoint (artifact_id, stage) on delete cascade
      )`);
  }

  override down(): void {
    this.addSql("drop table transfer_unit");
    this.addSql("alter table artifact drop column share_token");
  }
}
