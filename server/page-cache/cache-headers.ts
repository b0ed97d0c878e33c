/** What a site says about keeping its answer, in headers that never leave the house. */
export interface CacheWish {
  /** Seconds that it is fresh. */
  readonly maxAge: number;
  /** Seconds after that in which it may still be served while a new one is made. */
  readonly staleWhileRevalidate: number;
  readonly tags: readonly string[];
}

/** Written by the sites through `server/astro-cache-provider.ts` (RFC 9213 and its CDN kin). */
export const CACHE_HEADERS = ['cdn-cache-control', 'cache-tag'] as const;

/** Letters, digits and `: _ - / .`; spaces and commas separate tags on their way. */
export function isTag(tag: string): boolean {
  return /^[A-Za-z0-9:_\-/.]{1,200}$/.test(tag);
}

/** Null when the answer is not meant to be kept. Tags that cannot be purged make it so too. */
export function toCacheWish(headers: Readonly<Record<string, string | undefined>>): CacheWish | null {
  const control = headers['cdn-cache-control'];
  if (!control || /\b(no-store|no-cache|private)\b/i.test(control)) return null;
  const maxAge = toSeconds(control, 'max-age');
  if (maxAge <= 0) return null;
  const tags = (headers['cache-tag'] ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  if (!tags.every(isTag)) return null;
  return { maxAge, staleWhileRevalidate: toSeconds(control, 'stale-while-revalidate'), tags };
}

function toSeconds(control: string, name: string): number {
  const value = new RegExp(`(?:^|[\\s,])${name}=(\\d{1,9})`, 'i').exec(control)?.[1];
  return value === undefined ? 0 : Number(value);
}
