import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "../../../db/ingest/claim.ts";
import { LeaseLost } from "../../../domain/failure.ts";
import { type ArtifactStatus, isFinal } from "../../../domain/status.ts";
import { someProgress } from "../../support/artifacts/artifacts.ts";
import { aBookkeeping, aFailure, type Bookkeeping } from "../../support/artifacts/bookkeeping.ts";

const MAX_ATTEMPTS = 3;
const WORKERS = ["ann", "ben", "cid"] as const;
type Worker = (typeof WORKERS)[number];

/** What the database should hold about one artifact. */
interface Model {
  status: ArtifactStatus;
  attempt: number;
  handedOver: boolean;
  holder: Worker | null;
  leaseOver: boolean;
  /** How the last claim that was ended by its worker ended. */
  ended: { readonly token: string; readonly kind: string } | null;
}
/** The artifact in the real database, and what each worker believes to hold. */
interface Real {
  readonly id: number;
  readonly held: Map<Worker, Claim>;
}

let books: Bookkeeping;
beforeAll(async () => {
  books = await aBookkeeping();
});
afterAll(() => books[Symbol.asyncDispose]());

const claimable = ({ status, attempt, handedOver, holder, leaseOver }: Model, by: Worker): boolean =>
  !isFinal(status) &&
  (status === "pending" || holder === null || leaseOver || holder === by) &&
  (attempt < MAX_ATTEMPTS || handedOver);

function claimed(model: Model, by: Worker): void {
  model.attempt += model.handedOver ? 0 : 1;
  if (model.status === "pending") model.status = "downloading";
  Object.assign(model, { handedOver: false, holder: by, leaseOver: false });
}

const end = (model: Model, change: Partial<Model>): void => {
  Object.assign(model, { holder: null, leaseOver: false }, change);
};

const request = (real: Real, holder: string) => ({
  artifactId: real.id,
  holder,
  leaseSeconds: 30,
  maxAttempts: MAX_ATTEMPTS,
});

async function agree(model: Model, real: Real): Promise<void> {
  const row = await books.row(real.id);
  const holder = model.holder;
  expect([row.status, row.attempt, row.handedOver, row.leaseHolder]).toEqual([
    model.status,
    model.attempt,
    model.handedOver,
    holder,
  ]);
  if (holder !== null) expect(row.leaseToken).toBe(real.held.get(holder)?.token);
}

abstract class Step implements fc.AsyncCommand<Model, Real> {
  check(): boolean {
    return true;
  }
  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real);
    await agree(model, real);
  }
  abstract act(model: Model, real: Real): Promise<void>;
  abstract toString(): string;
}

/** All workers of the list get the same delivery at once. */
class Race extends Step {
  readonly workers: readonly Worker[];
  constructor(workers: readonly Worker[]) {
    super();
    this.workers = workers;
  }
  async act(model: Model, real: Real): Promise<void> {
    const may = this.workers.filter((worker) => claimable(model, worker));
    const claims = await Promise.all(this.workers.map((worker) => books.ledger.claim(request(real, worker))));
    const winners = this.workers.filter((_, at) => claims[at] !== null);
    expect(winners).toHaveLength(may.length === 0 ? 0 : 1);
    for (const winner of winners) {
      expect(may).toContain(winner);
      real.held.set(winner, claims[this.workers.indexOf(winner)] as Claim);
      claimed(model, winner);
    }
  }
  toString = (): string => `race of ${this.workers.join(", ")}`;
}

/**
 * A write by a worker with the claim that it believes in: it has an effect if and only if the claim still holds. The
 * latest ending may be asked for again, since its answer may have been lost.
 */
class Write extends Step {
  readonly worker: Worker;
  readonly kind: keyof typeof WRITES;
  constructor(worker: Worker, kind: keyof typeof WRITES) {
    super();
    this.worker = worker;
    this.kind = kind;
  }
  async act(model: Model, real: Real): Promise<void> {
    const claim = real.held.get(this.worker);
    if (claim === undefined) return;
    const { write, from, effect } = WRITES[this.kind];
    const holds = model.holder === this.worker && (from as readonly string[]).includes(model.status);
    const again = model.ended?.token === claim.token && model.ended.kind === this.kind;
    if (!holds && again) return write(claim);
    if (!holds) return expect(write(claim)).rejects.toThrow(LeaseLost);
    await write(claim);
    effect(model);
    if (model.holder === null) model.ended = { token: claim.token, kind: this.kind };
  }
  toString = (): string => `${this.worker} writes ${this.kind}`;
}

