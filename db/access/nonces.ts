import type { EntityManager } from "@mikro-orm/postgresql";
import { rows } from "../sql.ts";

/** Remembers what may be used once, for all servers together. */
export interface NonceStore {
  /** True when this nonce was never seen; it is remembered until `expiresAt` (milliseconds since the epoch). */
  use(nonce: string, expiresAt: number): Promise<boolean>;
}

/** How often a server takes away what has expired, in milliseconds. */
const SWEEP_MS = 60_000;

/** The store over the database; every server sweeps it now and then. */
export function databaseNonces(root: EntityManager, now: () => number): NonceStore {
  let sweptAt = now();
  return {
    use: async (nonce, expiresAt) => {
      const em = root.fork();
      if (now() - sweptAt >= SWEEP_MS) {
        sweptAt = now();
        await rows(em, "delete from callback_nonce where expires_at < to_timestamp(? / 1000.0)", [now()]);
      }
      const added = await rows(
        em,
        `insert into callback_nonce (nonce, expires_at) values (?, to_timestamp(? / 1000.0))
         on conflict (nonce) do nothing returning nonce`,
        [nonce, expiresAt],
      );
      return added.length === 1;
    },
  };
}
