import { load } from 'cheerio';
import type { HtmlNode } from './normalise.ts';

/**
 * Cards and their parts by the classes that Ghost's HTML and ours give them. The names are all that
 * changes: what stands inside is compared.
 *
 * 6. A card is a card whatever its class is called; so is a part of it.
 */
const ROLES: readonly (readonly [role: string, ...classes: string[]])[] = [
  ['audio', 'kg-audio-card', 'card-audio'],
  ['audio-title', 'kg-audio-title', 'audio-title'],
  ['bookmark', 'kg-bookmark-card', 'card-bookmark'],
  ['bookmark-title', 'kg-bookmark-title', 'bookmark-title'],
  ['bookmark-description', 'kg-bookmark-description', 'bookmark-description'],
  // Ghost has the two names the wrong way round and keeps them for its themes.
  ['bookmark-publisher', 'kg-bookmark-author', 'bookmark-publisher'],
  ['bookmark-author', 'kg-bookmark-publisher', 'bookmark-author'],
  ['callout', 'kg-callout-card', 'card-callout'],
  ['callout-emoji', 'kg-callout-emoji', 'callout-emoji'],
  ['code', 'kg-code-card', 'card-code'],
  ['call', 'kg-cta-card', 'card-cta'],
  ['call-sponsor', 'kg-cta-sponsor-label', 'cta-sponsor'],
  ['embed', 'kg-embed-card', 'card-embed'],
  ['file', 'kg-file-card', 'card-file'],
  ['file-title', 'kg-file-card-title', 'kg-file-title', 'file-title'],
  ['file-caption', 'kg-file-card-caption', 'kg-file-description', 'file-caption'],
  ['file-name', 'kg-file-card-filename', 'kg-file-name', 'file-name'],
  ['file-size', 'kg-file-card-filesize', 'file-size'],
  ['gallery', 'kg-gallery-card', 'card-gallery'],
  ['gallery-row', 'kg-gallery-row', 'gallery-row'],
  ['gallery-picture', 'kg-gallery-image', 'gallery-picture'],
  ['header', 'kg-header-card', 'card-header'],
  ['subheader', 'kg-header-card-subheader', 'kg-header-card-subheading', 'kg-signup-card-subheading', 'card-subheader'],
  ['image', 'kg-image-card', 'card-image'],
  ['product', 'kg-product-card', 'card-product'],
  ['product-title', 'kg-product-card-title', 'product-title'],
  ['product-rating', 'kg-product-card-rating', 'product-rating'],
  ['signup', 'kg-signup-card', 'card-signup'],
  ['signup-button', 'kg-signup-card-button', 'signup-button'],
  ['signup-disclaimer', 'kg-signup-card-disclaimer', 'card-disclaimer'],
  ['toggle', 'kg-toggle-card', 'card-toggle'],
  ['toggle-heading', 'kg-toggle-heading-text', 'kg-toggle-heading', 'toggle-heading'],
  ['toggle-content', 'kg-toggle-content', 'toggle-content'],
  ['video', 'kg-video-card', 'card-video'],
  ['aside', 'kg-blockquote-alt', 'card-aside'],
  ['notes', 'footnotes'],
  ['note-mark', 'footnote-ref'],
];
const BY_CLASS = new Map(ROLES.flatMap(([role, ...classes]) => classes.map((name) => [name, role] as const)));

/** Cards whose width is part of what the editor chose. */
const WITH_WIDTH = new Set(['image', 'video']);

/**
 * 7. Furniture that Ghost's scripts need and a browser brings of itself: buttons and clocks of players,
 *    icons, fields and answers of its sign-up form, pictures of one transparent pixel, rules above notes.
 * 8. The way back from a note, which each writes in its own manner; our words for those who listen only.
 */
const FURNITURE = new Set([
  'kg-audio-hide',
  'kg-audio-player',
  'kg-file-card-icon',
  'kg-file-thumbnail',
  'kg-signup-card-button-loading',
  'kg-signup-card-error',
  'kg-signup-card-success',
  'kg-toggle-card-icon',
  'kg-video-overlay',
  'kg-video-player-container',
  'media-length',
  'footnotes-sep',
  'footnote-backref',
  'notes-title',
]);
const SILENT = new Set(['svg', 'script', 'style', 'template', 'noscript', 'head', 'meta', 'title', 'link']);
const ONE_PIXEL = /^https:\/\/img\.spacergif\.org\/|^data:image\/gif;base64,R0lGODlhAQAB/;
const DARK_STARS = /\/star-rating-darkmode-\d\.png$/;
const STOCK_ALT = /^(?:CTA Image|audio-thumbnail|Watch the film(?: \([\d:]+\))?)$/;
const STARS = /\/star-rating-(\d)\.png$/;

export function isDropped(node: HtmlNode): boolean {
  const { name = '', attribs = {} } = node;
  return (
    SILENT.has(name) ||
    classesOf(node).some((one) => FURNITURE.has(one)) ||
    (name === 'img' && (isStill(attribs.src ?? '') || DARK_STARS.test(attribs.src ?? '')))
  );
}

