import { handleEndpoints, type SanitizedConfig } from 'payload';
import { onceItWorks } from '../platform/once.ts';
import type { FetchHandler } from './host/fetch-handler.ts';
import { judgeForm } from './uploads.ts';

/** GraphQL over HTTP §5.2: a query is JSON. Of anything else nothing is read: Payload would keep the files of a form. */
const QUERY = /^\s*application\/(graphql(\+json)?|json)\s*(;|$)/i;

/**
 * Payload's REST and GraphQL without Next between: both are plain fetch handlers, and
 * programs at the API need not wait for the admin's renderer.
 */
export function createApi(config: Promise<SanitizedConfig>): FetchHandler {
  // Loaded at the first query: it brings the whole of GraphQL along.
  const loadGraphql = onceItWorks(async () => (await import('@payloadcms/next/routes')).GRAPHQL_POST(config));
  return async (request, allowLong) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/graphql') {
      if (request.method !== 'POST') return new Response('GraphQL is asked by POST.', { status: 405, headers: { allow: 'POST' } });
      if (!QUERY.test(request.headers.get('content-type') ?? '')) {
        return new Response('GraphQL is asked in application/json.', { status: 415, headers: { accept: 'application/json' } });
      }
      return (await loadGraphql())(request);
    }
    const passage = await judgeForm(request, config);
    if (passage.type === 'refusal') return passage.answer;
    if (passage.type === 'upload') allowLong?.();
    return handleEndpoints({ config, request });
  };
}
