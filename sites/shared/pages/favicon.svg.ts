import type { APIRoute } from 'astro';
import { mark } from '../features/mark.ts';

export const GET: APIRoute = () =>
  new Response(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>svg{color:#a3264a}' +
      `@media(prefers-color-scheme:dark){svg{color:#f0a0ad}}</style>${mark}</svg>`,
    { headers: { 'Content-Type': 'image/svg+xml' } },
  );
