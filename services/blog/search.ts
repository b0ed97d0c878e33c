import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { PostCard, Search, SearchHit, SearchPage } from '../../contracts/blog.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { listCards } from './cards.ts';
import { toMarked } from './search.marks.ts';
import { correct } from './search.words.ts';

const PAGE_SIZE = 20;
const MOST_PAGES = 10;
const LONGEST_QUERY = 200;
/** Of a common word's matches the newest are ranked; whoever wants others says more words. */
const RANKED = 200;
const RANKED_BY_TITLE = 100;
const COUNTED = 1000;
/** Of a phrase, so many documents that have all its words are read for their order. */
const PHRASES = 2000;

const NONE: SearchPage = { items: [], page: 1, pages: 0, total: 0, isMore: false, corrected: null };

/**
 * Full text over title, excerpt and public text only (the table `search_documents`, kept by triggers),
 * so that a gated word cannot be felt out by searching. Understands "phrases", `or` and `-without`.
 * When nothing has the words, the nearest ones that do occur are tried, and the answer says so.
 */
export async function search(payload: Payload, asked: Search): Promise<SearchPage> {
  const words = asked.q.slice(0, LONGEST_QUERY).replaceAll('\0', '').trim();
  if (!words) return NONE;
  const found = await searchFor(payload, { ...asked, q: words });
  if (found.total > 0) return found;
  const corrected = await correct(payload, words);
  if (!corrected) return found;
  const again = await searchFor(payload, { ...asked, q: corrected });
  // Only what visitors can find is offered: a word that is gone from every public text tells nothing.
  return again.total > 0 ? { ...again, corrected } : found;
}

interface Match {
  kind: PostCard['kind'];
  id: string;
}

/** A match with the count of all; a page past the end is the count alone. */
interface Counted extends Record<string, unknown> {
  kind: PostCard['kind'] | null;
  id: string | null;
  total: string;
}

interface Query extends Record<string, unknown> {
  /** As asked, and with phrases loosened to "all of these words": what the index answers without a look at the texts. */
  query: string;
  loose: string;
}

async function searchFor(payload: Payload, asked: Search): Promise<SearchPage> {
  const page = Math.min(MOST_PAGES, Math.max(1, Math.trunc(asked.page ?? 1)));
  // Asked for first, so that the planner sees the words and knows how common they are.
  const { rows: queries } = await toExecutor(payload).execute<Query>(toQuery(asked.q));
  const [query] = queries;
  if (!query?.loose) return NONE;
  const { rows } = await toExecutor(payload).execute<Counted>(toMatches(asked, query, page));
  const matches = rows.flatMap(({ kind, id }) => (kind && id ? [{ kind, id }] : []));
  const counted = Number(rows[0]?.total ?? 0);
  const total = Math.min(counted, COUNTED);
  return {
    items: await toHits(payload, matches, query.query),
    page,
    pages: Math.min(MOST_PAGES, Math.ceil(total / PAGE_SIZE)),
    total,
    isMore: counted > COUNTED,
    corrected: null,
  };
}

/** In the language of the site, and word by word for texts in others. */
const toQuery = (words: string) => sql`
  with asked as (
    select websearch_to_tsquery(search_config(coalesce((select locale from site_settings limit 1), 'en')), ${words})
      || websearch_to_tsquery('rose_simple', ${words}) as query
  )
  select query::text as query, regexp_replace(query::text, '<(-|[0-9]+)>', '&', 'g') as loose from asked
`;

function toMatches({ year, tag }: Search, { query, loose }: Query, page: number) {
  const isPhrase = query !== loose;
  const newest = (field: 'vector' | 'title_vector', most: number) => sql`
    select * from search_matches(${field}, ${loose}::tsquery, ${most}, null, ${year ?? null}::integer, ${tag ?? null}, null)
  `;
  const inOrder = sql`select m.* from loose_text m join search_documents d using (kind, id) where d.vector @@ ${query}::tsquery`;
  return sql`
    with loose_text as materialized (${newest('vector', isPhrase ? PHRASES : COUNTED + 1)}),
    by_text as materialized (${isPhrase ? inOrder : sql`select * from loose_text`}),
    by_title as materialized (${newest('title_vector', RANKED_BY_TITLE)}),
    ranked as (
      select kind, id from (select kind, id from by_text order by published_at desc limit ${RANKED}) newest
      union select kind, id from by_title
    ), shown as (
      select d.kind, d.id::text as id, row_number() over (
        order by d.title_vector @@ ${query}::tsquery desc, ts_rank('{0.1, 0.3, 0.6, 1.0}', d.vector, ${query}::tsquery, 1) desc, d.published_at desc, d.id
      ) as place
      from ranked join search_documents d using (kind, id)
      where d.vector @@ ${query}::tsquery
      order by place limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}
    )
    select s.kind, s.id, c.total from (select count(*) as total from by_text) c left join shown s on true order by s.place
  `;
}

async function toHits(payload: Payload, matches: readonly Match[], query: string): Promise<SearchHit[]> {
  if (matches.length === 0) return [];
  const idsOf = (kind: PostCard['kind']) => matches.filter((match) => match.kind === kind).map(({ id }) => id);
  const [posts, pages, marks] = await Promise.all([
    listCards(payload, 'posts', idsOf('post')),
    listCards(payload, 'pages', idsOf('page')),
    listMarks(payload, matches, query),
  ]);
  const cards = new Map([...posts, ...pages].map((card) => [card.id, card]));
  return matches.flatMap(({ id }) => {
    const card = cards.get(id);
    const mark = marks.get(id);
    return card ? [{ ...card, titleHtml: toMarked(mark?.title ?? card.title), passageHtml: toMarked(mark?.passage ?? '') }] : [];
  });
}

interface Marks extends Record<string, unknown> {
  id: string;
  title: string;
  passage: string;
}

/** Where the words stand, between U+E000 and U+E001, which no text has a use for. */
async function listMarks(payload: Payload, matches: readonly Match[], query: string): Promise<Map<string, Marks>> {
  const ids = sql.param(matches.map(({ id }) => id));
  const source = (table: 'posts' | 'pages') => sql`
    select id, title, left(coalesce(public_text, excerpt, ''), 50000) as text, language from ${sql.identifier(table)} where id = any(${ids}::uuid[])
  `;
  const marks = "StartSel='\uE000', StopSel='\uE001'";
  const { rows } = await toExecutor(payload).execute<Marks>(sql`
    with texts as (${source('posts')} union all ${source('pages')}),
    sites as (select coalesce((select locale from site_settings limit 1), 'en') as locale)
    select t.id::text as id,
      ts_headline(search_config(coalesce(nullif(t.language, ''), sites.locale)), t.title, ${query}::tsquery, ${`${marks}, HighlightAll=true`}) as title,
      ts_headline(search_config(coalesce(nullif(t.language, ''), sites.locale)), t.text, ${query}::tsquery,
        ${`${marks}, MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=" … "`}) as passage
    from texts t, sites
  `);
  return new Map(rows.map((row) => [row.id, row]));
}
