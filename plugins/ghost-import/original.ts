import { cleanText, mapStrings } from './clean.ts';
import type { Row } from './spool.ts';

/** Columns that have a field of their own here, or say what another column says. */
const KEPT_ELSEWHERE = new Set([
  'id',
  'title',
  'slug',
  'featured',
  'feature_image',
  'image',
  'custom_excerpt',
  'canonical_url',
  'plaintext',
  'page',
  'post_id',
  'feature_image_alt',
  'feature_image_caption',
  'meta_title',
  'meta_description',
  'email_only',
]);

/**
 * What the record has no field for, so that nothing is lost and a better map can run again: the body as
 * the old site kept it (as text, however deep), and every other column that says something.
 */
export function toOriginal(post: Row, meta: Row | null): Record<string, unknown> {
  const body = ['lexical', 'mobiledoc', 'markdown', 'html'].find((column) => post[column]);
  const columns = Object.fromEntries(
    Object.entries({ ...meta, ...post }).filter(
      ([column, value]) =>
        value !== null &&
        value !== '' &&
        !KEPT_ELSEWHERE.has(column) &&
        (!['lexical', 'mobiledoc', 'markdown', 'html'].includes(column) || column === body),
    ),
  );
  return mapStrings(columns, cleanText) as Record<string, unknown>;
}
