import type { APIRoute } from 'astro';
import css from '../design/rose.css?inline';

/** The compiled design at an address that stays, for pages that other doors draw (sign-in). */
export const GET: APIRoute = () =>
  new Response(css, {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  });
