import { HeadBucketCommand } from "@aws-sdk/client-s3";
import type { Logger } from "pino";
import type { Foundation } from "../compose/foundation.ts";

/** Something that must work before the server can take requests. */
export interface Check {
  readonly name: string;
  /** Rejects or returns a reason when it does not work. */
  readonly run: (signal: AbortSignal) => Promise<string | null>;
}

/** Time limit of one check, and how long its result is reused, in milliseconds. */
const CHECK_LIMIT_MS = 2_000;
const REUSE_MS = 1_000;

/** Why the server cannot take requests now; empty when it can. All checks run side by side, at most once a second. */
export function readiness(checks: readonly Check[], log: Logger, now: () => number): () => Promise<string[]> {
  let last: { readonly at: number; readonly reasons: Promise<string[]> } | null = null;
  const reasonsOf = async (check: Check): Promise<string[]> => {
    try {
      const reason = await limited(check);
      return reason === null ? [] : [reason];
    } catch (error) {
      log.warn({ check: check.name, err: error }, "not ready");
      return [`the ${check.name} does not answer`];
    }
  };
  return () => {
    if (last === null || now() - last.at >= REUSE_MS) {
      last = { at: now(), reasons: Promise.all(checks.map(reasonsOf)).then((all) => all.flat()) };
    }
    return last.reasons;
  };
}

/** `notReady` says why this process itself accepts no work now; null when it does. */
export const readinessChecks = ({ orm, s3, config }: Foundation, notReady: () => string | null): Check[] => [
  { name: "server", run: async () => notReady() },
  {
    name: "database",
    run: async () => {
      await orm.em.fork().execute("select 1");
      return null;
    },
  },
  {
    name: "object store",
    run: async (abortSignal) => {
      await s3.send(new HeadBucketCommand({ Bucket: config.bucket }), { abortSignal });
      return null;
    },
  },
];

/** Ends in time also when a client ignores the signal. */
function limited({ run }: Check): Promise<string | null> {
  const signal = AbortSignal.timeout(CHECK_LIMIT_MS);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([run(signal), late]);
}
