import type { APIRoute } from 'astro';
import css from '../design/rose.css?inline';

/**
 * The compiled design at an address that stays, for pages that other doors draw (sign-in). They do not know
 * where the fonts are, so cannot preload them: there text is set anew when they come.
 */
export const GET: APIRoute = () =>
  new Response(css.replaceAll(/font-display: ?optional/g, 'font-display:swap'), {
    headers: { 'Content-Type': 'text/css; charset=utf-8' },
  });
