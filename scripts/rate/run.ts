import type { Env } from "../../domain/environment.ts";
import { fraction, readEnvironment } from "../../domain/environment.ts";
import { readHubs } from "../../lambda/config.ts";
import { composeHubs, type HubsConfig } from "../../lambda/hubs.ts";
import type { Clock, Log, SourceLink } from "../../lambda/ports.ts";
import { policy, rateOptions } from "../../rating/policy.ts";
import { type Rating, rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";

export interface RateSettings extends HubsConfig {
  readonly threshold: number;
}

export interface RateTools {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

export interface Rated {
  readonly rating: Rating;
  readonly snapshot: Snapshot;
  readonly commitDate: string;
  /** Facts that could not be read and may be readable later, in words. */
  readonly missing: readonly string[];
}

/** @throws ConfigurationFault that lists every wrong variable. */
export function rateSettings(env: Env): RateSettings {
  const read = readEnvironment(env);
  return read.valid<RateSettings>({
    ...readHubs(read),
    threshold: read("RATING_THRESHOLD", fraction, policy.net.threshold),
  });
}

/** Longest wait for a busy source, milliseconds: a person is waiting. */
const MAX_WAIT_MS = 5_000;
/** A list of files is all that is read of them. */
const LIMITS = { maxBytes: Number.MAX_SAFE_INTEGER, maxFiles: 1_000_000 };

/**
 * Rates a model on Hugging Face from its metadata; no weights are downloaded.
 * @throws IngestFailure when the repository cannot be resolved.
 */
export async function rateRepository(link: SourceLink, settings: RateSettings, tools: RateTools): Promise<Rated> {
  const hubs = composeHubs(settings, tools);
  const source = hubs.source({ limits: LIMITS, maxWaitMs: MAX_WAIT_MS, tries: 3 });
  // The command line knows no registry: parents are rated from their metadata.
  const facts = hubs.facts(policy, { parents: async () => null, hasDataset: async () => false });
  try {
    const resolved = await source(link.host).resolve(link, { signal: tools.signal });
    const snapshot = await facts.gather(resolved, tools.signal);
    const rating = rate(snapshot, rateOptions({ threshold: settings.threshold, strict: false }));
    return { rating, commitDate: snapshot.commitDate, missing: facts.missing(snapshot), snapshot };
  } finally {
    await hubs.close();
  }
}
