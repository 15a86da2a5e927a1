import type { RepositoryKind, SampleOrganization, SampleRepository } from "../sample.ts";
import { type Changes, HubRepository } from "./repository.ts";

/** All that one hub holds. Ids are matched whatever their case, as on the Hub. */
export class World {
  readonly #repositories = new Map<string, HubRepository>();
  readonly #organizations: readonly SampleOrganization[] | null;

  constructor(repositories: readonly SampleRepository[], organizations: readonly SampleOrganization[] | null) {
    this.#organizations = organizations;
    for (const sample of repositories) this.put(sample);
  }

  /** Adds a repository, or replaces the one of the same kind and id. */
  put(sample: SampleRepository): void {
    this.#repositories.set(`${sample.kind}:${sample.id.toLowerCase()}`, new HubRepository(sample));
  }

  commit(kind: RepositoryKind, id: string, changes: Changes, now: Date): string {
    const found = this.find(kind, id);
    if (found === null) throw new Error(`There is no ${kind} ${id} to commit to`);
    return found.commit(changes, now);
  }

  find(kind: RepositoryKind, id: string): HubRepository | null {
    return this.#repositories.get(`${kind}:${id.toLowerCase()}`) ?? null;
  }

  all(kind: RepositoryKind): HubRepository[] {
    return [...this.#repositories.values()].filter((one) => one.sample.kind === kind);
  }

  byObjectId(objectId: string): HubRepository | null {
    return [...this.#repositories.values()].find((one) => one.objectId === objectId) ?? null;
  }

  /** Everyone who committed anywhere, and every namespace. */
  get names(): ReadonlySet<string> {
    const all = [...this.#repositories.values()];
    const authors = all.flatMap(({ sample }) => (sample.commits ?? []).flatMap((commit) => commit.authors));
    const members = this.#organizations?.flatMap((one) => one.members) ?? [];
    return new Set([...all.map((one) => one.namespace), ...authors, ...members].filter((name) => name !== ""));
  }

  /**
   * The organisation of this name. When the hub was started without a list of organisations, a namespace is one
   * as soon as two people or more have committed to its repositories.
   */
  organization(name: string): SampleOrganization | null {
    if (this.#organizations !== null) {
      return this.#organizations.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null;
    }
    const own = [...this.#repositories.values()].filter(({ namespace }) => namespace === name);
    const authors = own.flatMap(({ sample }) => (sample.commits ?? []).flatMap((commit) => commit.authors));
    const members = [...new Set(authors)].filter((author) => author !== name && !author.endsWith("[bot]"));
    return members.length < 2 ? null : { name, members };
  }
}
