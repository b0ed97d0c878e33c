import type { APIRoute } from 'astro';
import { shared } from '../../shared/cache-ages.ts';
import { toRss, toRssResponse } from '../features/feed.ts';

export const GET: APIRoute = async ({ locals, cache }) => {
  const { services, origin } = locals;
  const [identity, posts] = await Promise.all([services.blog.getSiteIdentity(), services.blog.listFeed({ limit: 15 })]);
  cache.set({ ...shared, tags: ['posts', 'tags', 'users', 'settings'] });
  return toRssResponse(toRss({ identity, posts, origin, path: '/', feedPath: '/rss.xml', title: identity.title }));
};
