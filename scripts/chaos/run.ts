import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { S3Client } from "@aws-sdk/client-s3";
import type { ObjectStore } from "../../lambda/ports.ts";
import { s3ClientOptions } from "../../lambda/store/client.ts";
import { s3ObjectStore } from "../../lambda/store/s3.ts";
import type { Login } from "../local/postgres/login.ts";
import { diceOf, Faults } from "./dice.ts";
import { readHistory, recordHistory } from "./history.ts";
import { faultsOfContent, surplusIn } from "./invariants/content.ts";
import { faultsOfEnds } from "./invariants/ends.ts";
import { faultsOfLives } from "./invariants/life.ts";
import { type ArtifactFacts, readArtifacts, unfinishedCount } from "./invariants/rows.ts";
import { goKilling } from "./killer.ts";
import { type Accepted, postAll, sessionOf } from "./poster.ts";
import { ADMIN, BUCKET, MAX_ATTEMPTS, openTheatre, type Theatre } from "./theatre.ts";
import { type SampleWorld, worldOf } from "./wanted.ts";

export interface ChaosOptions {
  readonly seed: number;
  /** How long faults are injected, in milliseconds. */
  readonly faultsMs: number;
  readonly artifacts: number;
  readonly servers: number;
  readonly largeBytes: number;
  /** Longest wait for every artifact to be final once the faults stopped, and then for the garbage to be collected. */
  readonly settleMs: number;
  /** Keeps the directory with the logs when something was violated. */
  readonly keep: boolean;
  readonly say: (line: string) => void;
}

export interface ChaosReport {
  readonly seed: number;
  readonly seconds: number;
  readonly posted: number;
  readonly accepted: number;
  /** Artifacts by kind and end. */
  readonly ends: Readonly<Record<string, number>>;
  readonly attempts: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
  /** Where the logs are; null when they were removed. */
  readonly directory: string | null;
}

/** One run: everything up, faults and posts for a while, calm until all has settled, then the invariants. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const startedAt = performance.now();
  const directory = await mkdtemp(path.join(tmpdir(), `gatehouse-chaos-${options.seed}-`));
  const faults = new Faults();
  const world = worldOf(options.artifacts, diceOf(options.seed, "world"), options.largeBytes);
  let violations: readonly string[] = ["the run broke off"];
  try {
    const theatre = await openTheatre({ ...options, directory, world, faults });
    try {
      const played = await play(theatre, world, options, faults);
      violations = played.violations;
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      return report(
        options,
        { ...played, seconds },
        world,
        faults,
        options.keep && violations.length > 0 ? directory : null,
      );
    } finally {
      await theatre.close();
    }
  } finally {
    if (!options.keep || violations.length === 0) await rm(directory, { recursive: true, force: true });
  }
}

interface Played {
  readonly artifacts: readonly ArtifactFacts[];
  readonly accepted: readonly Accepted[];
  readonly violations: readonly string[];
}

async function play(theatre: Theatre, world: SampleWorld, options: ChaosOptions, faults: Faults): Promise<Played> {
  const { faultsMs, seed, settleMs, say } = options;
  await recordHistory(loginOf(theatre));
  const dice = diceOf(seed, "poster");
  const url = (): string => dice.pick(theatre.servers).url;
  const session = sessionOf(url, ADMIN);
  theatre.rise();
  say(`faults for ${faultsMs / 1000} s`);
  const limit = AbortSignal.timeout(faultsMs + settleMs);
  const [accepted] = await Promise.all([
    postAll(world.wanted, { url, session, dice, spreadMs: faultsMs * 0.7, signal: limit }),
    goKilling({ theatre, seed, forMs: faultsMs, faults, signal: limit }),
  ]);
  await pause(Math.max(0, faultsMs - theatre.elapsed()));
  say(`${accepted.length} accepted, ${faults.total} faults; calm until all is settled`);
  const unsettled = await settle(theatre, settleMs, say);
  const login = loginOf(theatre);
  const artifacts = await readArtifacts(login);
  const violations = [
    ...unsettled,
    ...faultsOfLives(await readHistory(login), MAX_ATTEMPTS),
    ...faultsOfEnds(artifacts, accepted, world.wanted),
    ...(await withStore(theatre, (store) => faultsOfContent(artifacts, world.wanted, store))),
  ];
  return { artifacts, accepted, violations };
}

function loginOf({ database }: Theatre): Login {
  const login = database.login();
  if (login === null) throw new Error("the database is not up");
  return login;
}

const POLL_MS = 500;

/** Waits until every artifact is final and what they left was collected; what did not settle in time. */
async function settle(theatre: Theatre, limitMs: number, say: (line: string) => void): Promise<string[]> {
  const finalBy = performance.now() + limitMs;
  for (let left = Number.POSITIVE_INFINITY; left > 0; await pause(POLL_MS)) {
    left = await unfinishedCount(loginOf(theatre));
    if (left > 0 && performance.now() > finalBy)
      return [`${left} artifacts were not final after ${limitMs / 1000} s of calm`];
  }
  say("every artifact is final");
  const cleanBy = performance.now() + limitMs;
  for (;;) {
    const dirt = await withStore(theatre, async (store) => {
      const completed = (await readArtifacts(loginOf(theatre))).filter(({ status }) => status === "completed");
      const hashes = new Set(completed.flatMap(({ files }) => files.flatMap(({ sha256 }) => sha256 ?? [])));
      return surplusIn(store, completed, hashes);
    });
    const kept = (await readArtifacts(loginOf(theatre))).filter(
      ({ status, references, checkpoints }) => checkpoints > 0 || (status !== "completed" && references > 0),
    );
    if (dirt.length + kept.length === 0) return [];
    if (performance.now() > cleanBy) return [`garbage was left after ${limitMs / 1000} s of calm`];
    await pause(POLL_MS);
  }
}

async function withStore<T>({ store }: Theatre, work: (store: ObjectStore) => Promise<T>): Promise<T> {
  const client = new S3Client(s3ClientOptions({ region: "us-east-1", endpoint: store.endpoint, credentials: store }));
  try {
    return await work(s3ObjectStore({ client, bucket: BUCKET }));
  } finally {
    client.destroy();
  }
}

function report(
  { seed }: ChaosOptions,
  { artifacts, accepted, violations, seconds }: Played & { readonly seconds: number },
  { wanted }: SampleWorld,
  faults: Faults,
  directory: string | null,
): ChaosReport {
  const kinds = new Map(wanted.map(({ url, kind }) => [url, kind]));
  const ends: Record<string, number> = {};
  for (const { url, status, failure } of artifacts) {
    const end = `${kinds.get(url) ?? "unknown"}: ${status}${failure === null ? "" : ` (${failure.code})`}`;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return {
    seed,
    seconds,
    posted: wanted.length,
    accepted: accepted.length,
    ends: Object.fromEntries(Object.entries(ends).sort()),
    attempts: artifacts.reduce((sum, { attempt }) => sum + attempt, 0),
    faults: Object.fromEntries([...faults.counts].sort()),
    violations,
    directory,
  };
}
