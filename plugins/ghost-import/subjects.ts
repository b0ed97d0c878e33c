import type { TagRecord } from '../../contracts/ingest.ts';
import { toSlug } from '../../core/slugs.ts';
import { readColumns } from './columns.ts';
import { hashOf } from './hash.ts';
import type { Import } from './import.ts';
import type { Row } from './spool.ts';

/** A tag; those whose name begins with `#`, or that Ghost calls internal, are never shown. */
export function toTag(row: Row, run: Import): TagRecord | null {
  const read = readColumns(row, {
    required: [{ name: 'name', longest: 191 }],
    warn: (id, message) => run.reporter.warn('tags', id, message),
  });
  if (read.type === 'refused') {
    run.reporter.skip('tags', read.id, read.reason);
    return null;
  }
  const { columns } = read;
  const name = columns.text('name') ?? '';
  const ours = (column: string) => {
    const value = columns.text(column);
    return value && run.toOurs(value);
  };
  const record = {
    kind: 'tag' as const,
    name,
    slug: columns.text('slug', 191) ?? toSlug(name),
    description: ours('description'),
    internal: columns.text('visibility') === 'internal' || name.startsWith('#'),
    featureImageUrl: ours('feature_image') ?? ours('image'),
    metaTitle: columns.text('meta_title'),
    metaDescription: columns.text('meta_description'),
    accentColor: columns.text('accent_color'),
  };
  const source = run.toSourceId('tags', { id: columns.id, uuid: columns.text('uuid') });
  return { ...record, source: { id: source, hash: hashOf(record) } };
}
