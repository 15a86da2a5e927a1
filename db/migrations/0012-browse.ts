import { Migration } from "@mikro-orm/migrations";

/** What lists of artifacts of every status filter and sort by, and when each ended. */
export class Migration0012Browse extends Migration {
  override name = "0012-browse";

  override up(): void {
    this.addSql(
      `alter table artifact
         add column net_score double precision generated always as ((verdict ->> 'net_score')::double precision) stored,
         add column license text generated always as (verdict ->> 'license') stored,
         add column source_owner text generated always as (
           case when position('/' in repository) > 0 then split_part(repository, '/', 1) end) stored,
         add column ended_at timestamptz`,
    );
    this.addSql(`update artifact set ended_at = updated_at where status in ('completed', 'rejected', 'failed')`);
    this.addSql(
      `create function note_artifact_end() returns trigger language plpgsql as $$
       begin
         new.ended_at := now();
         return new;
       end $$`,
    );
    this.addSql(
      `create trigger artifact_end_noted before update of status on artifact for each row
         when (new.status in ('completed', 'rejected', 'failed') and old.status is distinct from new.status)
         execute function note_artifact_end()`,
    );
    const shown = "where deleted_at is null and replaces is null";
    for (const statement of [
      // An index that covers them: counting reads no row, and rows are wide.
      `create index artifact_counted on artifact (type, status, license, source_owner, net_score) ${shown}`,
      `create index artifact_by_name on artifact (lower(name), id) ${shown}`,
      `create index artifact_by_score on artifact (coalesce(net_score, -1), id) ${shown}`,
      `create index artifact_by_size on artifact (coalesce(bytes_total, -1), id) ${shown}`,
      `create index artifact_source on artifact (source_key, id) ${shown}`,
      `create index artifact_name_parts on artifact using gin (lower(name || ' ' || repository) gin_trgm_ops)
         with (fastupdate = off) ${shown}`,
      // A text search vector holds 1 MB at most; the start of a README says what it is about.
      `create index artifact_readme_words on artifact using gin (to_tsvector('simple', left(readme, 50000)))
         with (fastupdate = off) where archive is not null and deleted_at is null`,
      "create index artifact_ended on artifact (ended_at) where ended_at is not null",
    ])
      this.addSql(statement);
  }

  override down(): void {
    for (const name of ["ended", "readme_words", "name_parts", "source", "by_size", "by_score", "by_name", "counted"])
      this.addSql(`drop index artifact_${name}`);
    this.addSql("drop trigger artifact_end_noted on artifact");
    this.addSql("drop function note_artifact_end()");
    this.addSql(
      "alter table artifact drop column ended_at, drop column source_owner, drop column license, drop column net_score",
    );
  }
}
