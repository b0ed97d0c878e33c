import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { SitemapEntry, SitemapFile, SitemapKind } from '../../contracts/blog-pages.ts';
import { toHomePath } from '../../core/homes.ts';
import { toPermalink } from '../../core/permalinks.ts';
import { readPermalinkRule } from '../../platform/permalinks.ts';
import { findPictures } from '../../platform/pictures.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { IS_OUT } from './out.ts';

/** Addresses in one file. The protocol allows 50,000; a smaller file is made anew sooner when one of its posts changes. */
const IN_ONE_FILE = 10_000;

interface Row extends Record<string, unknown> {
  slug: string;
  updated_at: Date | string | null;
  published_at: Date | string | null;
  author: string | null;
  tag: string | null;
  picture: string | null;
  picture_url: string | null;
}

/** A post that says it first appeared elsewhere is for that place's map. */
const OWN = sql`${IS_OUT} and coalesce(p.canonical_url, '') = ''`;

/** A row `t` of the tags that is public and has a post that is out. */
const IS_SHOWN = sql`t.internal is not true and exists (
  select 1 from posts_rels r join posts p on p.id = r.parent_id where r.tags_id = t.id and r.path = 'tags' and ${IS_OUT}
)`;

/** What each kind is made of: rows `p` with a slug and a time. */
const SOURCES = {
  posts: sql`select p.slug, p.updated_at, p.published_at, p.feature_image_id::text as picture, p.feature_image_url as picture_url,
    (select u.slug from posts_rels r join users u on u.id = r.users_id
      where r.parent_id = p.id and r.path = 'authors' and u.slug <> '' order by r.order limit 1) as author,
    (select t.slug from posts_rels r join tags t on t.id = r.tags_id
      where r.parent_id = p.id and r.path = 'tags' and t.internal is not true order by r.order limit 1) as tag
    from posts p where ${OWN}`,
  pages: sql`select p.slug, p.updated_at, p.published_at, p.feature_image_id::text as picture, p.feature_image_url as picture_url,
    null as author, null as tag from pages p where ${OWN}`,
  tags: sql`select t.slug, t.updated_at, null::timestamptz as published_at, t.feature_image_id::text as picture, t.feature_image_url as picture_url,
    null as author, null as tag from tags t
    where ${IS_SHOWN}`,
  authors: sql`select u.slug, u.updated_at, null::timestamptz as published_at, u.profile_image_id::text as picture, null as picture_url,
    null as author, null as tag from users u where u.publishes and u.slug is not null`,
} as const satisfies Partial<Record<SitemapKind, unknown>>;
type Counted = keyof typeof SOURCES;
const COUNTED: readonly Counted[] = ['pages', 'posts', 'tags', 'authors'];

/** The files of the map: as many of each kind as it needs, and one with the front page and the archive. */
export async function listSitemaps(payload: Payload): Promise<SitemapFile[]> {
  const counts = sql.join(
    COUNTED.map((kind) => sql`select ${kind}::text as kind, count(*) as count, max(s.updated_at) as updated_at from (${SOURCES[kind]}) s`),
    sql` union all `,
  );
  const { rows } = await toExecutor(payload).execute<{ kind: Counted; count: string; updated_at: Date | string | null }>(counts);
  const files = COUNTED.flatMap((kind) => {
    const row = rows.find((each) => each.kind === kind);
    const updatedAt = toInstant(row?.updated_at ?? null);
    return Array.from({ length: Math.ceil(Number(row?.count ?? 0) / IN_ONE_FILE) }, (_, at) => ({ kind, page: at + 1, updatedAt }));
  });
  return [{ kind: 'general', page: 1, updatedAt: null }, ...files];
}

/** The addresses of one file, in an order that only grows at its end, with the pictures that head them. */
export async function listSitemap(payload: Payload, { kind, page }: { kind: SitemapKind; page: number }): Promise<SitemapEntry[]> {
  if (kind === 'general') return page === 1 ? listGeneral(payload) : [];
  const { rows } = await toExecutor(payload).execute<Row>(sql`
    select * from (${SOURCES[kind]}) s order by s.published_at nulls first, s.slug limit ${IN_ONE_FILE} offset ${(page - 1) * IN_ONE_FILE}
  `);
  const [rule, pictures] = await Promise.all([
    readPermalinkRule(payload),
    findPictures(
      payload,
      rows.map(({ picture }) => picture),
    ),
  ]);
  return rows.map((row) => {
    const url = (row.picture && pictures.get(row.picture)?.url) || row.picture_url;
    return {
      path: toPath(kind, row, rule),
      updatedAt: toInstant(row.updated_at),
      pictures: url ? [url] : [],
    };
  });
}

async function listGeneral(payload: Payload): Promise<SitemapEntry[]> {
  const { rows } = await toExecutor(payload).execute<Pick<Row, 'slug' | 'updated_at'>>(sql`
    select g.slug, g.updated_at from tag_groups g where exists (
      select 1 from tags t where t.group_id = g.id and ${IS_SHOWN}
    ) order by g.slug limit ${IN_ONE_FILE}
  `);
  const plain = { updatedAt: null, pictures: [] };
  return [
    { path: '/', ...plain },
    { path: '/archive/', ...plain },
    ...rows.map((row) => ({ path: toHomePath('tag-groups', row.slug), updatedAt: toInstant(row.updated_at), pictures: [] })),
  ];
}

function toPath(kind: Counted, row: Row, rule: { permalink: string; timeZone: string }): string {
  switch (kind) {
    case 'posts':
      return toPermalink(
        {
          slug: row.slug,
          publishedAt: toInstant(row.published_at),
          author: row.author,
          primaryTag: row.tag,
        },
        rule,
      );
    case 'pages':
    case 'tags':
      return toHomePath(kind, row.slug);
    case 'authors':
      return `/author/${encodeURIComponent(row.slug)}/`;
  }
}

function toInstant(time: Date | string | null): string | null {
  return time ? new Date(time).toISOString() : null;
}
