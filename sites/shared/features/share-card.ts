import type { Picture } from '../../../contracts/shared.ts';

/** What a page tells other sites about itself: Open Graph (https://ogp.me) and what X reads beside it. */
export interface ShareCard {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly picture?: Picture | null;
  readonly twitterTitle?: string | null;
  readonly twitterDescription?: string | null;
  readonly twitterPicture?: Picture | null;
  readonly article?: {
    readonly publishedAt: string | null;
    readonly updatedAt: string;
    /** Paths of their pages. */
    readonly authors: readonly string[];
    readonly tags: readonly string[];
  } | null;
}

export interface ShareTag {
  /** `property` for Open Graph, `name` for X. */
  readonly by: 'property' | 'name';
  readonly key: string;
  readonly content: string;
}

/** The card as meta elements, in the order in which they are read; what is empty is left out. */
export function toShareTags(
  card: ShareCard,
  page: {
    title: string;
    description: string;
    siteTitle: string;
    locale: string;
    kind: string;
    address: string | undefined;
    origin: string;
  },
): readonly ShareTag[] {
  const whole = (url: string | undefined) => (url ? URL.parse(url, page.origin)?.href : undefined);
  const { picture, article } = card;
  const property = (key: string, content: string | number | null | undefined): ShareTag[] =>
    content ? [{ by: 'property', key, content: String(content) }] : [];
  const name = (key: string, content: string | null | undefined): ShareTag[] => (content ? [{ by: 'name', key, content }] : []);
  const image = whole(picture?.url);
  return [
    ...property('og:site_name', page.siteTitle),
    ...property('og:type', page.kind),
    ...property('og:locale', page.locale.replace('-', '_')),
    ...property('og:title', card.title ?? page.title),
    ...property('og:description', card.description ?? page.description),
    ...property('og:url', page.address),
    ...property('og:image', image),
    ...property('og:image:width', image && picture?.width),
    ...property('og:image:height', image && picture?.height),
    ...property('og:image:alt', image && picture?.alt),
    ...property('article:published_time', article?.publishedAt),
    ...property('article:modified_time', article?.updatedAt),
    ...(article?.authors ?? []).flatMap((path) => property('article:author', whole(path))),
    ...(article?.tags ?? []).flatMap((tag) => property('article:tag', tag)),
    ...name('twitter:card', image || card.twitterPicture ? 'summary_large_image' : 'summary'),
    ...name('twitter:title', card.twitterTitle),
    ...name('twitter:description', card.twitterDescription),
    ...name('twitter:image', whole(card.twitterPicture?.url)),
  ];
}
