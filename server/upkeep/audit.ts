import type { Logger } from "pino";
import { type AuditLog, REGISTRY } from "../../db/audit/log.ts";
import { policy } from "../../rating/policy.ts";
import type { ServerConfig } from "../config.ts";

const DAY_MS = 86_400_000;

/** What the server itself does for the audit log. */
export interface AuditUpkeep {
  /** Adds an entry when the registry works under another policy than it did before. */
  recordPolicy(): Promise<void>;
  /** Logs the head of the chain, once a day: kept elsewhere, it shows whether the log was rewritten since. */
  logHead(): Promise<void>;
}

export function auditUpkeep(
  auditLog: Pick<AuditLog, "append" | "head" | "newest">,
  { auth, rating }: Pick<ServerConfig, "auth" | "rating">,
  log: Logger,
  now: () => number = Date.now,
): AuditUpkeep {
  let loggedAt = Number.NEGATIVE_INFINITY;
  const signIn =
    auth.mode === "disabled" ? "sign-in disabled: every caller on this machine is admin" : "sign-in required";
  const rule = rating.strict ? "every metric" : "net score";
  const detail = `rating policy ${policy.version}, ${rule} at least ${rating.threshold}; ${signIn}`;
  return {
    recordPolicy: async () => {
      if ((await auditLog.newest("POLICY"))?.detail !== detail)
        await auditLog.append({ action: "POLICY", by: REGISTRY, detail });
    },
    logHead: async () => {
      if (now() - loggedAt < DAY_MS) return;
      const { seq, hash } = await auditLog.head();
      log.info({ entries: seq, hash }, "audit head");
      loggedAt = now();
    },
  };
}
