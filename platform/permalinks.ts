import type { Payload } from 'payload';
import { type PermalinkRule, toPermalink } from '../core/permalinks.ts';
import { toIds } from '../core/related.ts';
import { remember } from './memory.ts';

/** What has to be read of a post, at depth 0, so that its path can be told. */
export const ADDRESS_FIELDS = { slug: true, publishedAt: true, authors: true, tags: true } as const;

interface Row {
  readonly slug: string;
  readonly publishedAt?: string | null;
  readonly authors?: unknown;
  readonly tags?: unknown;
}

/** How the addresses of posts are made, as the settings say. */
export function readPermalinkRule(payload: Payload): Promise<PermalinkRule> {
  return remember(payload, {
    key: 'permalink',
    tag: 'settings',
    read: async () => {
      const { permalink, timeZone } = await payload.findGlobal({
        slug: 'site-settings',
        depth: 0,
        select: { permalink: true, timeZone: true },
      });
      return { permalink, timeZone };
    },
  });
}

/** The paths of posts on the blog's host, in their order; authors and tags are looked up, together, only when the rule names them. */
export async function toPostPaths(payload: Payload, rows: readonly Row[]): Promise<string[]> {
  const rule = await readPermalinkRule(payload);
  const [authors, tags] = await Promise.all([
    rule.permalink.includes('{author}')
      ? findSlugs(
          payload,
          'users',
          rows.map(({ authors }) => authors),
        )
      : null,
    rule.permalink.includes('{primary_tag}')
      ? findSlugs(
          payload,
          'tags',
          rows.map(({ tags }) => tags),
        )
      : null,
  ]);
  return rows.map((row) =>
    toPermalink(
      {
        slug: row.slug,
        publishedAt: row.publishedAt ?? null,
        author: first(authors, row.authors),
        primaryTag: first(tags, row.tags),
      },
      rule,
    ),
  );
}

/** Slugs by id; those of internal tags are nobody's business. */
async function findSlugs(
  payload: Payload,
  collection: 'users' | 'tags',
  related: readonly unknown[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(related.flatMap(toIds))];
  if (ids.length === 0) return new Map();
  const { docs } = await payload.find({
    collection,
    where: { and: [{ id: { in: ids } }, ...(collection === 'tags' ? [{ internal: { not_equals: true } }] : [])] },
    select: { slug: true },
    depth: 0,
    pagination: false,
    limit: ids.length,
  });
  return new Map(docs.flatMap(({ id, slug }) => (slug ? [[id, slug]] : [])));
}

function first(slugs: ReadonlyMap<string, string> | null, related: unknown): string | null {
  for (const id of slugs ? toIds(related) : []) {
    const slug = slugs?.get(id);
    if (slug) return slug;
  }
  return null;
}
