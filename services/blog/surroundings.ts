import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { PostCard } from '../../contracts/blog.ts';
import type { PostLink, Surroundings } from '../../contracts/blog-pages.ts';
import { ADDRESS_FIELDS, toPostPaths } from '../../platform/permalinks.ts';
import { prepared } from '../../platform/prepared.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { listCards } from './cards.ts';
import { IS_OUT } from './out.ts';
import { listTagCards } from './taxonomy.ts';

const RELATED = 3;
const LONGEST_SERIES = 100;
/** Of each subject the newest so many are compared; older ones are found by what they say. */
const COMPARED = 60;

interface Row extends Record<string, unknown> {
  place: 'previous' | 'next' | 'series' | 'related';
  id: string;
  series: string | null;
}

/**
 * What stands around a post, by one question: its neighbours in time, its series from the oldest on, and what
 * is most like it: first what shares its subjects, a rare subject more than a common one, then, where that is
 * not enough, what speaks of the words of its title. Only public text is compared.
 */
export async function findSurroundings(payload: Payload, { id }: { id: string }): Promise<Surroundings> {
  const { rows } = await toExecutor(payload).execute<Row>(prepared(toQuery(id)));
  const idsOf = (place: Row['place']) => rows.filter((row) => row.place === place).map((row) => row.id);
  const series = rows.find((row) => row.series !== null)?.series ?? null;
  const [cards, parts, tags] = await Promise.all([
    listCards(payload, 'posts', [...new Set([...idsOf('related'), ...idsOf('previous'), ...idsOf('next')])]),
    listLinks(payload, idsOf('series')),
    series ? listTagCards(payload, [series]) : [],
  ]);
  const cardsOf = (place: Row['place']) => cards.filter((card) => idsOf(place).includes(card.id));
  const linkTo = ([card]: PostCard[]) => (card ? { id: card.id, title: card.title, path: card.path } : null);
  const [tag] = tags;
  return {
    previous: linkTo(cardsOf('previous')),
    next: linkTo(cardsOf('next')),
    series: tag && parts.length > 1 ? { tag, at: parts.findIndex((part) => part.id === id) + 1, parts } : null,
    related: cardsOf('related'),
  };
}

const toQuery = (id: string) => sql`
  with this as materialized (
    select p.id, p.published_at, p.title, p.series_id from posts p where p.id = ${id}::uuid
  ), its_tags as materialized (
    select t.id, 1 / ln(2 + (select count(*) from posts_rels o where o.tags_id = t.id and o.path = 'tags')) as weight
    from posts_rels r join tags t on t.id = r.tags_id
    where r.parent_id = ${id}::uuid and r.path = 'tags' and t.internal is not true
  ), by_tags as materialized (
    select l.id, sum(i.weight) as score
    from its_tags i cross join lateral (
      select p.id from posts p join posts_rels r on r.parent_id = p.id and r.path = 'tags' and r.tags_id = i.id
      where ${IS_OUT} and p.id <> ${id}::uuid order by p.published_at desc limit ${COMPARED}
    ) l
    group by 1
  ), words as materialized (
    -- Any word of the title, in the language of the site.
    select replace(plainto_tsquery(search_config(coalesce((select locale from site_settings limit 1), 'en')), this.title)::text, '&', '|')::tsquery as query
    from this
  ), by_words as materialized (
    select d.id from search_documents d, words w
    where d.kind = 'post' and d.id <> ${id}::uuid and d.vector @@ w.query and d.published_at <= now()
      -- Asked only where the subjects have found too little.
      and (select count(*) from by_tags) < ${RELATED}
    order by d.published_at + interval '0' desc limit ${COMPARED}
  ), alike as (
    select c.id, max(c.score) as score from (
      select id, score from by_tags union all select id, 0 from by_words
    ) c group by 1
  )
  (select 'previous' as place, p.id::text as id, null::text as series from posts p, this
    where ${IS_OUT} and (p.published_at, p.id) < (this.published_at, this.id)
    order by p.published_at desc, p.id desc limit 1)
  union all
  (select 'next', p.id::text, null from posts p, this
    where ${IS_OUT} and (p.published_at, p.id) > (this.published_at, this.id)
    order by p.published_at, p.id limit 1)
  union all
  (select 'series', p.id::text, p.series_id::text from posts p, this
    where ${IS_OUT} and p.series_id = this.series_id
    order by p.published_at, p.id limit ${LONGEST_SERIES})
  union all
  (select 'related', a.id::text, null
    from alike a join search_documents d on d.kind = 'post' and d.id = a.id, words w
    order by a.score desc, ts_rank(d.vector, w.query, 1) desc, d.published_at desc, a.id limit ${RELATED})
`;

/** In the order of the ids. Read as a visitor: the collection's rule has the last word. */
async function listLinks(payload: Payload, ids: string[]): Promise<PostLink[]> {
  if (ids.length === 0) return [];
  const { docs } = await payload.find({
    collection: 'posts',
    overrideAccess: false,
    where: { id: { in: ids } },
    select: { title: true, ...ADDRESS_FIELDS },
    depth: 0,
    pagination: false,
    limit: ids.length,
  });
  const paths = await toPostPaths(payload, docs);
  const links = new Map(docs.map((doc, at) => [doc.id, { id: doc.id, title: doc.title, path: paths[at] ?? '/' }]));
  return ids.flatMap((each) => links.get(each) ?? []);
}
