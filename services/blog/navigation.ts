import type { Payload } from 'payload';
import type { MenuEntry } from '../../contracts/blog.ts';
import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';

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

/** The sites, and under the journal the pages that editors put in the menu. `href` is `site:/path`. */
export async function getNavigation(payload: Payload): Promise<MenuEntry[]> {
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
  const pages = docs.map((page) => ({
    label: page.title,
    href: `blog:/${encodeURIComponent(page.slug)}/`,
    icon: null,
    children: [],
  }));
  return IN_MENU.map((site) => ({
    label: LABELS[site],
    href: `${site}:/`,
    icon: null,
    children: site === 'blog' ? pages : [],
  }));
}
