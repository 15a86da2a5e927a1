import { setTimeout as pause } from "node:timers/promises";
import type { LocalHub } from "../../local/hub.ts";
import type { Change } from "./changes/plan.ts";
import { type Artifact, isOver, read, remove, until, update } from "./changes/requests.ts";
import type { AskOptions } from "./client.ts";
import { type Accepted, post } from "./poster.ts";
import type { Wanted } from "./samples.ts";

export interface ChangerOptions extends AskOptions {
  readonly hub: Pick<LocalHub, "put" | "commit">;
  /** What is to be done with the artifact of a link. */
  readonly planned: (wanted: Wanted) => Change;
  /** Longest wait before something is done to an artifact, in milliseconds. */
  readonly delayMs: number;
}

/** Does to artifacts what their plans say, and remembers what the registry said yes to. */
export class Changer {
  /** Accepted when a link was posted once more. */
  readonly accepted: Accepted[] = [];
  /** Ids of artifacts whose deletion was answered. */
  readonly deleted = new Set<number>();
  /** Ids of those whose deletion was asked for, answered or not. */
  readonly condemned = new Set<number>();
  readonly violations = new Set<string>();
  /** How often each change was made. */
  readonly counts = new Map<string, number>();
  readonly #options: ChangerOptions;

  constructor(options: ChangerOptions) {
    this.#options = options;
  }

  /** Posts a link and does to its artifact what the plan says. */
  async live(wanted: Wanted): Promise<void> {
    const plan = this.#options.planned(wanted);
    if (plan === "delete") return this.#deleteSoon(wanted);
    const one = await this.#post(wanted);
    const artifact = await until(one, this.#options, (seen) => seen === "gone" || isOver(seen.status));
    if (artifact === "gone") return this.#unexpected(one, "is gone although nobody deleted it");
    if (artifact.status === "completed") return this.#change(one, plan, artifact);
    await this.#postAgain(one);
  }

  async #post(wanted: Wanted): Promise<Accepted> {
    const one = { id: await post(wanted, this.#options), wanted };
    this.accepted.push(one);
    return one;
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  #unexpected({ id, wanted }: Accepted, what: string): void {
    this.violations.add(`artifact ${id} (${wanted.url}): ${what}`);
  }

  #wait(): Promise<void> {
    const { dice, delayMs, signal } = this.#options;
    return pause(dice.next() * delayMs, undefined, { signal });
  }

  /** A second post tells the id, also while the first one is answered only when the ingest has ended. */
  async #deleteSoon(wanted: Wanted): Promise<void> {
    const first = this.#post(wanted);
    await this.#wait();
    await this.#delete(await this.#post(wanted), "deleted");
    await first;
  }

  async #delete(one: Accepted, how: string): Promise<void> {
    this.condemned.add(one.id);
    await remove(one, this.#options);
    this.deleted.add(one.id);
    this.#count(how);
    if ((await read(one, this.#options)) !== "gone") this.#unexpected(one, "can be read after it was deleted");
  }

  async #change(one: Accepted, plan: Change, before: Artifact): Promise<void> {
    if (plan === "none" || plan === "delete") return;
    await this.#wait();
    if (plan !== "update to nowhere") one.wanted.later?.appear(this.#options.hub);
    const url = plan === "update to nowhere" ? `${one.wanted.url}/tree/nowhere` : undefined;
    if ((await update(one, url, this.#options)) === "gone") return this.#unexpected(one, "is gone before its update");
    this.#count(plan === "update to nowhere" ? "updated to a revision that does not exist" : "updated");
    if (plan === "delete during update") {
      await this.#wait();
      return this.#delete(one, "deleted during or after an update");
    }
    await this.#watch(one, before);
  }

  /** One of the two revisions is served all the while, and never the older one after the newer one. */
  async #watch(one: Accepted, { revision: before }: Artifact): Promise<void> {
    let newer: string | null = null;
    await until(one, this.#options, (seen) => {
      if (seen === "gone" || seen.status !== "completed" || seen.data.download_url === undefined) {
        this.#unexpected(one, `is not served during its update but ${seen === "gone" ? "gone" : seen.status}`);
        return true;
      }
      const { commit } = seen.revision;
      if (commit !== before.commit) newer ??= commit;
      if (newer !== null && commit !== newer) this.#unexpected(one, `shows ${commit} after ${newer}`);
      return isOver(seen.update?.status);
    });
  }

  /** The older artifact stays readable as it ended. */
  async #postAgain(one: Accepted): Promise<void> {
    const { wanted } = one;
    await this.#wait();
    if (wanted.kind === "missing" && this.#options.dice.chance(0.5)) wanted.later?.appear(this.#options.hub);
    const again = await this.#post(wanted);
    this.#count("posted again after it had ended without content");
    if (again.id === one.id) this.#unexpected(one, "was not ingested anew although it had ended");
    const older = await read(one, this.#options);
    if (older === "gone" || older.status === "completed" || !isOver(older.status))
      this.#unexpected(one, "is not readable as it ended after its link was posted again");
  }
}
