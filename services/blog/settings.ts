import type { Payload } from 'payload';
import type { SiteIdentity } from '../../contracts/blog.ts';
import type { AnnouncedTo, Announcement, InjectedCode } from '../../contracts/blog-pages.ts';
import { toLinkedHtml } from '../../core/announcement.ts';
import { toSafeUrl } from '../../core/html.ts';
import { toId } from '../../core/related.ts';
import { remember } from '../../platform/memory.ts';
import { toOrigin as toSiteOrigin } from '../../platform/origins.ts';
import { findPictures } from '../../platform/pictures.ts';

/** Every page reads it, so a process that hears purges keeps it until the settings are saved. */
export function getSiteIdentity(payload: Payload): Promise<SiteIdentity> {
  return remember(payload, { key: 'site-identity', tag: 'settings', read: () => readSiteIdentity(payload) });
}

async function readSiteIdentity(payload: Payload): Promise<SiteIdentity> {
  const settings = await payload.findGlobal({ slug: 'site-settings', depth: 0 });
  const [logo, cover, card] = [settings.logo, settings.coverImage, settings.ogImage].map(toId);
  const pictures = await findPictures(payload, [logo, cover, card]);
  const pictureOf = (id: string | null | undefined) => (id ? (pictures.get(id) ?? null) : null);
  return {
    title: settings.title,
    description: settings.description ?? '',
    timeZone: settings.timeZone,
    locale: settings.locale,
    logo: pictureOf(logo),
    cover: pictureOf(cover),
    links: (settings.links ?? []).flatMap(({ label, url }) => {
      const safe = toSafeUrl(url);
      return safe ? [{ label, url: safe }] : [];
    }),
    metaTitle: settings.metaTitle || null,
    metaDescription: settings.metaDescription || null,
    sharing: { title: settings.ogTitle || null, description: settings.ogDescription || null, picture: pictureOf(card) },
    llms: settings.llms !== false,
  };
}

/** The sentence above every page, when there is one for this kind of reader. */
export async function findAnnouncement(payload: Payload, reader: AnnouncedTo): Promise<Announcement | null> {
  const { announcement, announcementFor, announcementTone } = await payload.findGlobal({
    slug: 'site-settings',
    depth: 0,
    select: { announcement: true, announcementFor: true, announcementTone: true },
  });
  if (!announcement?.trim() || !announcementFor?.includes(reader)) return null;
  return { html: toLinkedHtml(announcement.trim(), toSiteOrigin(payload, 'blog')), tone: announcementTone ?? 'accent' };
}

/** Code for every page of the blog; null while it is switched off, and nothing of it is read then. */
export function findSiteCode(payload: Payload): Promise<InjectedCode | null> {
  return remember(payload, {
    key: 'site-code',
    tag: 'settings',
    read: async () => {
      const settings = await payload.findGlobal({
        slug: 'site-settings',
        depth: 0,
        select: { codeOn: true, codeOrigins: true, codeHead: true, codeFoot: true },
      });
      if (settings.codeOn !== true) return null;
      return { head: settings.codeHead ?? '', foot: settings.codeFoot ?? '', origins: (settings.codeOrigins ?? []).flatMap(toOrigin) };
    },
  });
}

function toOrigin(address: string): string[] {
  const url = URL.parse(address);
  return url?.protocol === 'https:' ? [url.origin] : [];
}
