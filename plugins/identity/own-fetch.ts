import { Agent, request } from 'undici';
import type { OwnFetch } from './options.ts';

/** Where a process of ours listens; null for a host that is to be found in the usual way. */
export type Reach = (host: string) => Promise<{ address: string; port: number } | null>;

/**
 * Reaches our own hosts without DNS (there is none for `*.localhost`): connects to the address
 * that `reach` names, with the Host header of the address asked for. Redirects are not followed.
 */
export function createOwnFetch({ reach }: { reach: Reach }): OwnFetch {
  return async (url, init) => {
    const asked = new URL(url);
    const target = await reach(asked.host);
    const inside = target ? new URL(`http://${target.address}:${target.port}${asked.pathname}${asked.search}`) : asked;
    // One connection for one call: the other side may be a process that is about to restart.
    const dispatcher = new Agent({ connections: 1, pipelining: 0 });
    try {
      // `fetch` would put the address it connects to into the Host header; `request` lets us say.
      const { statusCode, headers, body } = await request(inside, {
        method: init.method === 'POST' ? 'POST' : 'GET',
        headers: { ...Object.fromEntries(new Headers(init.headers)), host: asked.host },
        body: init.body ? String(init.body) : null,
        signal: init.signal ?? null,
        dispatcher,
      });
      const bytes = await body.arrayBuffer();
      const pairs = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]));
      return new Response(statusCode === 204 || statusCode === 304 ? null : bytes, { status: statusCode, headers: pairs });
    } finally {
      await dispatcher.close();
    }
  };
}
