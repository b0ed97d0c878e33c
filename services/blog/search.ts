import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { PostCard, Search, SearchHit, SearchPage } from '../../contracts/blog.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { CARD_FIELDS, toCards } from './cards.ts';
import { toMarked } from './search.marks.ts';
import { correct } from './search.words.ts';

const PAGE_SIZE = 20;
const MOST_PAGES = 20;
const LONGEST_QUERY = 200;
/** A word that half of all posts have cannot be ranked over all of them in time: the newest of each kind of match are. */
const RANKED_BY_TITLE = 200;
const RANKED_BY_TEXT = 400;
const COUNTED = 1000;

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

interface Match extends Record<string, unknown> {
  kind: PostCard['kind'];
  id: string;
}

async function searchFor(payload: Payload, asked: Search): Promise<SearchPage> {
  const page = Math.min(MOST_PAGES, Math.max(1, Math.trunc(asked.page ?? 1)));
  const [{ rows: matches }, { rows: counts }] = await Promise.all([
    toExecutor(payload).execute<Match>(toMatches(asked, page)),
    toExecutor(payload).execute<{ total: string }>(toCount(asked)),
  ]);
  const counted = Number(counts[0]?.total ?? 0);
  const total = Math.min(counted, COUNTED);
  return {
    items: await toHits(payload, matches, asked.q),
    page,
    pages: Math.min(MOST_PAGES, Math.ceil(total / PAGE_SIZE)),
    total,
    isMore: counted > COUNTED,
    corrected: null,
  };
}

/** In the language of the site, and word by word for texts in others. */
const queryOf = (words: string) => sql`
  select websearch_to_tsquery(search_config(coalesce((select locale from site_settings limit 1), 'en')), ${words})
    || websearch_to_tsquery('rose_simple', ${words}) as query
`;

const filtersOf = ({ tag, author, kind, year }: Search) => sql`
  d.published_at <= now()
  ${kind ? sql`and d.kind = ${kind}` : sql``}
  ${year ? sql`and d.published_at >= make_date(${year}, 1, 1) and d.published_at < make_date(${year + 1}, 1, 1)` : sql``}
  ${
    tag
      ? sql`and d.kind = 'post' and exists (
          select 1 from posts_rels r join tags t on t.id = r.tags_id where r.parent_id = d.id and r.path = 'tags' and t.slug = ${tag} and t.internal is not true
        )`
      : sql``
  }
  ${
    author
      ? sql`and d.kind = 'post' and exists (
          select 1 from posts_rels r join users u on u.id = r.users_id where r.parent_id = d.id and r.path = 'authors' and u.slug = ${author}
        )`
      : sql``
  }
`;

const toMatches = (asked: Search, page: number) => sql`
  with q as (${queryOf(asked.q)}),
  by_title as materialized (
    select d.kind, d.id from search_documents d, q where d.title_vector @@ q.query and ${filtersOf(asked)}
    -- Sorted by an expression, so that it is sought by its words and never read along the calendar.
    order by d.published_at + interval '0' desc limit ${RANKED_BY_TITLE}
  ),
  by_text as materialized (
    select d.kind, d.id from search_documents d, q where d.vector @@ q.query and ${filtersOf(asked)}
    order by d.published_at + interval '0' desc limit ${RANKED_BY_TEXT}
  )
  select d.kind, d.id::text as id
  from (select * from by_title union select * from by_text) hits join search_documents d using (kind, id), q
  order by d.title_vector @@ q.query desc, ts_rank('{0.1, 0.3, 0.6, 1.0}', d.vector, q.query, 1) desc, d.published_at desc, d.id
  limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}
`;

const toCount = (asked: Search) => sql`
  with q as (${queryOf(asked.q)})
  select count(*) as total
  from (select 1 from search_documents d, q where d.vector @@ q.query and ${filtersOf(asked)} limit ${COUNTED + 1}) counted
`;

async function toHits(payload: Payload, matches: readonly Match[], words: string): Promise<SearchHit[]> {
  if (matches.length === 0) return [];
  const idsOf = (kind: PostCard['kind']) => matches.filter((match) => match.kind === kind).map(({ id }) => id);
  const [posts, pages, marks] = await Promise.all([
    listCards(payload, 'posts', idsOf('post')),
    listCards(payload, 'pages', idsOf('page')),
    listMarks(payload, matches, words),
  ]);
  const cards = new Map([...posts, ...pages].map((card) => [card.id, card]));
  return matches.flatMap(({ id }) => {
    const card = cards.get(id);
    const mark = marks.get(id);
    return card ? [{ ...card, titleHtml: toMarked(mark?.title ?? card.title), passageHtml: toMarked(mark?.passage ?? '') }] : [];
  });
}

/** Read as a visitor: the collection's rule has the last word on what is shown. */
async function listCards(payload: Payload, collection: 'posts' | 'pages', ids: string[]): Promise<PostCard[]> {
  if (ids.length === 0) return [];
  const { docs } = await payload.find({
    collection,
    overrideAccess: false,
    where: { id: { in: ids } },
    select: CARD_FIELDS,
    depth: 0,
    pagination: false,
    limit: ids.length,
  });
  return toCards(payload, collection === 'posts' ? 'post' : 'page', docs);
}

interface Marks extends Record<string, unknown> {
  id: string;
  title: string;
  passage: string;
}

/** Where the words stand, between U+E000 and U+E001, which no text has a use for. */
async function listMarks(payload: Payload, matches: readonly Match[], words: string): Promise<Map<string, Marks>> {
  const ids = sql.param(matches.map(({ id }) => id));
  const source = (table: 'posts' | 'pages') => sql`
    select id, title, left(coalesce(public_text, excerpt, ''), 50000) as text, language from ${sql.identifier(table)} where id = any(${ids}::uuid[])
  `;
  const marks = "StartSel='\uE000', StopSel='\uE001'";
  const { rows } = await toExecutor(payload).execute<Marks>(sql`
    with q as (${queryOf(words)}), texts as (${source('posts')} union all ${source('pages')}),
    sites as (select coalesce((select locale from site_settings limit 1), 'en') as locale)
    select t.id::text as id,
      ts_headline(search_config(coalesce(nullif(t.language, ''), sites.locale)), t.title, q.query, ${`${marks}, HighlightAll=true`}) as title,
      ts_headline(search_config(coalesce(nullif(t.language, ''), sites.locale)), t.text, q.query,
        ${`${marks}, MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=" … "`}) as passage
    from texts t, q, sites
  `);
  return new Map(rows.map((row) => [row.id, row]));
}
