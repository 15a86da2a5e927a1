import type { MikroORM } from "@mikro-orm/postgresql";
import type { Logger } from "pino";
import { databaseUpdates } from "../../db/ingest/updates.ts";
import { databaseGarbage } from "../../db/upkeep/garbage.ts";
import { databaseRemoval } from "../../db/upkeep/removal.ts";
import type { Deps } from "../../handlers/deps.ts";
import type { Hubs } from "../../lambda/hubs.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import type { Access } from "../access/access.ts";
import type { ServerConfig } from "../config.ts";
import type { SweeperOptions } from "../ingest/sweeper.ts";
import { cleaner, resetter } from "../upkeep/cleaning.ts";
import { collectGarbage, type GarbageReport } from "../upkeep/garbage.ts";
import { composeJudging, type Judging } from "./rating.ts";

/** What the operations that change stored artifacts work with, and the work that goes on after their answers. */
export interface Changing {
  readonly deps: Pick<Deps, "ratings" | "updates" | "removal">;
  readonly sweeping: Pick<SweeperOptions, "clean" | "chores" | "garbage">;
  readonly startRefreshing: Judging["startRefreshing"];
}

export interface ChangingOptions {
  readonly orm: MikroORM;
  readonly hubs: Hubs;
  readonly store: ObjectStore;
  readonly config: ServerConfig;
  readonly access: Access;
  /** Makes the configured administrator able to sign in. */
  readonly bootstrap: () => Promise<void>;
  readonly log: Logger;
}

export function composeChanging({ orm, hubs, store, config, access, bootstrap, log }: ChangingOptions): Changing {
  const judging = composeJudging(orm.em, hubs, config, log);
  const removal = databaseRemoval(orm.em);
  const resets = resetter({
    removal,
    adminUser: config.auth.adminUser,
    collectAll: garbageCollector(orm, store, 0),
    bootstrap,
    forget: access.forget,
  });
  return {
    deps: {
      ratings: judging.ratings,
      updates: databaseUpdates(orm.em),
      removal: { remove: removal.remove, reset: resets.reset },
    },
    sweeping: {
      clean: cleaner(orm.em, store),
      chores: [
        { name: "reset", run: resets.goOn },
        { name: "forget", run: () => access.forgetExpired() },
      ],
      garbage: {
        intervalMs: config.garbage.everySeconds * 1000,
        collect: garbageCollector(orm, store, config.garbage.ageSeconds),
      },
    },
    startRefreshing: judging.startRefreshing,
  };
}

function garbageCollector(orm: MikroORM, store: ObjectStore, ageSeconds: number) {
  const register = databaseGarbage(orm.em);
  return (signal: AbortSignal): Promise<GarbageReport> =>
    collectGarbage({ store, register, ageSeconds, now: Date.now, dryRun: false, signal });
}
