import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { VersionRecord } from "../functions/records.ts";
import { Environment, type RunRequest } from "./environment.ts";
import type { Outcome } from "./outcome.ts";
import { type FunctionNetwork, type RoleCredentials, variablesOf } from "./variables.ts";

export interface LogLine {
  readonly function: string;
  readonly requestId: string;
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

export interface PoolOptions {
  /** Private folders of environments are made in it; it is emptied at the start. */
  readonly temporary: string;
  readonly bootstrap: string;
  readonly region: string;
  readonly credentials: RoleCredentials | null;
  /** A warm environment that had nothing to do for so long is ended. Milliseconds. */
  readonly idleMs: number;
  readonly log: (line: LogLine) => void;
  readonly now: () => Date;
  /** Opens a network for an environment with these variables; absent: it uses that of this machine. */
  readonly openNetwork?: ((variables: Readonly<Record<string, string>>) => Promise<FunctionNetwork>) | undefined;
}

interface Warm {
  readonly environment: Environment;
  /** Which function, and which state of it, the environment was started for. */
  readonly name: string;
  readonly key: string;
  readonly timer: NodeJS.Timeout;
}

const keyOf = (name: string, version: VersionRecord): string => `${name} ${version.version} ${version.revisionId}`;

/** The execution environments: a warm one is used again for the same state of the same version. */
export class EnvironmentPool {
  readonly #options: PoolOptions;
  readonly #warm = new Set<Warm>();
  readonly #busy = new Set<Environment>();
  readonly #ending = new Set<Promise<void>>();
  #closed = false;

  private constructor(options: PoolOptions) {
    this.#options = options;
  }

  static async open(options: PoolOptions): Promise<EnvironmentPool> {
    await rm(options.temporary, { recursive: true, force: true });
    await mkdir(options.temporary, { recursive: true, mode: 0o700 });
    return new EnvironmentPool(options);
  }

  /** Runs one invocation in a warm environment, or in a new one. */
  async run(name: string, version: VersionRecord, taskRoot: string, request: RunRequest): Promise<Outcome> {
    const key = keyOf(name, version);
    const environment = this.#takeWarm(key) ?? (await this.#start(name, version, taskRoot, request.requestId));
    this.#busy.add(environment);
    // close() may have been called while the environment was being started.
    if (this.#closed) environment.kill("SIGKILL");
    try {
      return await environment.run(request);
    } finally {
      this.#busy.delete(environment);
      if (environment.alive && !this.#closed) this.#keepWarm(environment, name, key);
      else this.#end(environment);
    }
  }

  /** Ends warm environments of a function that belong to none of these versions any more. */
  retire(name: string, versions: readonly VersionRecord[]): void {
    const keys = new Set(versions.map((version) => keyOf(name, version)));
    for (const warm of this.#warm) if (warm.name === name && !keys.has(warm.key)) this.#endWarm(warm);
  }

  /** Signals the processes that run an invocation now and returns how many there were. */
  killRunning(signal: NodeJS.Signals): number {
    for (const environment of this.#busy) environment.kill(signal);
    return this.#busy.size;
  }

  /** Kills one of the processes that run an invocation now, chosen by its index; false when none runs. */
  killOne(choose: (running: number) => number): boolean {
    const running = [...this.#busy];
    running[choose(running.length)]?.kill("SIGKILL");
    return running.length > 0;
  }

  /** Kills everything; invocations that run end as if their process had crashed. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const warm of this.#warm) this.#endWarm(warm);
    this.killRunning("SIGKILL");
    await Promise.all([...this.#busy].map((environment) => environment.end()));
    await Promise.all(this.#ending);
    await rm(this.#options.temporary, { recursive: true, force: true });
  }

  #takeWarm(key: string): Environment | null {
    for (const warm of this.#warm) {
      if (warm.key !== key) continue;
      clearTimeout(warm.timer);
      this.#warm.delete(warm);
      if (warm.environment.alive) return warm.environment;
      this.#end(warm.environment);
    }
    return null;
  }

  #keepWarm(environment: Environment, name: string, key: string): void {
    const timer = setTimeout(() => this.#endWarm(warm), this.#options.idleMs);
    timer.unref();
    const warm: Warm = { environment, name, key, timer };
    this.#warm.add(warm);
  }

  #endWarm(warm: Warm): void {
    clearTimeout(warm.timer);
    this.#warm.delete(warm);
    this.#end(warm.environment);
  }

  #end(environment: Environment): void {
    const ending = environment.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  async #start(name: string, version: VersionRecord, taskRoot: string, requestId: string): Promise<Environment> {
    const { region, credentials, now, log, bootstrap, temporary, openNetwork } = this.#options;
    const { memorySize, timeout } = version.settings;
    const given = variablesOf(name, version, { region, credentials, now: now() });
    const network = (await openNetwork?.(given)) ?? { variables: given, close: async () => undefined };
    return Environment.start(
      {
        version: version.version,
        memoryMb: memorySize,
        timeoutSeconds: timeout,
        network,
        taskRoot,
        temporary: path.join(temporary, randomUUID()),
        bootstrap,
        log: (line) => log({ function: name, ...line }),
      },
      requestId,
    );
  }
}
