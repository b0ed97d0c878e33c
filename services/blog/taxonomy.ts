import type { Payload } from 'payload';
import type { AuthorCard, SiteIdentity, SitemapEntry, TagCard } from '../../contracts/blog.ts';
import { toAuthorCard, toTagCard } from './cards.ts';

/** A public tag; internal ones have no page. */
export async function findTag(payload: Payload, slug: string): Promise<TagCard | null> {
  const { docs } = await payload.find({
    collection: 'tags',
    overrideAccess: false,
    where: { slug: { equals: slug } },
    depth: 0,
    pagination: false,
    limit: 1,
  });
  return docs[0] ? toTagCard(docs[0]) : null;
}

export async function listTags(payload: Payload): Promise<TagCard[]> {
  const { docs } = await payload.find({ collection: 'tags', overrideAccess: false, sort: 'name', depth: 0, pagination: false, limit: 100 });
  return docs.map(toTagCard);
}

/** Somebody who has signed a post that is out; other people have no page here. */
export async function findAuthor(payload: Payload, slug: string): Promise<AuthorCard | null> {
  const { docs } = await payload.find({ collection: 'users', where: { slug: { equals: slug } }, depth: 0, pagination: false, limit: 1 });
  const [user] = docs;
  if (!user) return null;
  const { totalDocs } = await payload.count({ collection: 'posts', overrideAccess: false, where: { authors: { in: [user.id] } } });
  return totalDocs > 0 ? toAuthorCard(user) : null;
}

/** Every page that search engines may know: posts and pages that are out. */
export async function listSitemap(payload: Payload): Promise<SitemapEntry[]> {
  const out = {
    _status: { equals: 'published' },
    publishedAt: { less_than_equal: new Date().toISOString() },
    emailOnly: { not_equals: true },
  };
  const ask = {
    where: out,
    select: { slug: true, updatedAt: true },
    sort: '-publishedAt',
    depth: 0,
    pagination: false,
    limit: 50_000,
  } as const;
  const [posts, pages] = await Promise.all([payload.find({ collection: 'posts', ...ask }), payload.find({ collection: 'pages', ...ask })]);
  return [...pages.docs, ...posts.docs].map(({ slug, updatedAt }) => ({ path: `/${encodeURIComponent(slug)}/`, updatedAt }));
}

export async function getSiteIdentity(payload: Payload): Promise<SiteIdentity> {
  const settings = await payload.findGlobal({ slug: 'site-settings', depth: 0 });
  return {
    title: settings.title,
    description: settings.description ?? '',
    timeZone: settings.timeZone,
    locale: settings.locale,
  };
}
