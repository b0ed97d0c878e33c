import type { Payload } from 'payload';
import type { PostCard, PostPage } from '../../contracts/blog.ts';
import type { InjectedCode, Sharing } from '../../contracts/blog-pages.ts';
import type { Picture } from '../../contracts/shared.ts';
import { toId } from '../../core/related.ts';
import { findPictures } from '../../platform/pictures.ts';
import { findSiteCode, getSiteIdentity } from './settings.ts';
import { SHARE_SIZE, toShareVersion } from './share-version.ts';

/** The columns of what a page shows beside its text. */
export const FURTHER_FIELDS = {
  ogTitle: true,
  ogDescription: true,
  ogImage: true,
  ogImageUrl: true,
  twitterTitle: true,
  twitterDescription: true,
  twitterImageUrl: true,
  showTitleAndPicture: true,
  language: true,
} as const;

interface Doc {
  readonly ogTitle?: string | null;
  readonly ogDescription?: string | null;
  readonly ogImage?: unknown;
  readonly ogImageUrl?: string | null;
  readonly twitterTitle?: string | null;
  readonly twitterDescription?: string | null;
  readonly twitterImageUrl?: string | null;
  readonly showTitleAndPicture?: boolean | null;
  readonly language?: string | null;
}

export interface LookedUp {
  readonly card: Picture | null;
  readonly code: InjectedCode | null;
  readonly siteTitle: string;
}

/** What one page needs to have looked up; lists and feeds do without. */
export async function lookUp(payload: Payload, collection: 'posts' | 'pages', doc: Doc & { readonly id: string }): Promise<LookedUp> {
  const card = toId(doc.ogImage);
  const [pictures, code, { title }] = await Promise.all([
    findPictures(payload, [card]),
    findCode(payload, collection, doc.id),
    getSiteIdentity(payload),
  ]);
  return { card: (card && pictures.get(card)) || null, code, siteTitle: title };
}

export function toFurther(
  doc: Doc,
  post: PostCard,
  lookedUp?: LookedUp,
): Pick<PostPage, 'sharing' | 'showTitleAndPicture' | 'language' | 'code'> {
  const at = (url: string | null | undefined): Picture | null => (url ? { url, alt: '' } : null);
  const sharing: Sharing = {
    title: doc.ogTitle || null,
    description: doc.ogDescription || null,
    picture: lookedUp?.card ?? at(doc.ogImageUrl),
    made: lookedUp ? toMade(post, lookedUp.siteTitle) : null,
    twitterTitle: doc.twitterTitle || null,
    twitterDescription: doc.twitterDescription || null,
    twitterPicture: at(doc.twitterImageUrl),
  };
  return {
    sharing,
    showTitleAndPicture: doc.showTitleAndPicture !== false,
    language: doc.language || null,
    code: lookedUp?.code ?? null,
  };
}

/** The card that we draw, at an address that says what is on it. */
function toMade(post: PostCard, siteTitle: string): Sharing['made'] {
  const version = toShareVersion(post, siteTitle);
  const url = `/share/${post.kind}s/${post.id}/${version}.png`;
  return { picture: { url, ...SHARE_SIZE, alt: post.title }, version, siteTitle };
}

/** The site's code with the page's own after it. Only admins can write either, so it is read with our rights. */
async function findCode(payload: Payload, collection: 'posts' | 'pages', id: string): Promise<InjectedCode | null> {
  const site = await findSiteCode(payload);
  if (!site) return null;
  const own = await payload.findByID({ collection, id, depth: 0, select: { codeHead: true, codeFoot: true } });
  const join = (...parts: (string | null | undefined)[]) => parts.filter((part) => part?.trim()).join('\n');
  return { ...site, head: join(site.head, own.codeHead), foot: join(site.foot, own.codeFoot) };
}
