import { setTimeout as pause } from "node:timers/promises";
import { createOrm } from "../../db/orm.ts";
import { databaseGarbage } from "../../db/upkeep/garbage.ts";
import { databaseInventory } from "../../db/upkeep/inventory.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { openStore } from "../../lambda/store/compose.ts";
import type { Login } from "../../local/postgres/login.ts";
import { collectGarbage } from "../../server/upkeep/garbage.ts";
import { checkIntegrity } from "../../server/upkeep/integrity.ts";
import { readHistory } from "./history.ts";
import { type ArtifactFacts, isOffered, readArtifacts, unfinishedCount } from "./invariants/artifacts.ts";
import { faultsOfChanges } from "./invariants/changes.ts";
import { faultsOfContent, surplusIn } from "./invariants/content.ts";
import { faultsOfLives } from "./invariants/lifecycle.ts";
import { faultsOfEnds } from "./invariants/outcomes.ts";
import type { Accepted } from "./poster.ts";
import type { Wanted } from "./samples.ts";

/** Where to look when the faults are over, past every proxy. */
export interface Scene {
  login(): Login;
  readonly store: Record<"endpoint" | "accessKeyId" | "secretAccessKey" | "bucket", string>;
}
export interface Charges {
  readonly accepted: readonly Accepted[];
  readonly wanted: readonly Wanted[];
  /** Ids whose deletion was asked for, and those of them whose deletion was answered; none by default. */
  readonly condemned?: ReadonlySet<number>;
  readonly deleted?: ReadonlySet<number>;
  readonly maxAttempts: number;
  /** Longest wait for every artifact to be final, and then for what they left to be collected. */
  readonly settleMs: number;
  readonly say: (line: string) => void;
}

const POLL_MS = 500;

/** Waits until all has settled, then holds everything against the invariants. */
export async function judge(
  scene: Scene,
  charges: Charges,
): Promise<{ artifacts: readonly ArtifactFacts[]; violations: readonly string[] }> {
  return withStore(scene, async (store) => {
    const unsettled = await settle(scene, store, charges);
    const artifacts = await readArtifacts(scene.login());
    const violations = [
      ...unsettled,
      ...faultsOfLives(await readHistory(scene.login()), charges.maxAttempts),
      ...faultsOfEnds(artifacts, charges.accepted, charges.wanted),
      ...faultsOfChanges(artifacts, charges),
      ...(await faultsOfContent(artifacts, charges.wanted, store)),
      ...(await faultsOfRecords(scene, store)),
    ];
    return { artifacts, violations };
  });
}

async function settle(scene: Scene, store: ObjectStore, { settleMs, say }: Charges): Promise<string[]> {
  const late = (what: string): string[] => [`${what} after ${settleMs / 1000} s of calm`];
  const finalBy = performance.now() + settleMs;
  for (let left = await unfinishedCount(scene.login()); left > 0; left = await unfinishedCount(scene.login())) {
    if (performance.now() > finalBy) return late(`${left} artifacts were not final`);
    await pause(POLL_MS);
  }
  say("every artifact is final");
  const cleanBy = performance.now() + settleMs;
  while (await isDirty(scene, store)) {
    if (performance.now() > cleanBy) return late("something was left over");
    await pause(POLL_MS);
  }
  return [];
}

async function isDirty(scene: Scene, store: ObjectStore): Promise<boolean> {
  const artifacts = await readArtifacts(scene.login());
  const completed = artifacts.filter(isOffered);
  const hashes = new Set(completed.flatMap(({ files }) => files.flatMap(({ sha256 }) => sha256 ?? [])));
  const kept = artifacts.some(
    (artifact) => artifact.checkpoints > 0 || (!isOffered(artifact) && artifact.references > 0),
  );
  return kept || (await surplusIn(store, completed, hashes)).length > 0;
}

/** What `npm run fsck` would say. */
async function faultsOfRecords(scene: Scene, store: ObjectStore): Promise<string[]> {
  const pool = { max: 2, statementTimeoutMs: 60_000, connectTimeoutMs: 5_000 };
  const orm = createOrm({ ...scene.login(), tls: false }, pool);
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

async function withStore<T>({ store }: Scene, work: (store: ObjectStore) => Promise<T>): Promise<T> {
  const { bucket, endpoint } = store;
  const objects = openStore({ bucket, region: "us-east-1", endpoint, credentials: store });
  try {
    return await work(objects.store);
  } finally {
    await objects.close();
  }
}