export function roleOf(node: HtmlNode): string | null {
  if (!node.name || node.name === 'img') return null;
  // 17. Where Ghost's mails leave out the class, the heading of a product is still its name.
  if (node.name === 'h4' && isIn(node, 'product')) return 'product-title';
  const classes = classesOf(node);
  const role = classes.map((name) => BY_CLASS.get(name)).find((found) => found !== undefined);
  if (!role) return null;
  const width = classes.map((name) => /^(?:kg-width|card)-(wide|full)$/.exec(name)?.[1]).find(Boolean);
  return width && WITH_WIDTH.has(role) ? `${role} ${width}` : role;
}

/** 9. Ghost's smaller copies of a picture (`/size/w600/`, Unsplash's `w=`) are the picture. */
export function lineAddress(address: string | undefined): string {
  const whole = (address ?? '').trim().replace(/\/size\/w\d+(?:h\d+)?\//, '/');
  return whole.startsWith('https://images.unsplash.com/') ? whole.replace(/([?&])w=\d+&?/, '$1').replace(/[?&]$/, '') : whole;
}

export const PARTS = {
  /** 10. A picture that Ghost paints behind something counts as a picture in it. */
  picture(node: HtmlNode): string | null {
    const { attribs = {} } = node;
    return attribs['data-kg-background-image'] || (isLayout(node) && attribs.background) || null;
  },

  /** In mails Ghost shows stars as a picture of them. */
  stars: (src: string | undefined): string | null => STARS.exec(src ?? '')?.[1] ?? null,

  /**
   * 18. Pictures that Ghost cuts (in calls), paints (stills of embeds) or lays behind words (in headers and sign-ups) have no
   *     size there: their ratio does not count.
   */
  hasRatio: (node: HtmlNode): boolean => !['call', 'embed', 'header', 'signup'].some((role) => isIn(node, role)),

  /** 19. The heading inside the part that is a heading; a part inside the same part. */
  isSamePart(node: HtmlNode, role: string | null): boolean {
    for (let at = node.parent; at; at = at.parent) {
      const outer = roleOf(at);
      if (outer) return outer === role || (role === null && outer === 'toggle-heading' && node.name === 'h4');
    }
    return false;
  },

  /** 11. The still of a film: its poster, or what is painted behind the film. */
  poster({ attribs = {} }: HtmlNode): string {
    const painted = /url\('?([^')]+)'?\)/.exec(attribs.style ?? '')?.[1];
    const still = attribs.poster && !isStill(attribs.poster) ? attribs.poster : painted;
    return still ? ` poster=${lineAddress(still)}` : '';
  },

  /** 12. Stars are a number; a note's mark is the note's number. Null where the content is to be read. */
  value(node: HtmlNode): string | null {
    const role = roleOf(node);
    if (role === 'product-rating') {
      const said = /(\d) of 5 stars/.exec(textOf(node))?.[1];
      return said ?? String(count(node, 'kg-product-card-rating-active'));
    }
    return role === 'note-mark' ? (/\d+/.exec(textOf(node))?.[0] ?? '?') : null;
  },

  /** 13. A frame is where it leads, whether it is there at once or after a click. */
  frame({ attribs = {} }: HtmlNode): string {
    const kept = attribs.srcdoc ? load(attribs.srcdoc)('a').first().attr('href') : undefined;
    return lineAddress(kept ?? attribs.src ?? attribs['data-src']);
  },

  /** 14. Words that Ghost or we give to every picture of a kind say nothing of this one; likewise its title of every download. */
  alt: (alt: string): string => (STOCK_ALT.test(alt) ? '' : alt),
  isStockTitle: (title: string): boolean => title === 'Download',

  /**
   * 15. `noopener` and `noreferrer` protect the page that is left, and browsers see to it; other relations count.
   *     A new tab counts where an editor can choose it, in text.
   */
  relation(node: HtmlNode): string {
    const { attribs = {} } = node;
    const rel = (attribs.rel ?? '').split(/\s+/).filter((word) => word && word !== 'noopener' && word !== 'noreferrer');
    const isButton = classesOf(node).some((name) => /^kg-.*(?:button|btn)|^button$/.test(name));
    return `${rel.length > 0 ? ` rel=${rel.sort().join(',')}` : ''}${attribs.target === '_blank' && !isButton ? ' new-tab' : ''}`;
  },

  /** 16. Tables that a mail is laid out with are no tables. */
  isLayout,
  isInLayout(node: HtmlNode): boolean {
    for (let at = node.parent; at; at = at.parent) if (at.name === 'table') return isLayout(at);
    return false;
  },
} as const;

function isIn(node: HtmlNode, role: string): boolean {
  for (let at = node.parent; at; at = at.parent) if (classesOf(at).some((name) => BY_CLASS.get(name) === role)) return true;
  return false;
}

function isLayout({ attribs = {} }: HtmlNode): boolean {
  return attribs.role === 'presentation' || attribs.cellpadding !== undefined || attribs.border === '0';
}

function isStill(address: string): boolean {
  return ONE_PIXEL.test(address);
}

function classesOf({ attribs = {} }: HtmlNode): string[] {
  return (attribs.class ?? '').split(/\s+/).filter(Boolean);
}

function count(node: HtmlNode, className: string): number {
  const own = classesOf(node).includes(className) ? 1 : 0;
  return (node.children ?? []).reduce((sum, child) => sum + count(child, className), own);
}

function textOf(node: HtmlNode): string {
  return node.type === 'text' ? (node.data ?? '') : (node.children ?? []).map(textOf).join('');
}
