import type { EntityManager } from "@mikro-orm/postgresql";
import { affected, sql } from "../sql.ts";

/** Nonces that were used once, shared by all servers. */
export interface NonceStore {
  /** True when this nonce was never used; it is kept until `expiresAt` (milliseconds since the epoch). */
  use(nonce: string, expiresAt: number): Promise<boolean>;
}

/** How often a server deletes expired nonces, in milliseconds. */
const SWEEP_MS = 60_000;

export function databaseNonces(root: EntityManager, now: () => number): NonceStore {
  const em = root.fork();
  let sweptAt = now();
  return {
    use: async (nonce, expiresAt) => {
      if (now() - sweptAt >= SWEEP_MS) {
        sweptAt = now();
        await affected(em, sql`delete from callback_nonce where expires_at < ${new Date(sweptAt)}`);
      }
      const added = await affected(
        em,
        sql`insert into callback_nonce (nonce, expires_at) values (${nonce}, ${new Date(expiresAt)})
            on conflict (nonce) do nothing`,
      );
      return added === 1;
    },
  };
}
