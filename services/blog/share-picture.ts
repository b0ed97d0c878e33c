import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Payload } from 'payload';
import type { PostPage } from '../../contracts/blog.ts';
import type { SharePicture } from '../../contracts/blog-pages.ts';
import { findMediaId } from '../../core/pictures.ts';
import { createBounded } from '../../platform/media/bounded.ts';
import { toVariantsFolder } from '../../platform/media/files.ts';
import { findMediaRows } from '../../platform/media/rows.ts';
import { getVariants, type Variants } from '../../platform/media/variants.ts';
import { findPost } from './posts.ts';
import { drawShareCard, SHARE_PICTURE } from './share-picture.draw.ts';

type Kind = 'posts' | 'pages';
interface Asked {
  readonly kind: Kind;
  readonly id: string;
}

/**
 * The cards that other sites show of our posts and pages. One is drawn when its page comes out or changes, and kept
 * on disk beside the sizes of pictures, where it may vanish at any time: whoever asks for it then has it drawn anew.
 */
export function createSharePictures(payload: Payload) {
  const variants = getVariants(payload);
  const bounded = createBounded({ atOnce: 1, waiting: 20 });
  const underway = new Map<string, Promise<Buffer>>();

  async function make(post: PostPage, file: string): Promise<Buffer> {
    const siteTitle = post.sharing.made?.siteTitle ?? '';
    const bytes = await drawShareCard(
      { title: post.title, kicker: post.tags[0]?.name ?? null, siteTitle },
      await findPicture(payload, variants, post),
    );
    await keep(file, bytes);
    return bytes;
  }

  function draw(post: PostPage, file: string): Promise<Buffer> | null {
    const known = underway.get(file);
    if (known) return known;
    const made = bounded.run(() => make(post, file));
    if (!made) return null;
    underway.set(file, made);
    made.catch(() => {}).finally(() => underway.delete(file));
    return made;
  }

  return {
    /** For whoever has its address; `moved` when the page has changed since. */
    async find({ kind, id, version }: Asked & { version: string }): Promise<SharePicture> {
      const post = await findOut(payload, { kind, id });
      const made = post?.sharing.made;
      if (!post || !made) return { type: 'gone' };
      if (made.version !== version) return { type: 'moved', path: made.picture.url };
      const file = toFile(payload, { kind, id, version });
      const kept = await readFile(file).catch(() => null);
      const bytes = kept ?? (await draw(post, file));
      return bytes ? { type: 'ok', bytes } : { type: 'busy' };
    },
    /** Draws it now, so that the first who asks does not wait, and throws older ones away. */
    async prepare({ kind, id }: Asked): Promise<void> {
      const post = await findOut(payload, { kind, id });
      const version = post?.sharing.made?.version;
      if (!post || !version) return;
      const file = toFile(payload, { kind, id, version });
      const kept = await readdir(path.dirname(file)).catch((): string[] => []);
      if (!kept.includes(path.basename(file))) await draw(post, file);
      for (const name of kept) if (name !== path.basename(file)) await rm(path.join(path.dirname(file), name), { force: true });
    },
  };
}

/** As a visitor: there is no card of what is not out. */
async function findOut(payload: Payload, { kind, id }: Asked): Promise<PostPage | null> {
  const { docs } = await payload.find({
    collection: kind,
    overrideAccess: false,
    where: { id: { equals: id } },
    select: { slug: true },
    depth: 0,
    pagination: false,
    limit: 1,
  });
  const post = docs[0] ? await findPost(payload, { slug: docs[0].slug, access: 'guest' }) : null;
  return post?.id === id ? post : null;
}

/** The picture of the page around its focal point; none for one that is elsewhere. */
async function findPicture(payload: Payload, variants: Variants, { picture }: PostPage): Promise<Buffer | null> {
  const id = picture && findMediaId(picture.url);
  const row = id ? (await findMediaRows(payload, [id])).get(id) : undefined;
  if (!row || row.mimeType === 'image/svg+xml') return null;
  return readFile(await variants.find(row, { ...SHARE_PICTURE, format: 'webp' }));
}

function toFile(payload: Payload, { kind, id, version }: Asked & { version: string }): string {
  return path.join(toVariantsFolder(payload, 'share'), kind, id, `${version}.png`);
}

/** Readers see the whole file or none. */
async function keep(file: string, bytes: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}