const ending = { failure: aFailure, progress: someProgress() };
const RUNNING = ["downloading", "rating"] as const;
const WRITES = {
  renewal: {
    from: RUNNING,
    write: (claim: Claim) => books.ledger.renew(claim),
    effect: (model: Model) => {
      model.leaseOver = false;
    },
  },
  checkpoint: {
    from: RUNNING,
    write: (claim: Claim) => books.ledger.saveCheckpoint(claim, "resolve", {}),
    effect: () => {},
  },
  blob: {
    from: RUNNING,
    write: (claim: Claim) => books.ledger.blobs(claim).reference([{ sha256: "f".repeat(64), bytes: 1 }]),
    effect: () => {},
  },
  verdict: {
    from: RUNNING,
    write: (claim: Claim) => books.ledger.move(claim, "rating"),
    effect: (model: Model) => {
      Object.assign(model, { status: "rating", leaseOver: false });
    },
  },
  handOver: {
    from: RUNNING,
    write: (claim: Claim) => books.ledger.handOver(claim),
    effect: (model: Model) => end(model, { handedOver: true }),
  },
  retry: {
    from: RUNNING,
    write: (claim: Claim) => books.ledger.retryLater(claim, { ...ending, pauseSeconds: 0, message: "again" }),
    effect: (model: Model) => end(model, { status: "pending" }),
  },
  failure: {
    from: RUNNING,
    write: (claim: Claim) => books.ledger.fail(claim, ending),
    effect: (model: Model) => end(model, { status: "failed" }),
  },
  completion: {
    from: ["rating"],
    write: (claim: Claim) =>
      books.ledger.complete(claim, {
        message: "Admitted",
        progress: someProgress("done"),
        files: [],
        archive: { key: "k", bytes: 1, crc32: 1, sha256: null },
      }),
    effect: (model: Model) => end(model, { status: "completed" }),
  },
} as const;

/** Time passes until the lease has run out. */
class Expiry extends Step {
  async act(model: Model, real: Real): Promise<void> {
    if (model.holder === null) return;
    await books.age(real.id, "lease_until", 1);
    model.leaseOver = true;
  }
  toString = (): string => "the lease runs out";
}

/** Two servers sweep at once. */
class Sweep extends Step {
  async act(model: Model, real: Real): Promise<void> {
    const servers = [books.dispatch, books.dispatch];
    const failed = (await Promise.all(servers.map((store) => store.failExhausted(MAX_ATTEMPTS)))).flat();
    const hopeless =
      !isFinal(model.status) &&
      !model.handedOver &&
      model.attempt >= MAX_ATTEMPTS &&
      (model.holder === null || model.leaseOver);
    expect(failed.filter((id) => id === real.id)).toHaveLength(hopeless ? 1 : 0);
    if (hopeless) end(model, { status: "failed" });
  }
  toString = (): string => "two servers sweep";
}

const steps = [
  fc.uniqueArray(fc.constantFrom(...WORKERS), { minLength: 1 }).map((workers) => new Race(workers)),
  fc
    .tuple(fc.constantFrom(...WORKERS), fc.constantFrom(...(Object.keys(WRITES) as (keyof typeof WRITES)[])))
    .map(([worker, kind]) => new Write(worker, kind)),
  fc.constant(new Expiry()),
  fc.constant(new Sweep()),
];

test("any order of calls by workers and servers leaves the database as the model of one owner at a time predicts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 30 }), async (commands) => {
      const real: Real = { id: await books.pending(), held: new Map() };
      const model: Model = {
        status: "pending",
        attempt: 0,
        handedOver: false,
        holder: null,
        leaseOver: false,
        ended: null,
      };
      await fc.asyncModelRun(() => ({ model, real }), commands);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 30_000, markInterruptAsFailure: false },
  );
});
