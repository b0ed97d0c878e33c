import type { SiteName } from '../../contracts/shared.ts';

const SUBJECTS: Record<SiteName, string> = {
  blog: '',
  market: 'Market',
  cart: 'Basket',
  events: 'Events',
  federation: 'Fediverse',
  account: 'Members',
};

/** `Rose Ash` for the blog, `Rose Ash · Market` for the market. */
export function toActorName(site: SiteName, title: string): string {
  return SUBJECTS[site] ? `${title} · ${SUBJECTS[site]}` : title;
}

/** `@blog@blog.example.org`; the port belongs to it where it is not the usual one. */
export function toHandle(site: SiteName, origin: string): string {
  return `@${site}@${new URL(origin).host}`;
}

/** The address of a site's actor; every other address of the door hangs below `/ap`. */
export function toActorUrl(site: SiteName, origin: string): string {
  return `${origin}/ap/actors/${site}`;
}
