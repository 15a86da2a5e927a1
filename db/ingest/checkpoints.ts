import type { EntityManager } from "@mikro-orm/postgresql";
import { type Held, LeaseLost } from "../../domain/failure.ts";
import { largeRows, rows } from "../sql.ts";

/**
 * What a worker leaves for its successor, by name. The name of a stage holds no slash; documents that only travel with
 * a settlement are `settle/<name>`, and pieces of what is too large for one call are `<name>/part/<number>`.
 */

/** One piece of the JSON text of a document. */
export interface DocumentPart {
  readonly stage: string;
  /** From 0; the last one makes the document whole. */
  readonly part: number;
  readonly parts: number;
  /** Pieces may be cut anywhere between two characters. */
  readonly text: string;
}

/** A document that was saved under this name before, in place of its content. */
export interface SavedDocument {
  readonly saved: string;
}

/** Outputs of the stages that were finished before, by stage name. */
export async function loadCheckpoints(em: EntityManager, artifactId: number): Promise<Record<string, unknown>> {
  const saved = await rows<{ stage: string; output: unknown }>(
    em,
    "select stage, output from checkpoint where artifact_id = ? and stage not like '%/%'",
    [artifactId],
  );
  return Object.fromEntries(saved.map(({ stage, output }) => [stage, output]));
}

/** Names of the stages that were finished before. */
export async function checkpointNames(em: EntityManager, artifactId: number): Promise<string[]> {
  const saved = await rows<{ stage: string }>(
    em,
    "select stage from checkpoint where artifact_id = ? and stage not like '%/%' order by stage",
    [artifactId],
  );
  return saved.map(({ stage }) => stage);
}

/** Saves a JSON text under a name, in place of an earlier one. Throws LeaseLost. */
export async function saveCheckpoint(em: EntityManager, held: Held, stage: string, json: string): Promise<void> {
  const saved = await largeRows(em, `${inserting("?::jsonb")} returning artifact_id`, [
    stage,
    json,
    held.artifactId,
    held.token,
  ]);
  if (saved.length === 0) throw new LeaseLost(held.artifactId);
}

/** The statement that saves under a fence; its parameters are name, those of the value, artifact, token. */
const inserting = (value: string): string =>
  `insert into checkpoint (artifact_id, stage, output)
   select a.id, ?::text, ${value} from artifact a where a.id = ? and a.lease_token = ? and a.deleted_at is null for share
   on conflict (artifact_id, stage) do update set output = excluded.output, created_at = now()`;

/** The pieces before the last of one document in their order, joined by the database: no server holds it whole. */
const EARLIER_PIECES = `(select coalesce(string_agg(c.output #>> '{}', '' order by p.part), '')
  from generate_series(0, ?::int - 2) as p (part)
  join checkpoint c on c.artifact_id = ?::bigint and c.stage = ?::text || '/part/' || p.part)`;

/**
 * Saves one piece, and with the last one the whole document. Pieces may be sent again, the last one too: they stay
 * until another document is begun or the claim ends. Throws LeaseLost; RangeError when earlier pieces are missing or
 * the whole is no JSON that the database can hold.
 */
export async function saveDocumentPart(em: EntityManager, held: Held, piece: DocumentPart): Promise<void> {
  try {
    await savePart(em, held, piece);
  } catch (error) {
    if (!NO_JSON.has(String((error as { code?: unknown }).code))) throw error;
    throw new RangeError(`${piece.stage} is not JSON`, { cause: error });
  }
}

/** SQLSTATE of text that is no JSON, and of characters that jsonb has no room for. */
const NO_JSON = new Set(["22P02", "22P05", "22021"]);

async function savePart(em: EntityManager, held: Held, piece: DocumentPart): Promise<void> {
  const { stage, part, parts, text } = piece;
  if (part >= parts) throw new RangeError(`there is no piece ${part} among ${parts}`);
  if (parts === 1) return saveCheckpoint(em, held, stage, text);
  if (part < parts - 1) return savePiece(em, held, piece);
  const [found] = await rows<{ pieces: string | number }>(
    em,
    `select count(*) as pieces from generate_series(0, ?::int - 2) as p (part)
     join checkpoint c on c.artifact_id = ?::bigint and c.stage = ?::text || '/part/' || p.part`,
    [parts, held.artifactId, stage],
  );
  if (Number(found?.pieces) !== parts - 1) {
    const missing = parts - 1 - Number(found?.pieces);
    throw new RangeError(`${missing} of ${parts} pieces of ${stage} are missing`);
  }
  const saved = await largeRows(em, `${inserting(`(${EARLIER_PIECES} || ?::text)::jsonb`)} returning artifact_id`, [
    stage,
    parts,
    held.artifactId,
    stage,
    text,
    held.artifactId,
    held.token,
  ]);
  if (saved.length === 0) throw new LeaseLost(held.artifactId);
}

async function savePiece(em: EntityManager, held: Held, { stage, part, text }: DocumentPart): Promise<void> {
  const saved = await largeRows(em, `${inserting("to_jsonb(?::text)")} returning artifact_id`, [
    `${stage}/part/${part}`,
    text,
    held.artifactId,
    held.token,
  ]);
  if (saved.length === 0) throw new LeaseLost(held.artifactId);
  if (part === 0) {
    await rows(
      em,
      "delete from checkpoint where artifact_id = ? and stage like '%/part/%' and not starts_with(stage, ?)",
      [held.artifactId, `${stage}/part/`],
    );
  }
}

/**
 * A piece of the JSON text of a document from a place on (in characters, from 0), and where the next one begins, null
 * after the last. Throws LeaseLost, also when there is no such document.
 */
export async function documentText(
  em: EntityManager,
  held: Held,
  { stage, from, length }: { stage: string; from: number; length: number },
): Promise<{ text: string; next: number | null }> {
  const [row] = await rows<{ text: string; whole: string | number }>(
    em,
    `select substr(d.text, ?::int, ?::int) as text, char_length(d.text) as whole
     from (select c.output::text as text from checkpoint c join artifact a on a.id = c.artifact_id
           where a.id = ? and a.lease_token = ? and a.deleted_at is null and c.stage = ?) d`,
    [from + 1, length, held.artifactId, held.token, stage],
  );
  if (row === undefined) throw new LeaseLost(held.artifactId);
  const next = from + length;
  return { text: row.text, next: next < Number(row.whole) ? next : null };
}
