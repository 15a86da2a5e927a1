/** The servers of the sample hub. */
export type ListenerName = "hub" | "cdn" | "github" | "codeload";

/** What goes wrong. Byte counts are of the body; `offset` counts within the file, whatever range was asked for. */
export type FaultAction =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** Resets the connection after this many bytes. */
  | { readonly kind: "drop"; readonly afterBytes: number }
  /** Promises the whole length, ends the connection tidily after this many bytes. */
  | { readonly kind: "truncate"; readonly afterBytes: number }
  | { readonly kind: "flip"; readonly offset: number }
  /** Sends more than the listing says, without a Content-Length. */
  | { readonly kind: "overlong"; readonly extraBytes: number }
  /** Sends this many bytes, then nothing, and keeps the connection open until the fault is removed: then it breaks. */
  | { readonly kind: "stall"; readonly afterBytes: number }
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  | { readonly kind: "latency"; readonly milliseconds: number }
  /** Answers a Range request with 200 and the whole file. */
  | { readonly kind: "ignore-range" }
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number }
  /** Redirects to the very URL that was asked for. */
  | { readonly kind: "redirect-loop" }
  /** On the hub: signed URLs are expired from the start. On the CDN: the signature counts as expired. */
  | { readonly kind: "expired-signature" }
  /** The `next` link of a paged listing points to another origin. */
  | { readonly kind: "foreign-link"; readonly origin: string }
  /** A 200 whose JSON breaks off. */
  | { readonly kind: "garbage-json" };

export interface FaultTarget {
  readonly listener?: ListenerName;
  readonly method?: string;
  /** The decoded path of the request: a glob (`*` within a segment, `**` across) or a pattern. */
  readonly path?: string | RegExp;
  /** Path of a file inside its repository, whichever listener serves it: a glob or a pattern. */
  readonly file?: string | RegExp;
  /** Only requests that carry (true) or lack (false) a Range header. */
  readonly ranged?: boolean;
}

export interface FaultFrequency {
  /** How many matching requests are let through first; 0 by default. */
  readonly after?: number;
  /** How often it strikes; without a limit by default. */
  readonly times?: number;
  /** Chance from 0 to 1 that a match strikes, drawn from `seed`; 1 by default. */
  readonly probability?: number;
  readonly seed?: number;
}

export interface ActiveFault {
  /** How often this fault has fired. */
  readonly fired: number;
  remove(): void;
}

export interface FaultPlan {
  add(target: FaultTarget, action: FaultAction, frequency?: FaultFrequency): ActiveFault;
  clear(): void;
}

export interface FaultMatch {
  readonly listener: ListenerName;
  readonly method: string;
  readonly path: string;
  readonly file: string | null;
  readonly ranged: boolean;
}

/** The plan as the listeners use it: every action that fires for this request, in the order they were added. */
export interface Faults extends FaultPlan {
  fire(request: FaultMatch): FiredAction[];
}

/** `removed` aborts when the fault that fired is taken out of the plan. */
export type FiredAction = FaultAction & { readonly removed: AbortSignal };

/** Turns a glob into a pattern over the whole text. */
export function globPattern(glob: string): RegExp {
  const parts = glob.split(/(\*\*|\*)/).map((part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^/]*" : part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}

const fits = (wanted: string | RegExp | undefined, given: string | null): boolean => {
  if (wanted === undefined) return true;
  if (given === null) return false;
  return (typeof wanted === "string" ? globPattern(wanted) : new RegExp(wanted.source, wanted.flags)).test(given);
};

function aims(target: FaultTarget, request: FaultMatch): boolean {
  if (target.listener !== undefined && target.listener !== request.listener) return false;
  if (target.method !== undefined && target.method !== request.method) return false;
  if (target.ranged !== undefined && target.ranged !== request.ranged) return false;
  return fits(target.path, request.path) && fits(target.file, request.file);
}

/** A number from 0 (inclusive) to 1 (exclusive) that depends on the seed and the turn only. */
function draw(seed: number, turn: number): number {
  let state = Math.imul(seed ^ 0x5bf03635, 0x9e3779b1) + Math.imul(turn + 1, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
  return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
}

interface Planned {
  readonly target: FaultTarget;
  readonly action: FaultAction;
  readonly frequency: FaultFrequency;
  readonly removal: AbortController;
  met: number;
  fired: number;
}

function strikes(planned: Planned): boolean {
  const { after = 0, times = Number.POSITIVE_INFINITY, probability = 1, seed = 1 } = planned.frequency;
  const turn = planned.met;
  planned.met += 1;
  if (turn < after || planned.fired >= times || draw(seed, turn) >= probability) return false;
  planned.fired += 1;
  return true;
}

/** Makes an empty plan. */
export function faultPlan(): Faults {
  const plan = new Set<Planned>();
  const remove = (planned: Planned): void => {
    plan.delete(planned);
    planned.removal.abort();
  };
  return {
    add(target, action, frequency = {}) {
      const planned: Planned = { target, action, frequency, removal: new AbortController(), met: 0, fired: 0 };
      plan.add(planned);
      return {
        get fired() {
          return planned.fired;
        },
        remove: () => remove(planned),
      };
    },
    clear: () => [...plan].forEach(remove),
    fire: (request) =>
      [...plan]
        .filter((one) => aims(one.target, request) && strikes(one))
        .map(({ action, removal }) => ({ ...action, removed: removal.signal })),
  };
}

/** The action of one kind among the faults that fired. */
export function faultOf<A extends FaultAction, K extends A["kind"]>(
  actions: readonly A[],
  kind: K,
): Extract<A, { kind: K }> | undefined {
  return actions.find((action): action is Extract<A, { kind: K }> => action.kind === kind);
}
