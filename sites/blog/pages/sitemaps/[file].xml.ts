import type { APIRoute } from 'astro';
import { SITEMAP_KINDS } from '../../../../contracts/blog-pages.ts';
import { shared } from '../../../shared/cache-ages.ts';
import { leaf, node } from '../../features/feeds/xml.ts';

/** One file of the map, with the pictures that head the pages (https://www.google.com/schemas/sitemap-image/1.1). */
export const GET: APIRoute = async ({ locals, cache, params }) => {
  const [, name, number] = /^([a-z]+)-([1-9]\d{0,4})$/.exec(params.file ?? '') ?? [];
  const kind = SITEMAP_KINDS.find((each) => each === name);
  const entries = kind ? await locals.services.blog.listSitemap({ kind, page: Number(number) }) : [];
  if (entries.length === 0) return new Response(null, { status: 404 });
  cache.set({ ...shared, tags: ['posts', 'pages', 'tags', 'users', 'settings'] });
  const urls = entries.map(({ path, updatedAt, pictures }) =>
    node('url', [
      leaf('loc', new URL(path, locals.origin).href),
      leaf('lastmod', updatedAt),
      ...pictures.map((url) => node('image:image', [leaf('image:loc', new URL(url, locals.origin).href)])),
    ]),
  );
  const xml = node('urlset', urls, {
    xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
    'xmlns:image': 'http://www.google.com/schemas/sitemap-image/1.1',
  });
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  });
};
