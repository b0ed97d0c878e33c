import { sql } from '@payloadcms/db-postgres';
import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import { MENU_CONTAINERS, MENU_HREF, MENU_ICONS, type MenuEdit, type MenuNode, toMenuVersion } from '../../contracts/menu.ts';
import type { Tx } from '../../contracts/shared.ts';
import { DEEPEST_MENU, MOST_MENU_ENTRIES } from '../../core/menu-tree.ts';
import { toId } from '../../core/related.ts';
import { inTransaction } from '../../platform/transactions.ts';

export type MenuSaved =
  | { readonly type: 'saved'; readonly version: string; readonly changed: number }
  /** Somebody else saved since; nothing was written. */
  | { readonly type: 'conflict'; readonly version: string }
  | { readonly type: 'refused'; readonly sentence: string };

const node: z.ZodType<MenuNode> = z.object({
  id: z.guid().nullable(),
  label: z.string().trim().max(80),
  href: z.string().trim().max(2000),
  icon: z.string().trim().max(40),
  container: z.object({ relationTo: z.enum(MENU_CONTAINERS), value: z.guid() }).nullable(),
  get children() {
    return z.array(node).max(MOST_MENU_ENTRIES);
  },
});

export const menuEdit: z.ZodType<MenuEdit> = z.object({
  version: z.string().max(60),
  tree: z.object({ header: z.array(node).max(MOST_MENU_ENTRIES), footer: z.array(node).max(MOST_MENU_ENTRIES) }),
});

/** A row as it shall be. */
interface Wanted {
  readonly given: MenuNode;
  readonly menu: 'header' | 'footer';
  readonly position: number;
  readonly level: number;
  /** Index of its parent in the list, which stands before it. */
  readonly above: number | null;
}

/**
 * Saves the menu as a whole in one transaction: entries that are not in the tree go, new ones come, and only
 * what differs is written, each with an activity of its own. Refused are more than three levels, more than two
 * hundred entries, an entry twice, one that says or leads to nothing, and things that are not there.
 */
export async function saveMenu(req: PayloadRequest, edit: MenuEdit): Promise<MenuSaved> {
  const wanted = [...flatten(edit.tree.header, 'header'), ...flatten(edit.tree.footer, 'footer')].map((each, _, all) => ({
    ...each,
    above: each.above === null ? null : all.findIndex(({ given }) => given === each.above),
  }));
  const sentence = refuse(wanted) ?? (await refuseMissing(req, wanted));
  if (sentence) return { type: 'refused', sentence };
  return inTransaction(req.payload, (tx) => write(tx, req, edit.version, wanted), { req });
}

async function write(tx: Tx, req: PayloadRequest, version: string, wanted: readonly Wanted[]): Promise<MenuSaved> {
  const { payload } = req;
  // One at a time, the same editor's two windows included.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('rose:menu'))`);
  const rows = await readRows(req);
  const now = toMenuVersion(rows);
  if (now !== version) return { type: 'conflict', version: now };
  const known = new Map(rows.map((row) => [row.id, row]));
  const strange = wanted.find(({ given }) => given.id !== null && !known.has(given.id));
  if (strange) return { type: 'conflict', version: now };

  // The tree is taken apart first: two entries can then change places without one standing below itself on the way,
  // and what goes has no levels below what stays.
  const ids: (string | null)[] = wanted.map(({ given }) => given.id);
  const parentOf = (each: Wanted) => (each.above === null ? null : (ids[each.above] ?? null));
  const moving = wanted.filter((each) => each.given.id !== null && known.get(each.given.id)?.parent !== parentOf(each));
  const going = rows.filter(({ id }) => !ids.includes(id));
  const loose = [...moving.map(({ given }) => given.id), ...going.map(({ id }) => id)];
  if (loose.length > 0) {
    await tx.execute(sql`update menu_nodes set parent_id = null where id = any(${sql.param(loose)}::uuid[])`);
  }
  let changed = 0;
  for (const [at, each] of wanted.entries()) {
    const parent = parentOf(each);
    const data = toFields(each, parent);
    if (each.given.id === null) {
      const made = await payload.create({ collection: 'menu-nodes', data, depth: 0, overrideAccess: false, user: req.user, req });
      ids[at] = made.id;
      changed += 1;
    } else if (differs(known.get(each.given.id), data)) {
      await payload.update({ collection: 'menu-nodes', id: each.given.id, data, depth: 0, overrideAccess: false, user: req.user, req });
      changed += 1;
    }
  }
  for (const { id } of going) {
    await payload.delete({ collection: 'menu-nodes', id, depth: 0, overrideAccess: false, user: req.user, req });
    changed += 1;
  }
  return { type: 'saved', version: toMenuVersion(await readRows(req)), changed };
}

