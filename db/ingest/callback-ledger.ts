import type { Held } from "../../domain/failure.ts";
import type { Database } from "../sql.ts";
import { checkpointNames, type DocumentPart, documentText, saveDocumentPart } from "./checkpoints.ts";
import { type BareClaim, type ClaimRequest, claimBare } from "./claim.ts";
import { databaseLedger, type Ledger, type LedgerOptions } from "./ledger.ts";
import type { ShareLedger } from "./shares/ledger.ts";
import { join } from "./shares/plan.ts";

/** The ledger as the server offers it to workers over HTTP: documents pass in pieces and are never in memory as a whole. */
export interface CallbackLedger extends Omit<Ledger, "claim" | "saveCheckpoint" | "shares"> {
  /** The claim and the names of its checkpoints. */
  claim(
    request: ClaimRequest & { readonly token: string },
  ): Promise<{ readonly claim: BareClaim; readonly stages: readonly string[] } | null>;
  /** Workers read the output of the stage resolve as a document. */
  readonly shares: Omit<ShareLedger, "join"> & { join(share: Held): Promise<{ readonly name: string }> };
  /** Throws RangeError when earlier pieces are missing. */
  savePart(held: Held, part: DocumentPart): Promise<void>;
  /** A piece from a position on, in characters from 0. */
  readPart(held: Held, stage: string, from: number): Promise<{ text: string; next: number | null }>;
}

export interface CallbackLedgerOptions extends LedgerOptions {
  /** Characters per piece that is read, at most what the contract allows; the default is 4 million. */
  readonly pieceCharacters?: number;
}

/** The database builds the text of the whole document for every piece: few large pieces are read fastest. */
const PIECE_CHARACTERS = 4_000_000;

export function callbackLedger(db: Database, options: CallbackLedgerOptions): CallbackLedger {
  const length = options.pieceCharacters ?? PIECE_CHARACTERS;
  const ledger = databaseLedger(db, options);
  return {
    ...ledger,
    shares: { ...ledger.shares, join: (share) => join(db, share) },
    claim: async (request) => {
      const claim = await claimBare(db, request);
      return claim === null ? null : { claim, stages: await checkpointNames(db, claim.artifactId) };
    },
    savePart: (held, part) => db.transactional((tx) => saveDocumentPart(tx, held, part)),
    readPart: (held, stage, from) => documentText(db, held, { stage, from, length }),
  };
}
