import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../http/refusal.ts";
import { readAllJson, writeJson } from "./disk.ts";
import { type FunctionReference, functionArn, type Home, LATEST } from "./names.ts";
import type { CodeRecord, FunctionRecord, VersionRecord } from "./records.ts";

/** A function version that a reference leads to. */
export interface Resolved {
  readonly record: FunctionRecord;
  readonly version: VersionRecord;
  /** As invoked: with the alias or version, when one was named. */
  readonly arn: string;
  /** Under which the event-invoke configuration is found. */
  readonly qualifier: string;
}

/** The functions, in memory and as one file each. Changes to one function happen one after another. */
export class FunctionStore {
  readonly #directory: string;
  readonly #home: Home;
  readonly #functions = new Map<string, FunctionRecord>();
  readonly #chains = new Map<string, Promise<unknown>>();

  private constructor(directory: string, home: Home) {
    this.#directory = directory;
    this.#home = home;
  }

  static async open(directory: string, home: Home): Promise<FunctionStore> {
    const store = new FunctionStore(directory, home);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const record of (await readAllJson(directory)) as FunctionRecord[]) store.#functions.set(record.name, record);
    return store;
  }

  find(name: string): FunctionRecord | null {
    return this.#functions.get(name) ?? null;
  }

  /** @throws Refusal ResourceNotFoundException */
  get(name: string): FunctionRecord {
    const record = this.find(name);
    if (record === null) throw this.#missing(functionArn(this.#home, name));
    return record;
  }

  /** By name. */
  all(): readonly FunctionRecord[] {
    return [...this.#functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Follows an alias or a version number. @throws Refusal ResourceNotFoundException */
  resolve({ name, qualifier }: FunctionReference): Resolved {
    const record = this.get(name);
    const arn = functionArn(this.#home, name, qualifier);
    if (qualifier === null || qualifier === LATEST) return { record, version: record.latest, arn, qualifier: LATEST };
    const alias = record.aliases.find((candidate) => candidate.name === qualifier);
    const number = alias?.version ?? qualifier;
    const version =
      number === LATEST ? record.latest : record.versions.find((candidate) => candidate.version === number);
    if (version === undefined) throw this.#missing(arn);
    return { record, version, arn, qualifier };
  }

  /**
   * Changes one function: `change` gets the record (null when there is none) and returns the new one (null to
   * remove it). It is on disk when the promise resolves; when `change` throws, nothing changed.
   */
  async change<T extends FunctionRecord | null>(
    name: string,
    change: (record: FunctionRecord | null) => T | Promise<T>,
  ): Promise<T> {
    const before = this.#chains.get(name) ?? Promise.resolve();
    const mine = before.then(async () => {
      const record = await change(this.find(name));
      const file = path.join(this.#directory, `${name}.json`);
      if (record === null) await rm(file, { force: true });
      else if (record !== this.find(name)) await writeJson(file, record);
      if (record === null) this.#functions.delete(name);
      else this.#functions.set(name, record);
      return record;
    });
    const settled = mine.catch(() => undefined);
    this.#chains.set(name, settled);
    void settled.then(() => {
      if (this.#chains.get(name) === settled) this.#chains.delete(name);
    });
    return mine;
  }

  /** Like `change`, for a function that must exist. @throws Refusal ResourceNotFoundException */
  async update(
    name: string,
    change: (record: FunctionRecord) => FunctionRecord | Promise<FunctionRecord>,
  ): Promise<FunctionRecord> {
    return this.change(name, (record) => {
      if (record === null) throw this.#missing(functionArn(this.#home, name));
      return change(record);
    });
  }

  /** All code that any version refers to. */
  codes(): readonly CodeRecord[] {
    return this.all().flatMap((record) => [record.latest, ...record.versions].map((version) => version.code));
  }

  #missing(arn: string): Refusal {
    return new Refusal("ResourceNotFoundException", `Function not found: ${arn}`);
  }
}
