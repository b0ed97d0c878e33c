import type { CacheProvider } from 'astro';

/**
 * The CDN-kind provider of Astro's route cache: pages say how long and under which tags,
 * the host's page cache in front reads the headers and takes them off again. Purging is
 * the host's too, by activities.
 */
export default function hostCache(): CacheProvider {
  return {
    name: 'host',
    setHeaders({ maxAge, swr, tags }) {
      const headers = new Headers();
      const ages = [
        maxAge === undefined ? null : `max-age=${maxAge}`,
        swr === undefined ? null : `stale-while-revalidate=${swr}`,
      ].filter((age) => age !== null);
      if (ages.length > 0) headers.set('CDN-Cache-Control', ages.join(', '));
      if (tags && tags.length > 0) headers.set('Cache-Tag', tags.join(', '));
      return headers;
    },
    async invalidate() {
      throw new Error('Pages do not purge: write an activity, the host purges by its tags.');
    },
  };
}
