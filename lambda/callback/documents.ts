import { writeHold } from "../../db/ingest/ledger-bodies.ts";
import { asJson } from "../../db/sql.ts";
import type { Held } from "../../domain/failure.ts";
import { beatMs } from "../attempt/heartbeat.ts";
import type { Clock } from "../ports.ts";
import { type CallLedger, PATIENT } from "./call.ts";

export interface DocumentOptions {
  readonly call: CallLedger;
  readonly leaseSeconds: number;
}

/** Reads a document piece by piece; `between` is called after each piece. */
export async function readDocument(
  { call, leaseSeconds }: DocumentOptions,
  held: Held,
  stage: string,
  between: () => Promise<void> = async () => {},
): Promise<unknown> {
  const hold = writeHold(held, leaseSeconds);
  const pieces: string[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const piece: { text: string; next: number | null } = await call(
      { call: "LedgerDocumentRead", hold, stage, from },
      PATIENT,
    );
    pieces.push(piece.text);
    from = piece.next;
    await between();
  }
  return JSON.parse(pieces.join(""));
}

/** Reads checkpoints; renews the lease of the claim meanwhile, as no heartbeat runs yet. */
export async function readDocuments(
  options: DocumentOptions & { readonly clock: Clock },
  held: Held,
  stages: readonly string[],
): Promise<Record<string, unknown>> {
  const { call, leaseSeconds, clock } = options;
  const documents: Record<string, unknown> = {};
  let renewedAt = clock.now();
  const renew = async () => {
    if (clock.now() - renewedAt < beatMs(leaseSeconds)) return;
    await call({ call: "LedgerRenew", hold: writeHold(held, leaseSeconds) }, PATIENT);
    renewedAt = clock.now();
  };
  for (const stage of stages) documents[stage] = await readDocument(options, held, stage, renew);
  return documents;
}

/** Saves a JSON document in pieces. */
export async function saveDocument(
  { call, leaseSeconds }: DocumentOptions,
  held: Held,
  stage: string,
  output: unknown,
): Promise<void> {
  const hold = writeHold(held, leaseSeconds);
  const pieces = piecesOf(asJson(output));
  for (const [part, text] of pieces.entries()) {
    await call({ call: "LedgerDocumentPart", hold, stage, part, parts: pieces.length, text }, PATIENT);
  }
}

/** UTF-16 units per piece: with its escapes well below the size limit of a report. */
const PIECE_UNITS = 1_000_000;

/** Cuts a text into pieces of at most `units` (2 or more) UTF-16 units; never cuts a character in two. */
export function piecesOf(text: string, units: number = PIECE_UNITS): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = Math.min(text.length, at + units);
    const cut = end < text.length && isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end;
    pieces.push(text.slice(at, cut));
    at = cut;
  }
  return pieces;
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
