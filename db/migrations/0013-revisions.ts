import { Migration } from "@mikro-orm/migrations";

const LISTED = "archive is not null and deleted_at is null";
const ORIGIN_KEY = "(host || ':' || type || ':' || lower(repository))";

/**
 * Finding the revisions of a repository, by the link or by the name that the source gives it, whatever their status:
 * the download API says why one is not served. And the first byte of large blobs, which it answers itself.
 */
export class Migration0013Revisions extends Migration {
  override name = "0013-revisions";

  override up(): void {
    this.addSql("drop index artifact_listed_source");
    this.addSql("drop index artifact_listed_origin");
    this.addSql("drop index artifact_source");
    this.addSql("create index artifact_source_key on artifact (source_key, id)");
    this.addSql(`create index artifact_origin_key on artifact (${ORIGIN_KEY}, id)`);
    this.addSql("alter table blob add column first_byte smallint check (first_byte between 0 and 255)");
    this.addSql(`
      create index blob_without_first_byte on blob (sha256)
        where first_byte is null and stored_at is not null and bytes > 1048576`);
  }

  override down(): void {
    this.addSql("drop index blob_without_first_byte");
    this.addSql("alter table blob drop column first_byte");
    this.addSql("drop index artifact_source_key");
    this.addSql("drop index artifact_origin_key");
    this.addSql(
      "create index artifact_source on artifact (source_key, id) where deleted_at is null and replaces is null",
    );
    this.addSql(`create index artifact_listed_source on artifact (source_key, id) where ${LISTED}`);
    this.addSql(`create index artifact_listed_origin on artifact (${ORIGIN_KEY}, id) where ${LISTED}`);
  }
}
