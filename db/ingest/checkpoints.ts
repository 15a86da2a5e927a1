import { type Held, LeaseLost } from "../../domain/failure.ts";
import type { Columns } from "../entities/columns.ts";
import type { Checkpoint } from "../entities/content.ts";
import { affected, type Database, integer, json, rows, type Sql, sql, text, values } from "../sql.ts";

/**
 * Checkpoints are JSON documents by name. The output of a stage is saved under the stage's name, which has no slash;
 * documents that only belong to a settlement are `settle/<name>`, and pieces of a document that is too large for one
 * call are `<name>/part/<number>`.
 */

/** One piece of the JSON text of a document. */
export interface DocumentPart {
  readonly stage: string;
  /** From 0; the last one completes the document. */
  readonly part: number;
  readonly parts: number;
  /** Pieces may be cut anywhere between two characters. */
  readonly text: string;
}

/** Names a document that was saved before, in place of its content. */
export interface SavedDocument {
  readonly saved: string;
}

const SAVED = { stage: text, output: json<unknown>() } satisfies Columns<typeof Checkpoint>;

/** Outputs of the finished stages, by stage name. */
export async function loadCheckpoints(db: Database, artifactId: number): Promise<Record<string, unknown>> {
  const saved = await rows(
    db,
    SAVED,
    sql`select stage, output from checkpoint where artifact_id = ${artifactId} and stage not like '%/%'`,
  );
  return Object.fromEntries(saved.map(({ stage, output }) => [stage, output]));
}

/** Names of the finished stages. */
export const checkpointNames = (db: Database, artifactId: number): Promise<string[]> =>
  values(
    db,
    text,
    sql`select stage from checkpoint where artifact_id = ${artifactId} and stage not like '%/%' order by stage`,
  );

/** Saves a JSON text under a name, in place of an earlier one. Throws LeaseLost. */
export const saveCheckpoint = (db: Database, held: Held, stage: string, json: string): Promise<void> =>
  save(db, held, stage, sql`${json}::jsonb`);

/** Saves a value under a name, fenced by the claim. */
async function save(db: Database, { artifactId, token }: Held, stage: string, value: Sql): Promise<void> {
  const saved = await affected(
    db,
    sql`insert into checkpoint (artifact_id, stage, output)
        select a.id, ${stage}::text, ${value} from artifact a
        where a.id = ${artifactId} and a.lease_token = ${token} and a.deleted_at is null for share
        on conflict (artifact_id, stage) do update set output = excluded.output, created_at = now()`,
  );
  if (saved === 0) throw new LeaseLost(artifactId);
}

/** The stored pieces of a document before the last one, by number. */
const earlierPieces = ({ artifactId }: Held, { stage, parts }: DocumentPart): Sql =>
  sql`generate_series(0, ${parts}::int - 2) as p (part)
      join checkpoint c on c.artifact_id = ${artifactId}::bigint and c.stage = ${stage}::text || '/part/' || p.part`;

/**
 * Saves one piece, and with the last one the whole document, which the database joins: no server holds it whole. Pieces
 * may be sent again, the last one too: they stay until another document is begun or the claim ends. Throws LeaseLost;
 * RangeError when earlier pieces are missing or the document is not JSON that the database can store.
 */
export async function saveDocumentPart(db: Database, held: Held, piece: DocumentPart): Promise<void> {
  try {
    await savePart(db, held, piece);
  } catch (error) {
    if (!NOT_JSON.has(String((error as { code?: unknown }).code))) throw error;
    throw new RangeError(`${piece.stage} is not JSON`, { cause: error });
  }
}

/** SQLSTATE of text that is not JSON, and of characters that jsonb cannot hold. */
const NOT_JSON = new Set(["22P02", "22P05", "22021"]);

async function savePart(db: Database, held: Held, piece: DocumentPart): Promise<void> {
  const { stage, part, parts, text: last } = piece;
  if (part >= parts) throw new RangeError(`The document ${stage} has ${parts} pieces, not ${part + 1}`);
  if (parts === 1) return saveCheckpoint(db, held, stage, last);
  if (part < parts - 1) return savePiece(db, held, piece);
  const earlier = earlierPieces(held, piece);
  const [found] = await rows(db, { pieces: integer }, sql`select count(*) as pieces from ${earlier}`);
  const missing = parts - 1 - (found?.pieces ?? 0);
  if (missing > 0) throw new RangeError(`${missing} of ${parts} pieces of ${stage} are missing`);
  const joined = sql`(select coalesce(string_agg(c.output #>> '{}', '' order by p.part), '') from ${earlier})`;
  await save(db, held, stage, sql`(${joined} || ${last}::text)::jsonb`);
}

async function savePiece(db: Database, held: Held, { stage, part, text: piece }: DocumentPart): Promise<void> {
  await save(db, held, `${stage}/part/${part}`, sql`to_jsonb(${piece}::text)`);
  if (part > 0) return;
  await affected(
    db,
    sql`delete from checkpoint
        where artifact_id = ${held.artifactId} and stage like '%/part/%' and not starts_with(stage, ${`${stage}/part/`})`,
  );
}

const readable = ({ artifactId, token }: Held, stage: string): Sql =>
  sql`from checkpoint c join artifact a on a.id = c.artifact_id
      where a.id = ${artifactId} and ${token}::uuid in (a.lease_token, a.share_token) and a.deleted_at is null
        and c.stage = ${stage}`;

/**
 * A piece of the JSON text of a document from a position on (in characters, from 0), and the position of the next piece,
 * null after the last. Throws LeaseLost, also when there is no such document.
 */
export async function documentText(
  db: Database,
  held: Held,
  { stage, from, length }: { stage: string; from: number; length: number },
): Promise<{ text: string; next: number | null }> {
  const [row] = await rows(
    db,
    { text, whole: integer },
    sql`select substr(d.text, ${from + 1}::int, ${length}::int) as text, char_length(d.text) as whole
        from (select c.output::text as text ${readable(held, stage)}) d`,
  );
  if (row === undefined) throw new LeaseLost(held.artifactId);
  const next = from + length;
  return { text: row.text, next: next < row.whole ? next : null };
}
