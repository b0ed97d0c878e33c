import type { APIRoute } from 'astro';

/** RFC 9309. Baskets and accounts say `noindex` themselves; only the blog and shop fronts have maps. */
export const GET: APIRoute = ({ locals }) => {
  const closed = locals.site === 'cart' || locals.site === 'account';
  const lines = [
    'User-agent: *',
    closed ? 'Disallow: /' : 'Disallow: /search/\nDisallow: /preview/',
    ...(locals.site === 'blog' ? [`Sitemap: ${locals.origin}/sitemap.xml`] : []),
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
};
