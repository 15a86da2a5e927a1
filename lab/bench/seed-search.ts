/** Fills a database with artifacts that have realistic names and READMEs but no files. */
import pg from "pg";
import type { Login } from "../../local/postgres/login.ts";

const words =
  "the model was trained on a large corpus of text and fine tuned for classification with attention heads layers tokens vocabulary embedding hidden size dropout learning rate warmup steps batch epochs evaluation accuracy f1 score benchmark dataset split test validation results table license apache usage example pipeline tokenizer from pretrained inference gpu memory quantized weights safetensors checkpoint revision limitations bias risk intended use out scope training data procedure hyperparameters environmental impact citation author contact language english german french multilingual translation summarization question answering generation image segmentation detection speech audio diffusion transformer encoder decoder convolution reinforcement policy reward human feedback instruction prompt chat template context window".split(
    " ",
  );
const adjectives =
  "clear bright quiet swift tiny large deep wide robust sparse dense frozen golden silver amber crimson northern southern".split(
    " ",
  );
const families = "bert roberta llama mistral gemma whisper clip vit resnet unet t5 gpt falcon mamba dino yolo".split(
  " ",
);
const sizes = "small base large xl 7b 13b mini micro".split(" ");
/** READMEs are composed of these paragraphs. */
const PARAGRAPHS = 20_000;

/** Names that many artifacts share. */
export const COMMON_NAME = "bert-base-uncased";

const SEED_PARAGRAPHS = `
  create temporary table paragraph as
  select n, (select string_agg(($1::text[])[1 + floor(random() * ${words.length})::int], ' ')
    from generate_series(n * 60, n * 60 + 59)) as text
  from generate_series(0, ${PARAGRAPHS - 1}) n`;

/** One in twenty was rejected, one in ten is a dataset, one in ten code. */
const SEED_ARTIFACTS = `
  insert into artifact (type, name, url, host, repository, source_key, revision, "commit", owner, status,
    status_message, archive, readme, correlation_id, bytes_total,
    cleaned_at)
  select k.type, k.name, 'https://huggingface.co/' || k.repository, 'huggingface', k.repository,
    'huggingface:' || k.type || ':' || k.repository, 'main', md5(k.i::text) || '00000000', 'bench',
    case when k.i % 20 = 0 then 'rejected' else 'completed' end, 'Seeded',
    case when k.i % 20 = 0 then null else jsonb_build_object('key', 'archives/' || k.i, 'bytes', 1000000 + k.i,
      'crc32', 7, 'sha256', null) end,
    '---' || E'\nlicense: apache-2.0\n---\n# ' || k.name || E'\n\n' || a.text || E'.\n\nTrained on the corpus ' ||
      substr(md5('corpus' || k.i), 1, 12) || '. ' || b.text || E'.\n',
    'seed', 1000000, case when k.i % 20 = 0 then now() end
  from (
    select i, case when i % 10 = 1 then 'dataset' when i % 10 = 2 then 'code' else 'model' end as type,
      case when i % 5000 = 7 then '${COMMON_NAME}' else ($1::text[])[1 + i % ${adjectives.length}] || '-' ||
        ($2::text[])[1 + (i / 7) % ${families.length}] || '-' || ($3::text[])[1 + (i / 3) % ${sizes.length}] || '-' || i end as name,
      'org-' || i % 997 || '/repository-' || i as repository
    from generate_series($4::int, $5::int) i) k
  join paragraph a on a.n = (k.i::bigint * 7919) % ${PARAGRAPHS}
  join paragraph b on b.n = (k.i::bigint * 104729 + 13) % ${PARAGRAPHS}`;

const BATCH = 50_000;

/** Selects a word that occurs in the README of artifact $1 only. */
export const uniqueWord = "select substr(md5('corpus' || $1::int), 1, 12) as word";

/** Fills an empty, migrated database and leaves a filled one alone. Builds the trigram indexes at the end. */
export async function seedSearch(login: Login, artifacts: number, log: (line: string) => void): Promise<void> {
  const client = new pg.Client(login);
  await client.connect();
  try {
    const present = await client.query<{ id: string | null }>("select max(id) as id from artifact");
    if (Number(present.rows[0]?.id) === artifacts) return;
    if (present.rows[0]?.id != null)
      throw new Error(`the database contains ${present.rows[0].id} artifacts, not ${artifacts}`);
    await client.query("set maintenance_work_mem = '1GB'; set synchronous_commit = off");
    const { rows: trigrams } = await client.query<{ name: string; definition: string }>(
      "select indexname as name, indexdef as definition from pg_indexes where tablename = 'artifact' and indexdef like '%gin_trgm_ops%'",
    );
    for (const { name } of trigrams) await client.query(`drop index ${pg.escapeIdentifier(name)}`);
    await client.query(SEED_PARAGRAPHS, [words]);
    await client.query("create index on paragraph (n); analyze paragraph");
    for (let from = 1; from <= artifacts; from += BATCH) {
      const to = Math.min(from + BATCH - 1, artifacts);
      await client.query(SEED_ARTIFACTS, [adjectives, families, sizes, from, to]);
      log(`seeded ${to} of ${artifacts} artifacts`);
    }
    for (const { name, definition } of trigrams) {
      log(`building ${name}`);
      await client.query(definition);
    }
    await client.query("vacuum analyze artifact");
  } finally {
    await client.end();
  }
}
