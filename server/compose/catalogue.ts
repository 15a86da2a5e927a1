import { databaseCatalogue } from "../../db/catalogue/catalogue.ts";
import { databaseLineage } from "../../db/catalogue/lineage.ts";
import { databaseRegexSearch } from "../../db/catalogue/regex-search.ts";
import { databaseArtifactSearch } from "../../db/catalogue/search.ts";
import { openDatabase } from "../../db/pool.ts";
import type { Deps } from "../../handlers/deps.ts";
import { createLicenseCheck } from "../license-check.ts";
import type { Foundation } from "./foundation.ts";

/** Finding and reading artifacts. */
export interface Catalogue {
  readonly deps: Pick<Deps, "catalogue" | "artifactSearch" | "search" | "lineage" | "licenses">;
  close(): Promise<void>;
}

export function composeCatalogue({ orm, hubs, config, log }: Foundation): Catalogue {
  const { concurrency, queue, timeoutMs } = config.search;
  // Connections of its own: a slow regular expression never takes one from another request.
  const pool = { max: concurrency, statementTimeoutMs: timeoutMs, connectTimeoutMs: 5_000 };
  const searched = openDatabase(config.database, pool);
  const licenses = createLicenseCheck(hubs, log);
  return {
    deps: {
      catalogue: databaseCatalogue(orm.em),
      artifactSearch: databaseArtifactSearch(orm.em),
      search: databaseRegexSearch(searched, { concurrency, queue, timeoutMs }),
      lineage: databaseLineage(orm.em),
      licenses,
    },
    close: async () => {
      licenses.close();
      await searched.close();
    },
  };
}
