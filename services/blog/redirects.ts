import type { Payload } from 'payload';
import type { Redirect } from '../../contracts/blog-pages.ts';
import { compileRedirects, type FindRedirect } from '../../core/redirects.ts';
import { remember } from '../../platform/memory.ts';

/** More are not read; an import of a large site has a few hundred. */
const MOST = 10_000;

/** Where a path leads that is no page any more, in the order of the editors' list. */
export async function findRedirect(payload: Payload, { path, search }: { path: string; search: string }): Promise<Redirect | null> {
  const find = await remember(payload, { key: 'redirects', tag: 'redirects', read: () => readRedirects(payload) });
  return find(path, search);
}

async function readRedirects(payload: Payload): Promise<FindRedirect> {
  const { docs } = await payload.find({ collection: 'redirects', sort: '_order', depth: 0, pagination: false, limit: MOST });
  return compileRedirects(
    docs.map(({ from, to, permanent, pattern, ignoreCase }) => ({
      from,
      to,
      permanent: permanent !== false,
      pattern: pattern === true,
      ignoreCase: ignoreCase === true,
    })),
  );
}
