import type { APIRoute } from 'astro';
import { escapeHtml } from '../../../core/html.ts';
import { shared } from '../../shared/cache-ages.ts';

/** https://www.sitemaps.org/protocol.html: at most 50,000 addresses in one file. */
export const GET: APIRoute = async ({ locals, cache }) => {
  const entries = await locals.services.blog.listSitemap();
  cache.set({ ...shared, tags: ['posts', 'pages', 'tags', 'users'] });
  const urls = entries.slice(0, 50_000).map(({ path, updatedAt }) => {
    const address = escapeHtml(new URL(path, locals.origin).href);
    return `<url><loc>${address}</loc><lastmod>${updatedAt.slice(0, 10)}</lastmod></url>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
  return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } });
};
