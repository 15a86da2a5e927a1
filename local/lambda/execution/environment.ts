import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { launch } from "./launch.ts";
import { LogTail, readLogLines } from "./log-lines.ts";
import { type MemoryWatch, watchMemory } from "./memory.ts";
import { type Outcome, type Result, reportLine } from "./outcome.ts";
import { RuntimeApi, type RuntimeInvocation, type RuntimeMessage } from "./runtime-api.ts";
import { resultOf, type Signal } from "./signals.ts";
import type { FunctionNetwork } from "./variables.ts";

export interface EnvironmentSpec {
  readonly version: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Closed at the end. Its variables are all that the program sees, but for the address of the Runtime API. */
  readonly network: FunctionNetwork;
  /** Folder with the unpacked bundle. */
  readonly taskRoot: string;
  /** Private TMPDIR, made at the start and removed at the end. */
  readonly temporary: string;
  /** What `prepareBootstrap` wrote. */
  readonly bootstrap: string;
  readonly log: (line: { requestId: string; stream: "stdout" | "stderr"; text: string }) => void;
}

export interface RunRequest {
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly functionArn: string;
}

/** Loading a bundle may take this long on top of the function's timeout, as in Lambda. Milliseconds. */
const INIT_LIMIT = 10_000;
/** A program that answered has its logs on the way; one that was killed meanwhile may never send the end mark. */
const LOG_LIMIT = 2_000;
/** Long enough for a busy machine: from its answer to its next question a program has next to nothing to do. */
const READY_LIMIT = 5_000;
/**
 * One execution environment: a child process that serves invocations of one version, one after another. It ends
 * with `end()`, by its own death, or when this process dies.
 */
export class Environment {
  readonly #spec: EnvironmentSpec;
  readonly #pid: number;
  readonly #api: RuntimeApi;
  readonly #memory: MemoryWatch;
  readonly #ended: Promise<Signal>;
  readonly #inbox: RuntimeMessage[] = [];
  #onMessage: (() => void) | null = null;
  #alive = true;
  #outOfMemory = false;
  #initialised = false;
  #requestId = "";
  #tail = new LogTail();
  #marks = 0;
  #onMark: (() => void) | null = null;
  readonly #startedAt = performance.now();

