import { handleEndpoints, type SanitizedConfig } from 'payload';
import { findUploadRefusal } from './uploads.ts';

/**
 * Payload's REST and GraphQL without Next between: both are plain fetch handlers, and
 * programs at the API need not wait for the admin's renderer.
 */
export function createApi(config: Promise<SanitizedConfig>): (request: Request) => Promise<Response> {
  // Loaded at the first query: it brings the whole of GraphQL along.
  let graphql: Promise<(request: Request) => Promise<Response>> | undefined;
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/graphql') {
      if (request.method !== 'POST') return new Response('GraphQL is asked by POST.', { status: 405, headers: { allow: 'POST' } });
      graphql ??= import('@payloadcms/next/routes').then(({ GRAPHQL_POST }) => GRAPHQL_POST(config));
      return (await graphql)(request);
    }
    return findUploadRefusal(request) ?? handleEndpoints({ config, request });
  };
}
