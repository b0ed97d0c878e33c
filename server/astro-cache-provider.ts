import type { CacheProviderFactory } from 'astro';

/** Tells the host in headers what `Astro.cache.set` asked for; the host keeps pages and purges them. */
const createProvider: CacheProviderFactory = () => ({
  name: 'rose',
  setHeaders({ maxAge, swr, tags }) {
    const headers = new Headers();
    if (maxAge !== undefined) headers.set('CDN-Cache-Control', `max-age=${maxAge}, stale-while-revalidate=${swr ?? 0}`);
    if (tags && tags.length > 0) headers.set('Cache-Tag', tags.join(','));
    return headers;
  },
  async invalidate() {
    throw new Error('A site purges nothing: what changed is an activity, and its handler purges by tag.');
  },
});

export default createProvider;
