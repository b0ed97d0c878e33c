import type { Payload } from 'payload';
import type { PostPage } from '../../contracts/blog.ts';
import type { AccessClass } from '../../contracts/shared.ts';
import { isFormerAddress, toPossibleSlugs, toSegments } from '../../core/permalinks.ts';
import { readPermalinkRule } from '../../platform/permalinks.ts';
import { findPost } from './posts.ts';

/**
 * The post or page that has this path, or had it under another rule for permalinks or an earlier slug; its
 * own `path` says where it stands now. Null when there is none that the world may see.
 */
export async function findByPath(payload: Payload, { path, access }: { path: string; access: AccessClass }): Promise<PostPage | null> {
  const segments = toSegments(path);
  if (!segments) return null;
  const rule = await readPermalinkRule(payload);
  for (const slug of toPossibleSlugs(segments, rule)) {
    const found = (await findPost(payload, { slug, access })) ?? (await findRenamed(payload, slug, access));
    if (found && isAddressOf(found, slug, segments, rule)) return found;
  }
  return null;
}

function isAddressOf(post: PostPage, slug: string, segments: readonly string[], rule: { permalink: string }): boolean {
  if (post.kind === 'page') return segments.length === 1;
  const known = { authors: post.authors.map((author) => author.slug), tags: post.tags.map((tag) => tag.slug) };
  return isFormerAddress(segments, slug, known, rule);
}

/** What was out under this slug before it was given another one: its versions remember. */
async function findRenamed(payload: Payload, slug: string, access: AccessClass): Promise<PostPage | null> {
  for (const collection of ['posts', 'pages'] as const) {
    const { docs } = await payload.findVersions({
      collection,
      where: { and: [{ 'version.slug': { equals: slug } }, { 'version._status': { equals: 'published' } }] },
      select: { parent: true },
      sort: '-updatedAt',
      depth: 0,
      pagination: false,
      limit: 1,
    });
    const parent = docs[0]?.parent;
    if (!parent) continue;
    const { docs: now } = await payload.find({
      collection,
      overrideAccess: false,
      where: { id: { equals: String(parent) } },
      select: { slug: true },
      depth: 0,
      pagination: false,
      limit: 1,
    });
    const found = now[0] ? await findPost(payload, { slug: now[0].slug, access }) : null;
    if (found) return found;
  }
  return null;
}
