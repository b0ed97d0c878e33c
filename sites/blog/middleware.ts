import { defineMiddleware } from 'astro:middleware';

/** An address that is no page may be an old one. Asked only then, so a redirect never hides a page. */
export const onRequest = defineMiddleware(async ({ request, url, locals }, next) => {
  const response = await next();
  if (response.status !== 404 || (request.method !== 'GET' && request.method !== 'HEAD')) return response;
  const redirect = await locals.services.blog.findRedirect({ path: url.pathname, search: url.search });
  if (!redirect) return response;
  return new Response(null, { status: redirect.permanent ? 301 : 302, headers: { Location: redirect.to } });
});
