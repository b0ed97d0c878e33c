import type { Payload } from 'payload';
import type { MenuEntry, Navigation } from '../../contracts/blog-pages.ts';
import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import { toHomePath } from '../../core/homes.ts';
import { DEEPEST_MENU, type Tree, toTree } from '../../core/menu-tree.ts';
import { toId } from '../../core/related.ts';
import { type Known, listAttached, listContainers, type Reference, toKey } from './navigation.containers.ts';

const LABELS: Record<SiteName, string> = {
  blog: 'Journal',
  market: 'Market',
  cart: 'Basket',
  events: 'Events',
  federation: 'Fediverse',
  account: 'Account',
};

/** Basket and account have places of their own in the header. */
const IN_MENU = SITE_NAMES.filter((site) => site !== 'cart' && site !== 'account');

interface Row {
  readonly id: string;
  readonly parent: string | null;
  readonly position: number;
  readonly menu: 'header' | 'footer';
  readonly label: string;
  readonly href: string;
  readonly icon: string | null;
  readonly container: Reference | null;
}

/**
 * The menus of all six sites as editors made them: an entry that leads to something of ours follows its
 * title and address, has what is attached to it below, and goes, with all that stands under it, while
 * visitors cannot see the thing. Without an entry in the header the house shows its sites, and the pages
 * that ask for it. Four questions for the whole, however large.
 */
export async function getNavigation(payload: Payload): Promise<Navigation> {
  const rows = await listRows(payload);
  const own = rows.flatMap(({ container }) => container ?? []);
  const attached = await listAttached(payload, own);
  const known = await listContainers(payload, [...own, ...[...attached.values()].flat()]);
  const tree = toTree(rows);
  const show = (menu: Row['menu']) =>
    toEntries(
      tree.filter((node) => node.own.menu === menu),
      { known, attached },
    );
  const header = show('header');
  return {
    header: rows.some(({ menu }) => menu === 'header') ? header : await listBuiltIn(payload),
    footer: show('footer'),
    tags: [...new Set(['menu', ...[...own, ...[...attached.values()].flat()].map(toKey)])],
  };
}

async function listRows(payload: Payload): Promise<Row[]> {
  const { docs } = await payload.find({ collection: 'menu-nodes', sort: 'position', depth: 0, pagination: false, limit: 0 });
  return docs.map((doc) => ({
    id: doc.id,
    parent: doc.parent ? toId(doc.parent) : null,
    position: doc.position,
    menu: doc.menu,
    label: doc.label?.trim() ?? '',
    href: doc.href?.trim() ?? '',
    icon: doc.icon || null,
    container: doc.container ? { relationTo: doc.container.relationTo, value: toId(doc.container.value) } : null,
  }));
}

interface LookUps {
  readonly known: ReadonlyMap<string, Known>;
  readonly attached: ReadonlyMap<string, readonly (Reference & { readonly label: string })[]>;
}

function toEntries(tree: Tree<Row>, lookUps: LookUps, level = 1): MenuEntry[] {
  return tree.flatMap(({ own, children }): MenuEntry[] => {
    const thing = own.container && lookUps.known.get(toKey(own.container));
    if (own.container && !thing) return [];
    const label = own.label || thing?.title || '';
    const placed = toEntries(children, lookUps, level + 1);
    const below = [...placed, ...listBelow(own.container, placed, lookUps, level)];
    const href = thing ? thing.href : toOwnHref(own.href);
    // A heading whose entries are all gone leads nowhere.
    if (!label || (!href && below.length === 0)) return [];
    return [{ label, href, icon: own.icon, children: below }];
  });
}

/** What is attached to a thing stands under its entry, unless editors put it there themselves or the menu ends there. */
function listBelow(container: Reference | null, placed: readonly MenuEntry[], { known, attached }: LookUps, level: number): MenuEntry[] {
  if (!container || level >= DEEPEST_MENU) return [];
  const there = new Set(placed.map(({ href }) => href));
  return (attached.get(toKey(container)) ?? []).flatMap((child): MenuEntry[] => {
    const thing = known.get(toKey(child));
    return thing && !there.has(thing.href) ? [{ label: child.label || thing.title, href: thing.href, icon: null, children: [] }] : [];
  });
}

/** A path without a site is the blog's, whichever site shows it. */
function toOwnHref(href: string): string {
  return href.startsWith('/') ? `blog:${href}` : href;
}

/** The sites, then the pages that are ticked. */
async function listBuiltIn(payload: Payload): Promise<MenuEntry[]> {
  const { docs } = await payload.find({
    collection: 'pages',
    where: {
      and: [
        { inMenu: { equals: true } },
        { _status: { equals: 'published' } },
        { emailOnly: { not_equals: true } },
        { publishedAt: { less_than_equal: new Date().toISOString() } },
      ],
    },
    select: { title: true, slug: true },
    sort: 'title',
    depth: 0,
    pagination: false,
    limit: 20,
  });
  const plain = { icon: null, children: [] } as const;
  return [
    ...IN_MENU.map((site) => ({ ...plain, label: LABELS[site], href: `${site}:/` })),
    ...docs.map((page) => ({ ...plain, label: page.title, href: `blog:${toHomePath('pages', page.slug)}` })),
  ];
}
