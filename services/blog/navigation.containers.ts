import type { Payload } from 'payload';
import { MENU_CONTAINERS, type MenuContainer } from '../../contracts/menu.ts';
import { HOMES, toHomePath } from '../../core/homes.ts';
import { ADDRESS_FIELDS, toPostPaths } from '../../platform/permalinks.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Something of ours that a menu entry leads to. */
export interface Reference {
  readonly relationTo: MenuContainer;
  readonly value: string;
}

export interface Known {
  readonly title: string;
  /** `market:/a-product/` */
  readonly href: string;
}

/** The name of its cache tag. */
export function toKey({ relationTo, value }: Reference): string {
  return `${relationTo}:${value}`;
}

/** Titles and addresses of what visitors may see, by key; one question for each kind of thing. */
export async function listContainers(payload: Payload, references: readonly Reference[]): Promise<ReadonlyMap<string, Known>> {
  const found = await Promise.all(
    MENU_CONTAINERS.map(async (kind) => {
      const ids = [...new Set(references.filter(({ relationTo }) => relationTo === kind).map(({ value }) => value))];
      return ids.length === 0 ? [] : list(payload, kind, ids);
    }),
  );
  return new Map(found.flat());
}

async function list(payload: Payload, kind: MenuContainer, ids: string[]): Promise<(readonly [string, Known])[]> {
  const ask = { overrideAccess: false, where: { id: { in: ids } }, depth: 0, pagination: false, limit: ids.length } as const;
  if (kind === 'posts') {
    const { docs } = await payload.find({ collection: 'posts', ...ask, select: { title: true, ...ADDRESS_FIELDS } });
    const paths = await toPostPaths(payload, docs);
    return docs.map((doc, at) => [toKey({ relationTo: kind, value: doc.id }), { title: doc.title, href: `blog:${paths[at]}` }] as const);
  }
  const toHref = (slug: string) => `${HOMES[kind].site}:${toHomePath(kind, slug)}`;
  if (kind === 'tags' || kind === 'tag-groups') {
    const { docs } = await payload.find({ collection: kind, ...ask, select: { name: true, slug: true } });
    return docs.map(({ id, name, slug }) => [toKey({ relationTo: kind, value: id }), { title: name, href: toHref(slug) }] as const);
  }
  const { docs } = await payload.find({ collection: kind, ...ask, select: { title: true, slug: true } });
  return docs.map(({ id, title, slug }) => [toKey({ relationTo: kind, value: id }), { title, href: toHref(slug) }] as const);
}

/** What is attached to these things now, in its order, by the key of the thing. */
export async function listAttached(
  payload: Payload,
  parents: readonly Reference[],
): Promise<ReadonlyMap<string, readonly (Reference & { readonly label: string })[]>> {
  if (parents.length === 0) return new Map();
  const { docs } = await payload.find({
    collection: 'relations',
    where: {
      and: [
        { parentId: { in: [...new Set(parents.map(({ value }) => value))] } },
        { childType: { in: [...MENU_CONTAINERS] } },
        { detachedAt: { exists: false } },
      ],
    },
    sort: 'position',
    depth: 0,
    pagination: false,
    limit: 500,
  });
  const all = docs.flatMap((doc) => {
    const relationTo = MENU_CONTAINERS.find((kind) => kind === doc.childType);
    // Ids of relations are words that anybody with the role may write; the database refuses what is no id.
    return relationTo && UUID.test(doc.childId)
      ? [{ of: `${doc.parentType}:${doc.parentId}`, relationTo, value: doc.childId, label: doc.label ?? '' }]
      : [];
  });
  return Map.groupBy(all, ({ of }) => of);
}
