import type { APIRoute } from 'astro';
import { shared } from '../../../../shared/cache-ages.ts';
import { toRss, toRssResponse } from '../../../features/feed.ts';

export const GET: APIRoute = async ({ locals, params, cache }) => {
  const { services, origin } = locals;
  const tag = await services.blog.findTag(params.slug ?? '');
  if (!tag) return new Response(null, { status: 404 });
  const [identity, posts] = await Promise.all([services.blog.getSiteIdentity(), services.blog.listFeed({ tag: tag.slug, limit: 15 })]);
  cache.set({ ...shared, tags: [`tags:${tag.id}`, 'posts', 'users', 'settings'] });
  const path = `/tag/${tag.slug}/`;
  const title = `${tag.name} · ${identity.title}`;
  return toRssResponse(toRss({ identity, posts, origin, path, feedPath: `${path}rss.xml`, title }));
};