  private constructor(spec: EnvironmentSpec, api: RuntimeApi, child: ChildProcess, requestId: string) {
    this.#spec = spec;
    this.#api = api;
    this.#pid = child.pid!;
    this.#requestId = requestId;
    const closed = [
      readLogLines(child.stdout!, this.#listener("stdout")),
      readLogLines(child.stderr!, this.#listener("stderr")),
    ];
    this.#ended = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        // What the function started may hold the streams open: it goes with its parent.
        this.kill("SIGKILL");
        this.#alive = false;
        void Promise.all(closed).then(() => resolve({ kind: "exit", code, signal }));
      });
    });
    this.#memory = watchMemory(this.#pid, spec.memoryMb, () => {
      this.#outOfMemory = true;
      this.kill("SIGKILL");
    });
  }

  /**
   * @param requestId the invocation for which it is started: what the bundle logs while loading is part of it.
   * @throws when the process cannot be started, which says nothing about the function.
   */
  static async start(spec: EnvironmentSpec, requestId: string): Promise<Environment> {
    let receive: (message: RuntimeMessage) => void = () => undefined;
    const api = await RuntimeApi.open((message) => receive(message));
    try {
      await mkdir(spec.temporary, { recursive: true, mode: 0o700 });
      const places = { LAMBDA_TASK_ROOT: spec.taskRoot, TMPDIR: spec.temporary, AWS_LAMBDA_RUNTIME_API: api.address };
      const child = launch({ ...spec, variables: { ...spec.network.variables, ...places } });
      await once(child, "spawn");
      const environment = new Environment(spec, api, child, requestId);
      receive = (message) => environment.#receive(message);
      return environment;
    } catch (error) {
      api.close();
      await Promise.all([spec.network.close(), rm(spec.temporary, { recursive: true, force: true })]);
      throw error;
    }
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Signals the process and what it started. */
  kill(signal: NodeJS.Signals): void {
    // Once it was noticed that the process is gone, its number may belong to another one.
    if (!this.#alive) return;
    try {
      process.kill(-this.#pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  /** Runs one invocation to its end; never throws for what the function does. Not to be called concurrently. */
  async run(request: RunRequest): Promise<Outcome> {
    this.#requestId = request.requestId;
    this.#tail = new LogTail();
    const initMs = this.#initialised ? null : await this.#initialise();
    this.#note(`START RequestId: ${request.requestId} Version: ${this.#spec.version}`);
    const startedAt = performance.now();
    const result = typeof initMs === "object" && initMs !== null ? initMs : await this.#invoke(request);
    const durationMs = performance.now() - startedAt;
    await this.#drainLogs();
    await this.#becomeReady();
    await this.#memory.look();
    const maxMemoryMb = Math.min(this.#spec.memoryMb, this.#memory.peakMb());
    const run = { ...result, durationMs, initMs: typeof initMs === "number" ? initMs : null, maxMemoryMb };
    this.#note(`END RequestId: ${request.requestId}`);
    this.#note(reportLine(request.requestId, this.#spec.memoryMb, run));
    return { ...run, logTail: this.#tail.base64() };
  }

  /** Kills the process if it still runs and removes what it left. */
  async end(): Promise<void> {
    this.kill("SIGKILL");
    await this.#ended;
    this.#memory.stop();
    this.#api.close();
    await Promise.all([this.#spec.network.close(), rm(this.#spec.temporary, { recursive: true, force: true })]);
  }

  /** Milliseconds that the bundle took to load, or how loading failed. */
  async #initialise(): Promise<number | Result> {
    const signal = await this.#signal(INIT_LIMIT + this.#spec.timeoutSeconds * 1000);
    if (signal.kind !== "ready") return this.#judge(signal);
    this.#initialised = true;
    return performance.now() - this.#startedAt;
  }

  async #invoke({ requestId, payload, functionArn }: RunRequest): Promise<Result> {
    const limit = this.#spec.timeoutSeconds * 1000;
    const root = `1-${Math.floor(Date.now() / 1000).toString(16)}-${requestId.replaceAll("-", "").slice(0, 24)}`;
    const invocation: RuntimeInvocation = {
      requestId,
      payload,
      functionArn,
      deadlineMs: Date.now() + limit,
      traceId: `Root=${root};Parent=${requestId.slice(-12)}0000;Sampled=0`,
    };
    this.#marks = 0;
    this.#api.offer(invocation);
    return this.#judge(await this.#signal(limit));
  }

  #receive(message: RuntimeMessage): void {
    this.#inbox.push(message);
    this.#onMessage?.();
  }

  /** The next thing that happens, the end of the time included. */
  async #signal(limitMs: number): Promise<Signal> {
    let timer: NodeJS.Timeout | undefined;
    const time = new Promise<Signal>((resolve) => {
      timer = setTimeout(() => resolve({ kind: "time" }), limitMs);
    });
    const message = new Promise<Signal>((resolve) => {
      this.#onMessage = () => resolve(this.#inbox.shift()!);
      if (this.#inbox.length > 0) this.#onMessage();
    });
    const signal = await Promise.race([message, this.#ended, time]);
    clearTimeout(timer);
    this.#onMessage = null;
    return signal;
  }

  /** The result for the invocation. An environment that ran out of time or could not load ends. */
  async #judge(signal: Signal): Promise<Result> {
    if (signal.kind === "time" || signal.kind === "init-error") {
      this.kill("SIGKILL");
      await this.#ended;
    }
    const { timeoutSeconds } = this.#spec;
    return resultOf(signal, { requestId: this.#requestId, timeoutSeconds, outOfMemory: this.#outOfMemory });
  }

  /**
   * Between two invocations the program asks for the next one. One that does not, because a stray error of the last
   * handler ends it or something blocks it, must not take the next invocation down.
   */
  async #becomeReady(): Promise<void> {
    if (this.#alive && (await this.#signal(READY_LIMIT)).kind !== "ready") {
      this.kill("SIGKILL");
      await this.#ended;
    }
  }

  #listener(stream: "stdout" | "stderr") {
    return {
      line: (text: string): void => {
        this.#tail.add(text);
        this.#spec.log({ requestId: this.#requestId, stream, text });
      },
      mark: (requestId: string): void => {
        if (requestId === this.#requestId) this.#marks += 1;
        this.#onMark?.();
      },
    };
  }

  #note(text: string): void {
    this.#tail.add(text);
    this.#spec.log({ requestId: this.#requestId, stream: "stdout", text });
  }

  /** Waits for the end mark on both streams, or for their end. */
  async #drainLogs(): Promise<void> {
    if (!this.#alive) {
      await this.#ended;
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LOG_LIMIT);
      void this.#ended.then(() => resolve());
      this.#onMark = () => {
        if (this.#marks >= 2) resolve();
      };
      this.#onMark();
    });
    clearTimeout(timer);
    this.#onMark = null;
  }
}