interface Row {
  readonly id: string;
  readonly updatedAt: string;
  readonly label: string;
  readonly href: string;
  readonly icon: string;
  readonly menu: string;
  readonly position: number;
  readonly parent: string | null;
  readonly container: MenuNode['container'];
}

async function readRows(req: PayloadRequest): Promise<Row[]> {
  const { docs } = await req.payload.find({ collection: 'menu-nodes', depth: 0, pagination: false, limit: 0, req });
  return docs.map((doc) => ({
    id: doc.id,
    updatedAt: doc.updatedAt,
    label: doc.label ?? '',
    href: doc.href ?? '',
    icon: doc.icon ?? '',
    menu: doc.menu,
    position: doc.position,
    parent: doc.parent ? toId(doc.parent) : null,
    container: doc.container ? { relationTo: doc.container.relationTo, value: toId(doc.container.value) } : null,
  }));
}

function toFields({ given, menu, position }: Wanted, parent: string | null) {
  return {
    label: given.label,
    href: given.container ? '' : given.href,
    icon: given.icon,
    container: given.container,
    menu,
    position,
    parent,
  };
}

function differs(row: Row | undefined, data: ReturnType<typeof toFields>): boolean {
  if (!row) return true;
  const { id: _id, updatedAt: _updatedAt, ...fields } = row;
  const container = `${data.container?.relationTo} ${data.container?.value}`;
  return (
    container !== `${fields.container?.relationTo} ${fields.container?.value}` ||
    (['label', 'href', 'icon', 'menu', 'position', 'parent'] as const).some((name) => fields[name] !== data[name])
  );
}

function flatten(
  nodes: readonly MenuNode[],
  menu: Wanted['menu'],
  level = 1,
  above: MenuNode | null = null,
): (Omit<Wanted, 'above'> & { above: MenuNode | null })[] {
  return nodes.flatMap((given, position) => [{ given, menu, position, level, above }, ...flatten(given.children, menu, level + 1, given)]);
}

function refuse(wanted: readonly Wanted[]): string | null {
  if (wanted.length > MOST_MENU_ENTRIES) return `The menu has at most ${MOST_MENU_ENTRIES} entries.`;
  if (wanted.some(({ level }) => level > DEEPEST_MENU)) return `The menu has at most ${DEEPEST_MENU} levels. Move the deepest entries out.`;
  const ids = wanted.flatMap(({ given }) => given.id ?? []);
  if (new Set(ids).size < ids.length) return 'An entry stands in the menu twice. Reload the page.';
  for (const { given } of wanted) {
    if (!given.label && !given.container) return 'An entry without a label leads to nothing of ours: write what it says.';
    if (given.icon && !MENU_ICONS.some((icon) => icon === given.icon))
      return `There is no drawing “${given.icon}”. Choose one of the list.`;
    if (!given.container && !given.href && given.children.length === 0)
      return `“${given.label}” leads nowhere: give it an address, or entries of its own.`;
    if (!given.container && given.href && !MENU_HREF.test(given.href)) {
      return `The address of “${given.label}” begins with / for a page of the blog, market:/ (or another site) for one of ours, or https:// for one elsewhere.`;
    }
  }
  return null;
}

/** What an entry leads to has to be there; one look-up for each kind of thing. */
async function refuseMissing(req: PayloadRequest, wanted: readonly Wanted[]): Promise<string | null> {
  const byKind = Map.groupBy(
    wanted.flatMap(({ given }) => given.container ?? []),
    ({ relationTo }) => relationTo,
  );
  for (const [collection, containers] of byKind) {
    const ids = [...new Set(containers.map(({ value }) => value))];
    const { totalDocs } = await req.payload.count({ collection, where: { id: { in: ids } }, req });
    if (totalDocs < ids.length) return 'Something that the menu leads to is gone. Choose something else, or remove the entry.';
  }
  return null;
}
