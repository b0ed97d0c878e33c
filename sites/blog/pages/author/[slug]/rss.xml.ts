import type { APIRoute } from 'astro';
import { shared } from '../../../../shared/cache-ages.ts';
import { toRss, toRssResponse } from '../../../features/feed.ts';

export const GET: APIRoute = async ({ locals, params, cache }) => {
  const { services, origin } = locals;
  const author = await services.blog.findAuthor(params.slug ?? '');
  if (!author) return new Response(null, { status: 404 });
  const [identity, posts] = await Promise.all([
    services.blog.getSiteIdentity(),
    services.blog.listFeed({ author: author.slug, limit: 15 }),
  ]);
  cache.set({ ...shared, tags: [`users:${author.id}`, 'posts', 'tags', 'settings'] });
  const path = `/author/${author.slug}/`;
  const title = `${author.name} · ${identity.title}`;
  return toRssResponse(toRss({ identity, posts, origin, path, feedPath: `${path}rss.xml`, title }));
};
