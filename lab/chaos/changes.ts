import { setTimeout as pause } from "node:timers/promises";
import type { LocalHub } from "../../local/hub.ts";
import {
  type Accepted,
  type Artifact,
  type ClientOptions,
  isFinal,
  post,
  read,
  remove,
  until,
  update,
} from "./client.ts";
import type { Random } from "./faults/random.ts";
import type { Sample } from "./samples.ts";

/** What happens to an artifact after its link was posted. A failed one is posted again in any case. */
export type Change = "delete" | "update" | "update to a missing revision" | "delete during update" | "none";

/** Percent of the artifacts; the rest stays as it is. */
const SHARES: readonly (readonly [Change, number])[] = [
  ["delete", 18],
  ["update", 30],
  ["update to a missing revision", 8],
  ["delete during update", 10],
];

/** Draws the change of an artifact. Only one that completes and has a later revision can be updated. */
export function planFor({ outcome, later }: Sample, random: Random): Change {
  let drawn = random.next() * 100;
  for (const [change, share] of SHARES) {
    if (drawn < share) return change === "delete" || (outcome === "completed" && later !== null) ? change : "none";
    drawn -= share;
  }
  return "none";
}

export interface ChangerOptions extends ClientOptions {
  readonly hub: Pick<LocalHub, "put" | "commit">;
  readonly planFor: (sample: Sample) => Change;
  /** Longest wait before a change, in milliseconds. */
  readonly delayMs: number;
}

/** Posts links, changes their artifacts as planned, and records what the registry confirmed. */
export class Changer {
  readonly accepted: Accepted[] = [];
  /** Ids whose deletion was confirmed. */
  readonly deleted = new Set<number>();
  /** Ids whose deletion was requested, confirmed or not. */
  readonly deletionRequested = new Set<number>();
  readonly violations = new Set<string>();
  /** How often each change was made. */
  readonly counts = new Map<string, number>();
  readonly #options: ChangerOptions;

  constructor(options: ChangerOptions) {
    this.#options = options;
  }

  /** Posts the link of a sample and makes its planned change. */
  async run(sample: Sample): Promise<void> {
    const plan = this.#options.planFor(sample);
    if (plan === "delete") return this.#deleteEarly(sample);
    const one = await this.#post(sample);
    const artifact = await until(one, this.#options, (seen) => seen === "not found" || isFinal(seen.status));
    if (artifact === "not found") return this.#violation(one, "is gone although nobody deleted it");
    if (artifact.status === "completed") return this.#change(one, plan, artifact);
    await this.#postAgain(one);
  }

  async #post(sample: Sample): Promise<Accepted> {
    const one = await post(sample, this.#options);
    this.accepted.push(one);
    return one;
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  #violation({ id, sample }: Accepted, what: string): void {
    this.violations.add(`artifact ${id} (${sample.url}): ${what}`);
  }

  #wait(): Promise<void> {
    const { random, delayMs, signal } = this.#options;
    return pause(random.next() * delayMs, undefined, { signal });
  }

  /** A second post returns the id while a synchronous first one still waits for its ingest. */
  async #deleteEarly(sample: Sample): Promise<void> {
    const first = this.#post(sample);
    await this.#wait();
    await this.#delete(await this.#post(sample), "deleted");
    await first;
  }

  async #delete(one: Accepted, how: string): Promise<void> {
    this.deletionRequested.add(one.id);
    await remove(one, this.#options);
    this.deleted.add(one.id);
    this.#count(how);
    if ((await read(one, this.#options)) !== "not found") this.#violation(one, "can be read after its deletion");
  }

  async #change(one: Accepted, plan: Change, before: Artifact): Promise<void> {
    if (plan === "none" || plan === "delete") return;
    await this.#wait();
    const missing = plan === "update to a missing revision";
    if (!missing) one.sample.later?.publish(this.#options.hub);
    const url = missing ? `${one.sample.url}/tree/nowhere` : undefined;
    if ((await update(one, url, this.#options)) === "not found")
      return this.#violation(one, "is gone before its update");
    this.#count(missing ? "updated to a missing revision" : "updated");
    if (plan === "delete during update") {
      await this.#wait();
      return this.#delete(one, "deleted during or after an update");
    }
    await this.#watch(one, before);
  }

  /** During an update one of the two revisions is always served, and never the older one after the newer one. */
  async #watch(one: Accepted, { revision: before }: Artifact): Promise<void> {
    let newer: string | null = null;
    await until(one, this.#options, (seen) => {
      if (seen === "not found" || seen.status !== "completed" || seen.data.download_url === undefined) {
        this.#violation(one, `is not served during its update but ${seen === "not found" ? seen : seen.status}`);
        return true;
      }
      const { commit } = seen.revision;
      if (commit !== before.commit) newer ??= commit;
      if (newer !== null && commit !== newer) this.#violation(one, `serves ${commit} after ${newer}`);
      return isFinal(seen.update?.status);
    });
  }

  /** The older artifact must stay readable with its outcome. */
  async #postAgain(one: Accepted): Promise<void> {
    const { sample } = one;
    await this.#wait();
    if (sample.kind === "missing" && this.#options.random.chance(0.5)) sample.later?.publish(this.#options.hub);
    const again = await this.#post(sample);
    this.#count("posted again after rejection or failure");
    if (again.id === one.id) this.#violation(one, "was not ingested again although it was final");
    const older = await read(one, this.#options);
    if (older === "not found" || older.status === "completed" || !isFinal(older.status))
      this.#violation(one, "does not show its outcome after its link was posted again");
  }
}
