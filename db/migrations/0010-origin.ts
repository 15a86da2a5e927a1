import { Migration } from "@mikro-orm/migrations";

const LIVE =
  "status in ('pending', 'downloading', 'rating', 'completed') and deleted_at is null and not keeps_revision";

/**
 * Several links can lead to one repository at one ref (a legacy id, an old name, the default branch by its name, a folder
 * inside). Only the source can tell, so the canonical origin is known once it was asked, and one artifact can hold it.
 */
export class Migration0010Origin extends Migration {
  override name = "0010-origin";

  override up(): void {
    this.addSql("alter table artifact add column origin text");
    // Of artifacts that are the same already, the oldest one keeps the origin.
    this.addSql(`
      update artifact a set origin = o.origin
      from (
        select distinct on (host, type, lower(repository), revision) id,
          host || ':' || type || ':' || lower(repository) || '@' || revision as origin
        from artifact where "commit" is not null and replaces is null and ${LIVE}
        order by host, type, lower(repository), revision, id) o
      where o.id = a.id`);
    this.addSql(`create unique index artifact_one_per_origin on artifact (origin) where ${LIVE}`);
  }

  override down(): void {
    this.addSql("drop index artifact_one_per_origin");
    this.addSql("alter table artifact drop column origin");
  }
}
