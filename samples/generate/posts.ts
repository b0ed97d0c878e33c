import type { Pool } from 'pg';

/** What `generatePosts` takes of a pool. */
type Queryable = Pick<Pool, 'query'>;

const BATCH = 500;
const VOCABULARY = 20_000;
const TAGS = 40;
const SYLLABLES = [
  'ba',
  'cor',
  'del',
  'fen',
  'gar',
  'hol',
  'im',
  'jun',
  'kel',
  'lor',
  'mar',
  'nes',
  'ol',
  'pen',
  'quin',
  'ros',
  'sel',
  'tan',
  'ul',
  'ver',
  'wen',
  'yar',
];
const REAL = [
  'garden',
  'bread',
  'winter',
  'market',
  'print',
  'rose',
  'ash',
  'member',
  'meeting',
  'harvest',
  'soil',
  'bees',
  'letter',
  'supper',
  'orchard',
];

/**
 * Fills a migrated database with published posts, as many as asked: 200 to 500 words each, whose
 * frequencies fall as those of a language do (Zipf), forty tags, a post an hour back from now.
 * The same seed makes the same posts. By bare SQL, because what is measured comes afterwards.
 */
export async function generatePosts(
  pool: Queryable,
  { count, seed = 7, say = () => {} }: { count: number; seed?: number; say?: (line: string) => void },
): Promise<void> {
  const random = createRandom(seed);
  const words = createVocabulary(random);
  const tags = await makeTags(pool);
  const now = Date.now();
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => toRow({ number: from + at, now, random, words }));
    const { rows: made } = await pool.query<{ id: string }>(INSERT, [JSON.stringify(rows)]);
    await pool.query(RELATE, [made.map(({ id }) => id), made.map(() => tags[Math.floor(random() ** 2 * tags.length)])]);
    if ((from / BATCH) % 20 === 19) say(`${from + rows.length} of ${count} posts`);
  }
  await pool.query('vacuum analyze');
}

const INSERT = `
  insert into posts (title, slug, excerpt, body, public_body, public_text, word_count, _status, published_at, visibility, featured, email_only)
  select r->>'title', r->>'slug', r->>'excerpt', r->'body', r->'body', r->>'text', (r->>'words')::int, 'published', (r->>'at')::timestamptz, 'public', false, false
  from jsonb_array_elements($1::jsonb) r
  returning id::text as id
`;
const RELATE = `insert into posts_rels (parent_id, path, "order", tags_id) select post, 'tags', 1, tag from unnest($1::uuid[], $2::uuid[]) made (post, tag)`;

async function makeTags(pool: Queryable): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into tags (name, slug) select 'Subject ' || n, 'subject-' || n from generate_series(1, $1) n on conflict (slug) do update set name = excluded.name returning id::text as id`,
    [TAGS],
  );
  return rows.map(({ id }) => id);
}

function toRow({ number, now, random, words }: { number: number; now: number; random: () => number; words: readonly string[] }): object {
  const paragraphs = Array.from({ length: 4 }, () => toSentence(random, words, 50 + Math.floor(random() * 75)));
  const title = toSentence(random, words, 4 + Math.floor(random() * 4)).slice(0, -1);
  const text = paragraphs.join('\n');
  return {
    title,
    slug: `generated-${number}`,
    excerpt: toSentence(random, words, 18),
    text,
    words: text.split(/\s+/).length,
    at: new Date(now - number * 3_600_000).toISOString(),
    body: toBody(paragraphs),
  };
}

function toSentence(random: () => number, words: readonly string[], length: number): string {
  const said = Array.from({ length }, () => words[Math.floor(words.length ** random()) - 1] ?? 'and').join(' ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

function toBody(paragraphs: readonly string[]): object {
  const element = { version: 1, format: '', indent: 0, direction: 'ltr' };
  const children = paragraphs.map((text) => ({
    ...element,
    type: 'paragraph',
    textFormat: 0,
    textStyle: '',
    children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
  }));
  return { root: { ...element, type: 'root', children } };
}

/** Real words stand at fixed ranks, from very common to rare, so that a bench can ask for either. */
function createVocabulary(random: () => number): string[] {
  const made = new Set<string>();
  while (made.size < VOCABULARY) {
    const length = 2 + Math.floor(random() * 3);
    made.add(Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(''));
  }
  const words = [...made];
  for (const [at, word] of REAL.entries()) words[Math.min(VOCABULARY - 1, Math.round(3 * 1.9 ** at))] = word;
  return words;
}

/** Mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
