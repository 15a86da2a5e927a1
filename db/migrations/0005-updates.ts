import { Migration } from "@mikro-orm/migrations";

const UNFINISHED = "status in ('pending', 'downloading', 'rating') and deleted_at is null";

/** Updates of artifacts in rows of their own, removal, and ratings that are read again. */
export class Migration0005Updates extends Migration {
  override name = "0005-updates";

  override up(): void {
    this.addSql(`
      alter table artifact
        add column replaces bigint references artifact (id) on delete cascade,
        add column keeps_revision boolean not null default false,
        add column last_update_id bigint,
        add column cleaned_at timestamptz,
        add column refresh_at timestamptz,
        add column refreshes int not null default 0`);
    this.addSql("drop index artifact_one_per_revision");
    this.addSql(`
      create unique index artifact_one_per_revision on artifact (type, source_key, revision)
        where status in ('pending', 'downloading', 'rating', 'completed') and deleted_at is null
          and not keeps_revision`);
    this.addSql(`create unique index artifact_one_update on artifact (replaces) where ${UNFINISHED}`);
    this.addSql("create index artifact_replaces on artifact (replaces) where replaces is not null");
    this.addSql(`
      create index artifact_uncleaned on artifact (id)
        where (status in ('rejected', 'failed') or deleted_at is not null) and cleaned_at is null`);
    this.addSql(`
      create index artifact_refresh on artifact (refresh_at) where refresh_at is not null and deleted_at is null`);
    this.addSql("alter table artifact drop constraint artifact_completed_has_archive");
    this.addSql(`
      alter table artifact add constraint artifact_completed_has_archive
        check (status <> 'completed' or archive is not null or deleted_at is not null)`);
    this.addSql(`
      create table chore (
        name text primary key,
        since timestamptz not null default now()
      )`);
  }

  override down(): void {
    this.addSql("drop table chore");
    this.addSql("delete from artifact where replaces is not null");
    for (const index of [
      "artifact_one_per_revision",
      "artifact_one_update",
      "artifact_replaces",
      "artifact_uncleaned",
      "artifact_refresh",
    ]) {
      this.addSql(`drop index ${index}`);
    }
    this.addSql(`
      alter table artifact drop column replaces, drop column keeps_revision, drop column last_update_id,
        drop column cleaned_at, drop column refresh_at, drop column refreshes`);
    this.addSql(`
      create unique index artifact_one_per_revision on artifact (type, source_key, revision)
        where status in ('pending', 'downloading', 'rating', 'completed') and deleted_at is null`);
  }
}
