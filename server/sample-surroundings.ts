import type { Payload } from 'payload';
import { content } from '../samples/content.ts';
import type { SampleMenuEntry } from '../samples/types.ts';

const context = { imported: true };

type Ids = ReadonlyMap<string, string>;
interface Written {
  readonly authors: Ids;
  readonly tags: Ids;
  readonly posts: Ids;
  readonly pages: Ids;
}

/** What stands around the sample texts: groups of subjects, menus, comments, old addresses. */
export async function writeSurroundings(payload: Payload, written: Written): Promise<void> {
  const groups = await writeGroups(payload, written);
  const ids = { ...written, groups };
  await writeMenu(payload, ids, 'header', content.menu, null);
  await writeMenu(payload, ids, 'footer', content.footerMenu, null);
  await writeComments(payload, written);
  for (const { from, to, pattern = false, permanent = true } of content.redirects) {
    await payload.create({ collection: 'redirects', data: { from, to, pattern, permanent }, context });
  }
}

async function writeGroups(payload: Payload, { tags }: Written): Promise<Ids> {
  const groups = new Map<string, string>();
  for (const { slug, name, description, tags: members } of content.tagGroups) {
    const { id } = await payload.create({ collection: 'tag-groups', data: { slug, name, description }, context });
    groups.set(slug, id);
    for (const tag of members) await payload.update({ collection: 'tags', id: get(tags, tag), data: { group: id }, context });
  }
  return groups;
}

async function writeMenu(
  payload: Payload,
  ids: Written & { groups: Ids },
  menu: 'header' | 'footer',
  entries: readonly SampleMenuEntry[],
  parent: string | null,
): Promise<void> {
  for (const [position, { label, href, page, tag, group, below = [] }] of entries.entries()) {
    const container = page
      ? { relationTo: 'pages' as const, value: get(ids.pages, page) }
      : tag
        ? { relationTo: 'tags' as const, value: get(ids.tags, tag) }
        : group
          ? { relationTo: 'tag-groups' as const, value: get(ids.groups, group) }
          : null;
    const data = { label: label ?? '', href: href ?? '', container, menu, position, parent };
    const { id } = await payload.create({ collection: 'menu-nodes', data, context });
    await writeMenu(payload, ids, menu, below, id);
  }
}

async function writeComments(payload: Payload, { authors, posts }: Written): Promise<void> {
  const ids = new Map<string, string>();
  for (const { key, answers, post, author, name, handle, hoursAfter, status = 'published', pinned = false, text } of content.comments) {
    const daysAgo = content.posts.find(({ slug }) => slug === post)?.daysAgo ?? 0;
    const above = answers ? get(ids, answers) : null;
    const { id } = await payload.create({
      collection: 'comments',
      data: {
        text,
        status,
        pinned,
        post: get(posts, post),
        parent: above,
        inReplyTo: above,
        author: author ? get(authors, author) : null,
        authorName: name ?? null,
        actorHandle: handle ?? null,
        createdAt: new Date(Date.now() - (daysAgo * 24 - hoursAfter) * 3_600_000).toISOString(),
      },
      context,
    });
    ids.set(key, id);
  }
}

function get(ids: Ids, name: string): string {
  const id = ids.get(name);
  if (!id) throw new Error(`The samples name "${name}", which is not among them.`);
  return id;
}
