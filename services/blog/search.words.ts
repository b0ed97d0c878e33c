import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { toExecutor } from '../../platform/transactions.ts';

const BATCH = 200;
const BATCHES_A_RUN = 50;
const MOST_WORDS = 8;

/**
 * The query with each word that occurs nowhere replaced by the one most like it that does, by
 * trigrams; null when nothing is like them. Operators of the search (`"`, `-`, `or`) go: a corrected
 * query is a plain one.
 */
export async function correct(payload: Payload, words: string): Promise<string | null> {
  const asked = toWords(words).slice(0, MOST_WORDS);
  if (asked.length === 0) return null;
  const { rows } = await toExecutor(payload).execute<{ word: string; near: string | null; is_known: boolean }>(sql`
    select asked.word, exists (select 1 from search_words s where s.word = asked.word) as is_known, near.word as near
    from unnest(${sql.param(asked)}::text[]) with ordinality asked (word, at)
    left join lateral (
      select s.word from search_words s where s.word % asked.word
      order by similarity(s.word, asked.word) desc, s.word limit 1
    ) near on true
    order by asked.at
  `);
  const corrected = rows.map(({ word, near, is_known }) => (is_known ? word : (near ?? word))).join(' ');
  return corrected === asked.join(' ') ? null : corrected;
}

/** Lower case, accents off as Postgres's `unaccent` takes them off, letters and digits only. */
function toWords(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && word.length <= 40);
}

/**
 * Learns the words of what came out or changed since, some thousand documents a run. One worker at a
 * time does this (it is a sweep), so that two never wait for each other's words.
 */
export async function learnWords(payload: Payload): Promise<void> {
  for (let batch = 0; batch < BATCHES_A_RUN; batch += 1) {
    const { rows } = await toExecutor(payload).execute<{ learnt: string }>(sql`
      with due as (
        update search_documents set words_at = now()
        where (kind, id) in (select kind, id from search_documents where words_at is null limit ${BATCH})
        returning kind, id
      ), texts as (
        select title || ' ' || left(coalesce(public_text, ''), 200000) as text from posts where id in (select id from due where kind = 'post')
        union all
        select title || ' ' || left(coalesce(public_text, ''), 200000) from pages where id in (select id from due where kind = 'page')
      ), words as (
        select distinct word from texts, regexp_split_to_table(lower(unaccent(text)), '[^[:alnum:]]+') word
        where length(word) between 3 and 40 and word !~ '^[0-9]+$'
      ), learnt as (
        insert into search_words (word) select word from words on conflict (word) do nothing
      )
      select count(*) as learnt from due
    `);
    if (Number(rows[0]?.learnt ?? 0) < BATCH) return;
  }
}
