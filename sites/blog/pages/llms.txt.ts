import type { APIRoute } from 'astro';
import { shared } from '../../shared/cache-ages.ts';
import { toLlms } from '../features/llms.ts';

/** What machines that read for people are offered, as long as the settings say so. */
export const GET: APIRoute = async ({ locals, cache }) => {
  const { services, origin, origins } = locals;
  const identity = await services.blog.getSiteIdentity();
  if (!identity.llms) return new Response(null, { status: 404 });
  const [pages, tags, posts] = await Promise.all([
    services.blog.listSitemap({ kind: 'pages', page: 1 }),
    services.blog.listTags(),
    services.blog.listPosts({ limit: 50 }),
  ]);
  cache.set({ ...shared, tags: ['posts', 'pages', 'tags', 'settings'] });
  return new Response(toLlms({ identity, origin, origins, pages, tags, posts: posts.items }), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
};
