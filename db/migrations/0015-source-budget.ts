import { Migration } from "@mikro-orm/migrations";

/** The rate limits of sources, as the workers of shared transfers know them. */
export class Migration0015SourceBudget extends Migration {
  override name = "0015-source-budget";

  override up(): void {
    // Until when is in milliseconds since the epoch.
    this.addSql(`
      create table source_budget (
        source text not null,
        identity text not null,
        kind text not null,
        remaining int not null,
        until bigint not null,
        primary key (source, identity, kind)
      )`);
  }

  override down(): void {
    this.addSql("drop table source_budget");
  }
}
