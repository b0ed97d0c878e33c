import type { Search } from '../../../contracts/blog.ts';

/** What a search form asked; what is none of its answers is as if it had not been asked. */
export function toSearch(params: URLSearchParams): Search {
  const text = (name: string) => (params.get(name) ?? '').trim().slice(0, 200);
  const year = Number(text('year'));
  const tag = text('tag');
  return {
    q: text('q'),
    ...(tag ? { tag } : {}),
    ...(Number.isInteger(year) && year >= 1900 && year <= 2200 ? { year } : {}),
  };
}

/** The address of a search, without its page. */
export function toSearchAddress({ q, tag, year }: Search): string {
  const params = new URLSearchParams({ q });
  if (tag) params.set('tag', tag);
  if (year) params.set('year', String(year));
  return `/search/?${params}`;
}
