import { Migration } from "@mikro-orm/migrations";

const LISTED = "archive is not null and deleted_at is null";

/** Finding artifacts: indexes of what is on offer, trigrams for regular expressions, and what was made from what. */
export class Migration0002Search extends Migration {
  override name = "0002-search";

  override up(): void {
    this.addSql(`
      do $$ begin
        create extension if not exists pg_trgm;
      exception when others then
        raise exception 'The search needs the extension pg_trgm, which could not be created: %', sqlerrm
          using hint = format('Let an owner of the database %I run "create extension pg_trgm" in it, then migrate again.',
            current_database());
      end $$`);
    this.addSql(`create index artifact_listed_type on artifact (type, id) where ${LISTED}`);
    this.addSql(`create index artifact_listed_name on artifact (name, type, id) where ${LISTED}`);
    this.addSql(`create index artifact_listed_source on artifact (source_key, id) where ${LISTED}`);
    this.addSql(`
      create index artifact_listed_origin on artifact ((host || ':' || type || ':' || lower(repository)), id)
        where ${LISTED}`);
    this.addSql(`
      create index artifact_name_trigrams on artifact using gin (name gin_trgm_ops) with (fastupdate = off)
        where ${LISTED}`);
    this.addSql(`
      create index artifact_readme_trigrams on artifact using gin (readme gin_trgm_ops) with (fastupdate = off)
        where ${LISTED}`);
    this.addSql(`
      create table artifact_link (
        artifact_id bigint not null references artifact (id) on delete cascade,
        kind text not null check (kind in ('parent', 'dataset', 'code')),
        target_key text not null,
        target text not null,
        declared_in jsonb not null,
        primary key (artifact_id, kind, target_key)
      )`);
    this.addSql("create index artifact_link_target on artifact_link (target_key, artifact_id)");
  }

  override down(): void {
    this.addSql("drop table artifact_link");
    for (const index of [
      "artifact_listed_type",
      "artifact_listed_name",
      "artifact_listed_source",
      "artifact_listed_origin",
      "artifact_name_trigrams",
      "artifact_readme_trigrams",
    ]) {
      this.addSql(`drop index ${index}`);
    }
  }
}
