import type { PostRecord } from '../../contracts/ingest.ts';
import { toSlug } from '../../core/slugs.ts';
import { toVisibility } from './audience.ts';
import { toBodyOfPost } from './body.ts';
import { type Columns, readColumns } from './columns.ts';
import { toInstant } from './dates.ts';
import { hashOf } from './hash.ts';
import type { Import } from './import.ts';
import { toOriginal } from './original.ts';
import type { Row } from './spool.ts';

/** A post or page with all that hangs on it; null when it was refused, which is in the report then. */
export async function toPost(row: Row, run: Import): Promise<PostRecord | null> {
  const warn = (id: string, message: string) => run.reporter.warn('posts', id, message);
  const read = readColumns(row, { required: [{ name: 'title', longest: 2000 }], warn });
  if (read.type === 'refused') {
    run.reporter.skip('posts', read.id, read.reason);
    return null;
  }
  const { columns } = read;
  const { id } = columns;
  const meta = readMeta(id, run, warn);
  const ours = (value: string | null) => value && run.toOurs(value);
  const sourceId = run.toSourceId('posts', { id, uuid: columns.text('uuid') });
  const title = columns.text('title') ?? '';
  const body = await toBodyOfPost({ columns, seed: sourceId, run, warn: (message) => warn(id, message) });
  const authors = listAuthors(columns, run, warn);
  const record = {
    kind: columns.text('type') === 'page' || columns.flag('page') ? ('page' as const) : ('post' as const),
    title,
    slug: columns.text('slug', 191) ?? toSlug(title),
    ...toPublication(columns, run, warn),
    ...toReaders(columns, run, warn),
    emailOnly: columns.text('status') === 'sent' || (meta?.flag('email_only') ?? false),
    featured: columns.flag('featured'),
    tags: listTags(id, run),
    excerpt: ours(columns.text('custom_excerpt', 2000)),
    featureImageUrl: ours(columns.text('feature_image') ?? columns.text('image')),
    featureImageAlt: meta?.text('feature_image_alt') ?? null,
    featureImageCaption: ours(meta?.text('feature_image_caption') ?? null),
    body,
    metaTitle: meta?.text('meta_title') ?? columns.text('meta_title'),
    metaDescription: meta?.text('meta_description') ?? columns.text('meta_description'),
    canonicalUrl: ours(columns.text('canonical_url')),
    original: toOriginal(row, run.spool.listOf('posts_meta', id)[0] ?? null),
  };
  run.meetFiles(record);
  const hash = hashOf({ ...record, authors: authors.map((author) => author.sourceId) });
  return { ...record, authors: authors.flatMap((author) => author.id ?? []), source: { id: sourceId, hash } };
}

type Warn = (id: string, message: string) => void;

function readMeta(postId: string, run: Import, warn: Warn): Columns | null {
  const row = run.spool.listOf('posts_meta', postId)[0];
  if (!row) return null;
  const read = readColumns({ id: postId, ...row }, { required: [], warn: (_id, message) => warn(postId, message) });
  return read.type === 'read' ? read.columns : null;
}

function toPublication(columns: Columns, run: Import, warn: Warn): Pick<PostRecord, 'state' | 'publishedAt'> {
  const status = columns.text('status') ?? 'draft';
  const publishedAt = toInstant(columns.value('published_at'));
  if (columns.value('published_at') && !publishedAt) warn(columns.id, 'published_at is no date and was left out.');
  if (status === 'published' || status === 'sent') {
    return { state: 'published', publishedAt: publishedAt ?? toInstant(columns.value('created_at')) };
  }
  if (status === 'scheduled' && publishedAt) {
    if (publishedAt > run.now) return { state: 'scheduled', publishedAt };
    warn(columns.id, 'Was to be published at a time that is over. It is a draft: publish it by hand.');
    return { state: 'draft', publishedAt };
  }
  if (status !== 'draft') warn(columns.id, `Its status "${status.slice(0, 40)}" is not known here, so it is a draft.`);
  return { state: 'draft', publishedAt };
}

function toReaders(columns: Columns, run: Import, warn: Warn): Pick<PostRecord, 'visibility' | 'tiers'> {
  const slugs = inOrder(run.spool.listOf('posts_products', columns.id)).flatMap((link) => {
    const slug = run.spool.find('products', String(link.product_id))?.slug;
    return typeof slug === 'string' ? [slug] : [];
  });
  const { visibility, tiers, unread } = toVisibility(columns.text('visibility'), slugs);
  if (unread.length > 0) {
    warn(columns.id, `Who may read it is said by a filter that is not known here (${unread.join(', ')}): nobody may by that part.`);
  }
  return { visibility, tiers };
}

function listAuthors(columns: Columns, run: Import, warn: Warn): { sourceId: string; id: string | null }[] {
  const links = inOrder(run.spool.listOf('posts_authors', columns.id)).map((link) => String(link.author_id));
  const single = columns.value('author_id');
  const ids = links.length > 0 ? links : single === null ? [] : [String(single)];
  return [...new Set(ids)].flatMap((author) => {
    const found = run.authors.get(author);
    if (!found && links.length === 0) warn(columns.id, `Its author ${author} did not come along.`);
    return found ? [found] : [];
  });
}

function listTags(postId: string, run: Import): string[] {
  const tags = inOrder(run.spool.listOf('posts_tags', postId)).flatMap((link) => run.tags.get(String(link.tag_id)) ?? []);
  return [...new Set(tags)];
}

function inOrder(links: readonly Row[]): Row[] {
  return links.toSorted((a, b) => Number(a.sort_order ?? 0) - Number(b.sort_order ?? 0));
}
