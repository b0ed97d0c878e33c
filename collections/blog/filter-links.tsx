'use client';
import { Link } from '@payloadcms/ui';
import { useSearchParams } from 'next/navigation.js';

/** Links to a list under a filter; the one that is on is marked. */
export function FilterLinks({
  path,
  filters,
}: {
  path: string;
  filters: readonly { readonly label: string; readonly query: readonly (readonly [string, string])[] }[];
}) {
  const now = useSearchParams();
  const given = [...now].filter(([name]) => name.startsWith('where'));
  const isOn = (query: readonly (readonly [string, string])[]) =>
    query.length === given.length && query.every(([name, value]) => given.some(([key, text]) => key === name && text === value));
  return (
    <nav className="rose-filters" aria-label="Quick filters">
      {filters.map(({ label, query }) => (
        <Link
          key={label}
          href={query.length > 0 ? `${path}?${new URLSearchParams(query.map(([name, value]) => [name, value]))}` : path}
          prefetch={false}
          aria-current={isOn(query) ? 'true' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
