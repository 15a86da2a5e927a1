import { setTimeout as pause } from "node:timers/promises";
import { createOrm } from "../../db/orm.ts";
import { databaseGarbage } from "../../db/upkeep/garbage.ts";
import { databaseInventory } from "../../db/upkeep/inventory.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { openStore } from "../../lambda/store/compose.ts";
import type { Login } from "../../local/postgres/login.ts";
import { collectGarbage } from "../../server/upkeep/garbage.ts";
import { checkIntegrity } from "../../server/upkeep/integrity.ts";
import type { Accepted } from "./client.ts";
import { readHistory } from "./history.ts";
import { type ArtifactRow, countUnfinished, isAvailable, readArtifacts } from "./invariants/artifacts.ts";
import { type Deletions, violationsOfChanges } from "./invariants/changes.ts";
import { surplusObjects, violationsOfContent } from "./invariants/content.ts";
import { violationsOfLifecycle } from "./invariants/lifecycle.ts";
import { violationsOfOutcomes } from "./invariants/outcomes.ts";
import type { RunOptions } from "./options.ts";
import type { Sample } from "./samples.ts";

/** How to reach database and store past every proxy. */
export interface Direct {
  login(): Login;
  readonly store: Record<"endpoint" | "accessKeyId" | "secretAccessKey" | "bucket", string>;
}

/** What the clients did, and how long to wait. */
export interface CheckOptions extends Deletions, Pick<RunOptions, "settleMs" | "log"> {
  readonly accepted: readonly Accepted[];
  readonly samples: readonly Sample[];
  readonly maxAttempts: number;
}

export interface Checked {
  readonly artifacts: readonly ArtifactRow[];
  readonly violations: readonly string[];
}

const POLL_MS = 500;

/** Waits until every artifact is final and the garbage is collected, then checks the invariants. */
export async function checkInvariants(direct: Direct, options: CheckOptions): Promise<Checked> {
  return withStore(direct, async (store) => {
    const unsettled = await settle(direct, store, options);
    const artifacts = await readArtifacts(direct.login());
    const violations = [
      ...unsettled,
      ...violationsOfLifecycle(await readHistory(direct.login()), options.maxAttempts),
      ...violationsOfOutcomes(artifacts, options.accepted, options.samples),
      ...violationsOfChanges(artifacts, options),
      ...(await violationsOfContent(artifacts, options.samples, store)),
      ...(await fsck(direct, store)),
    ];
    return { artifacts, violations };
  });
}

async function settle(direct: Direct, store: ObjectStore, { settleMs, log }: CheckOptions): Promise<string[]> {
  const tooLate = (what: string): string[] => [`${what} ${settleMs / 1000} s after the last fault`];
  const finalBy = performance.now() + settleMs;
  for (;;) {
    const unfinished = await countUnfinished(direct.login());
    if (unfinished === 0) break;
    if (performance.now() > finalBy) return tooLate(`${unfinished} artifacts were not final`);
    await pause(POLL_MS);
  }
  log("every artifact is final");
  const cleanBy = performance.now() + settleMs;
  while (await hasGarbage(direct, store)) {
    if (performance.now() > cleanBy) return tooLate("there was still garbage");
    await pause(POLL_MS);
  }
  return [];
}

async function hasGarbage(direct: Direct, store: ObjectStore): Promise<boolean> {
  const artifacts = await readArtifacts(direct.login());
  const kept = artifacts.some((one) => one.checkpoints > 0 || (!isAvailable(one) && one.references > 0));
  return kept || (await surplusObjects(store, artifacts)).length > 0;
}

/** The differences that `npm run fsck` would report. */
async function fsck(direct: Direct, store: ObjectStore): Promise<string[]> {
  const pool = { max: 2, statementTimeoutMs: 60_000, connectTimeoutMs: 5_000 };
  const orm = createOrm({ ...direct.login(), tls: false }, pool);
  const signal = AbortSignal.timeout(300_000);
  const register = databaseGarbage(orm.em);
  const garbage = () => collectGarbage({ store, register, ageSeconds: 0, now: Date.now, dryRun: true, signal });
  try {
    const { differences } = await checkIntegrity({ inventory: databaseInventory(orm.em), store, garbage, signal });
    return differences.map(({ of, what }) => `fsck: ${of}: ${what}`);
  } finally {
    await orm.close(true);
  }
}

async function withStore<T>(direct: Direct, work: (store: ObjectStore) => Promise<T>): Promise<T> {
  const { bucket, endpoint, ...credentials } = direct.store;
  const { store, close } = openStore({ bucket, region: "us-east-1", endpoint, credentials });
  try {
    return await work(store);
  } finally {
    await close();
  }
}
