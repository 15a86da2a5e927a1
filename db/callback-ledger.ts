import type { EntityManager } from "@mikro-orm/postgresql";
import { checkpointNames, type DocumentPart, documentText, saveDocumentPart } from "./checkpoints.ts";
import { type BareClaim, type ClaimRequest, claimBare } from "./claim.ts";
import type { Held } from "./lease.ts";
import { databaseLedger, type Ledger, type LedgerOptions } from "./ledger.ts";

/** The ledger as the server keeps it for a worker elsewhere: documents pass in pieces, none is held here whole. */
export interface CallbackLedger extends Omit<Ledger, "claim" | "saveCheckpoint"> {
  /** The claim and the names of the stages whose output can be read. */
  claim(
    request: ClaimRequest & { readonly token: string },
  ): Promise<{ readonly claim: BareClaim; readonly stages: readonly string[] } | null>;
  /** Throws RangeError when earlier pieces are missing. */
  savePart(held: Held, part: DocumentPart): Promise<void>;
  /** A piece from a place on, in characters from 0. */
  readPart(held: Held, stage: string, from: number): Promise<{ text: string; next: number | null }>;
}

/** Characters per piece that is read: a few megabytes in any script. */
const PIECE_CHARACTERS = 1_000_000;

export function callbackLedger(root: EntityManager, options: LedgerOptions): CallbackLedger {
  const em = (): EntityManager => root.fork();
  return {
    ...databaseLedger(root, options),
    claim: async (request) => {
      const claim = await claimBare(em(), request);
      return claim === null ? null : { claim, stages: await checkpointNames(em(), claim.artifactId) };
    },
    savePart: (held, part) => em().transactional((tx) => saveDocumentPart(tx, held, part)),
    readPart: (held, stage, from) => documentText(em(), held, { stage, from, length: PIECE_CHARACTERS }),
  };
}
