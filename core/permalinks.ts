import { Temporal } from 'temporal-polyfill';

/** What of a post its address may be made of. */
export interface Addressed {
  readonly slug: string;
  /** UTC instant, ISO 8601. */
  readonly publishedAt: string | null;
  /** Slug of the first author. */
  readonly author: string | null;
  /** Slug of the first public tag. */
  readonly primaryTag: string | null;
}

/** How the addresses of posts are made: `/{slug}/`, with the clock that dates them. */
export interface PermalinkRule {
  readonly permalink: string;
  readonly timeZone: string;
}

/** As in Ghost, for a post without an author or a tag. */
const NONE = 'all';

/**
 * The path of a post: `{slug}`, `{year}`, `{month}`, `{day}`, `{author}` and `{primary_tag}` filled in, the
 * date as the calendar on the wall of the site shows it. A post that has no date yet takes today's.
 */
export function toPermalink(post: Addressed, { permalink, timeZone }: PermalinkRule): string {
  if (permalink === '/{slug}/') return `/${encodeURIComponent(post.slug)}/`;
  const day = permalink.includes('{year}') || permalink.includes('{month}') || permalink.includes('{day}') ? toDate(post, timeZone) : null;
  const parts: Readonly<Record<string, string>> = {
    slug: post.slug,
    year: String(day?.year ?? '').padStart(4, '0'),
    month: String(day?.month ?? '').padStart(2, '0'),
    day: String(day?.day ?? '').padStart(2, '0'),
    author: post.author ?? NONE,
    primary_tag: post.primaryTag ?? NONE,
  };
  return permalink.replace(/\{(\w+)\}/g, (whole, name: string) => (name in parts ? encodeURIComponent(parts[name] ?? '') : whole));
}

/** The segments of a path, decoded; null for one that cannot be read or is deeper than any permalink. */
export function toSegments(path: string): readonly string[] | null {
  const segments = path.split('/').filter(Boolean);
  if (segments.length === 0 || segments.length > 8) return null;
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** The slugs that a path may mean, the likelier one first: where the rule has its `{slug}`, and the last segment. */
export function toPossibleSlugs(segments: readonly string[], { permalink }: Pick<PermalinkRule, 'permalink'>): readonly string[] {
  const parts = permalink.split('/').filter(Boolean);
  const ruled = parts.length === segments.length ? segments[parts.indexOf('{slug}')] : undefined;
  return [...new Set([ruled, segments.at(-1)])].filter((slug): slug is string => slug !== undefined && slug !== '');
}

/**
 * Whether a path can have been the address of a post under some rule: beside the slug only numbers that
 * a date is written with, its own authors and tags, and words of the present rule. What else stands in
 * front of a known slug is somebody's mistake and no page.
 */
export function isFormerAddress(
  segments: readonly string[],
  slug: string,
  known: { readonly authors: readonly string[]; readonly tags: readonly string[] },
  { permalink }: Pick<PermalinkRule, 'permalink'>,
): boolean {
  const at = segments.lastIndexOf(slug);
  if (at < 0) return false;
  const words = new Set([NONE, ...known.authors, ...known.tags, ...permalink.split('/').filter((part) => part && !part.startsWith('{'))]);
  return segments.every((segment, index) => index === at || /^(\d{4}|\d{1,2})$/.test(segment) || words.has(segment));
}

function toDate({ publishedAt }: Addressed, timeZone: string): Temporal.PlainDate {
  const instant = publishedAt ? Temporal.Instant.from(publishedAt) : Temporal.Now.instant();
  return instant.toZonedDateTimeISO(timeZone).toPlainDate();
}
