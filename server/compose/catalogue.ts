import type { MikroORM } from "@mikro-orm/postgresql";
import type { Logger } from "pino";
import { databaseAuditTrail } from "../../db/catalogue/audit.ts";
import { databaseCatalogue } from "../../db/catalogue/catalogue.ts";
import { databaseLineage } from "../../db/catalogue/lineage.ts";
import { databaseRegexSearch } from "../../db/catalogue/regex-search.ts";
import { createOrm } from "../../db/orm.ts";
import type { Deps } from "../../handlers/deps.ts";
import type { Hubs } from "../../lambda/hubs.ts";
import type { ServerConfig } from "../config.ts";
import { createLicenseCheck } from "../license-check.ts";

/** What the operations that find and read work with. */
export interface Reading {
  readonly deps: Pick<Deps, "catalogue" | "search" | "auditTrail" | "lineage" | "licenses">;
  close(): Promise<void>;
}

/** Regular expressions get connections of their own, so that they can never take one from another request. */
export function composeReading(orm: MikroORM, hubs: Hubs, config: ServerConfig, log: Logger): Reading {
  const { concurrency, queue, timeoutMs } = config.search;
  const searching = createOrm(config.database, {
    max: concurrency,
    statementTimeoutMs: timeoutMs,
    connectTimeoutMs: 5_000,
  });
  const licenses = createLicenseCheck(hubs, log);
  return {
    deps: {
      catalogue: databaseCatalogue(orm.em),
      search: databaseRegexSearch(searching.em, { concurrency, queue, timeoutMs }),
      auditTrail: databaseAuditTrail(orm.em),
      lineage: databaseLineage(orm.em),
      licenses,
    },
    close: async () => {
      licenses.close();
      await searching.close(true);
    },
  };
}
