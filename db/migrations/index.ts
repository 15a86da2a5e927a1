import { Migration0001Registry } from "./0001-registry.ts";
import { Migration0002Search } from "./0002-search.ts";
import { Migration0003Access } from "./0003-access.ts";
import { Migration0004Callback } from "./0004-callback.ts";
import { Migration0005Updates } from "./0005-updates.ts";
import { Migration0006Following } from "./0006-following.ts";
import { Migration0007UpdateReports } from "./0007-update-reports.ts";
import { Migration0008Audit } from "./0008-audit.ts";
import { Migration0009Counters } from "./0009-counters.ts";
import { Migration0010Origin } from "./0010-origin.ts";
import { Migration0011Rights } from "./0011-rights.ts";
import { Migration0012Browse } from "./0012-browse.ts";
import { Migration0013Revisions } from "./0013-revisions.ts";
import { Migration0014FanOut } from "./0014-fan-out.ts";
import { Migration0015SourceBudget } from "./0015-source-budget.ts";
import { Migration0016NameIndex } from "./0016-name-index.ts";

/** In order. A migration that has landed is never edited: the next number changes what it did. */
export const migrations = [
  Migration0001Registry,
  Migration0002Search,
  Migration0003Access,
  Migration0004Callback,
  Migration0005Updates,
  Migration0006Following,
  Migration0007UpdateReports,
  Migration0008Audit,
  Migration0009Counters,
  Migration0010Origin,
  Migration0011Rights,
  Migration0012Browse,
  Migration0013Revisions,
  Migration0014FanOut,
  Migration0015SourceBudget,
  Migration0016NameIndex,
];
