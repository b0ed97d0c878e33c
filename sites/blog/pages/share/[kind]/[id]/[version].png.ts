import type { APIRoute } from 'astro';

/** The card of a post or page for other sites. Its address says what is on it, so it is good for a year. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const { kind, id = '', version = '' } = params;
  if ((kind !== 'posts' && kind !== 'pages') || !/^[0-9a-f-]{36}$/.test(id)) return new Response(null, { status: 404 });
  const found = await locals.services.blog.findSharePicture({ kind, id, version });
  switch (found.type) {
    case 'ok':
      return new Response(new Uint8Array(found.bytes), {
        headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=31536000, immutable' },
      });
    case 'moved':
      return redirect(found.path, 302);
    case 'gone':
      return new Response(null, { status: 404 });
    case 'busy':
      return new Response(null, { status: 503, headers: { 'Retry-After': '30' } });
  }
};
