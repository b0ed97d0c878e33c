import type { APIRoute } from 'astro';
import { shared } from '../../shared/cache-ages.ts';
import { leaf, node } from '../features/feeds/xml.ts';

/** The index of the map (https://www.sitemaps.org/protocol.html#index). */
export const GET: APIRoute = async ({ locals, cache }) => {
  const files = await locals.services.blog.listSitemaps();
  cache.set({ ...shared, tags: ['posts', 'pages', 'tags', 'users', 'settings'] });
  const entries = files.map(({ kind, page, updatedAt }) =>
    node('sitemap', [leaf('loc', `${locals.origin}/sitemaps/${kind}-${page}.xml`), leaf('lastmod', updatedAt)]),
  );
  const xml = node('sitemapindex', entries, { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' });
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  });
};
