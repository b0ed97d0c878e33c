import type { IOptions } from 'sanitize-html';
import sanitize from 'sanitize-html';

/** Attribute values by name; `true` prints the bare name, null, undefined and false print nothing. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for both content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** ` name="value"` for each attribute that has one. */
export function toAttributes(attributes: Attributes): string {
  let out = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    out += value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
  }
  return out;
}

/** `<name …>content</name>`; content is HTML already. */
export function element(name: string, attributes: Attributes, content: string): string {
  return `<${name}${toAttributes(attributes)}>${content}</${name}>`;
}

const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:', 'geo:', 'webcal:', 'xmpp:']);

/** The address if a reader may follow it, else null: scripts, data and files are refused, relative ones pass. */
export function toSafeUrl(url: string): string | null {
  // Browsers drop control characters and outer spaces before they look at the scheme; so do we.
  const address = url.replace(/\p{Cc}/gu, '').trim();
  if (address === '') return null;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1];
  if (scheme && !SAFE_SCHEMES.has(`${scheme.toLowerCase()}:`)) return null;
  return address;
}

/** An address seen from `baseUrl`; without one, or when it is not an address, it stays as it is. */
export function toAbsoluteUrl(url: string, baseUrl: string | undefined): string {
  if (!baseUrl || url.startsWith('#')) return url;
  return URL.parse(url, baseUrl)?.href ?? url;
}

export interface SanitizeOptions {
  readonly baseUrl?: string;
  /** What becomes of frames: one that loads on a click, or a plain link where frames do not work. */
  readonly embeds?: 'click' | 'link';
}

const INLINE_TAGS = [
  'a',
  'abbr',
  'b',
  'br',
  'code',
  'del',
  'em',
  'i',
  'ins',
  'kbd',
  'mark',
  'q',
  's',
  'small',
  'strong',
  'sub',
  'sup',
  'u',
  'time',
  'cite',
  'dfn',
  'var',
  'samp',
  'ruby',
  'rt',
  'rp',
  'bdi',
  'bdo',
  'wbr',
];
const BLOCK_TAGS = [
  'address',
  'article',
  'aside',
  'audio',
  'blockquote',
  'caption',
  'center',
  'col',
  'colgroup',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'figcaption',
  'figure',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'iframe',
  'img',
  'li',
  'ol',
  'p',
  'picture',
  'pre',
  'section',
  'source',
  'span',
  'summary',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'track',
  'ul',
  'video',
];
const GLOBAL_ATTRIBUTES = ['dir', 'lang', 'title', 'id'];

/**
 * HTML from an editor or another site, made safe to stand in a page of ours: no scripts, styles,
 * forms or handlers, only addresses that `toSafeUrl` lets pass, media that loads when asked.
 */
export function sanitizeHtml(html: string, options: SanitizeOptions = {}): string {
  const clean = sanitize(html, toSanitizer([...INLINE_TAGS, ...BLOCK_TAGS], options));
  return clean.replace(/<iframe([^>]*)><\/iframe>/g, (_frame, attributes: string) => {
    const read = (name: string) => unescapeHtml(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    return toFrame({ src: read('src'), title: read('title'), width: read('width'), height: read('height') }, options);
  });
}

/** Only what may stand inside a line: for captions, headings, labels. */
export function sanitizeInline(html: string, options: SanitizeOptions = {}): string {
  return sanitize(html, toSanitizer(INLINE_TAGS, options)).trim();
}

/** The text of an HTML fragment, tags removed and entities read. */
export function toPlainText(html: string): string {
  return unescapeHtml(sanitize(html, { allowedTags: [], allowedAttributes: {} }))
    .replace(/\s+/g, ' ')
    .trim();
}

/** A sheet cannot reach into the frame, so what holds the link says itself how it looks. */
const FRAME_STYLE =
  'margin:0;min-height:100vh;box-sizing:border-box;padding:1rem;display:grid;place-items:center;text-align:center;font:1rem/1.5 system-ui,sans-serif';

/**
 * Somebody else's page in ours. Nothing is asked of them before a click: the frame holds only a link
 * to itself. `allow-same-origin` gives the foreign page its own origin, never ours; the host's
 * `frame-src` keeps our own hosts out.
 */
export function toFrame(frame: { src: string; title?: string; width?: string; height?: string }, options: SanitizeOptions = {}): string {
  const url = URL.parse(frame.src.startsWith('//') ? `https:${frame.src}` : frame.src);
  if (url?.protocol !== 'https:') return '';
  const title = frame.title || url.hostname;
  if (options.embeds === 'link') {
    return element('p', { class: 'embed-link' }, element('a', { href: url.href, rel: 'noopener' }, escapeHtml(title)));
  }
  const link = element('a', { href: url.href, style: 'color:inherit' }, escapeHtml(`Show what is at ${url.hostname}: ${title}`));
  return element(
    'iframe',
    {
      class: 'embed-frame',
      title,
      srcdoc: `<!doctype html><meta name="color-scheme" content="light dark"><body style="${FRAME_STYLE}">${link}`,
      width: toSize(frame.width),
      height: toSize(frame.height),
      sandbox: 'allow-scripts allow-same-origin allow-popups allow-presentation allow-forms',
      referrerpolicy: 'strict-origin-when-cross-origin',
      loading: 'lazy',
      allowfullscreen: true,
    },
    '',
  );
}

function toSanitizer(allowedTags: string[], options: SanitizeOptions): IOptions {
  const address = (value: string | undefined): string | undefined => {
    const safe = value === undefined ? null : toSafeUrl(value);
    return safe === null ? undefined : toAbsoluteUrl(safe, options.baseUrl);
  };
  return {
    allowedTags,
    allowedAttributes: {
      '*': GLOBAL_ATTRIBUTES,
      a: ['href', 'rel', 'target'],
      abbr: ['title'],
      audio: ['src', 'controls', 'preload'],
      blockquote: ['cite'],
      code: ['class'],
      col: ['span'],
      colgroup: ['span'],
      details: ['open'],
      iframe: ['src', 'width', 'height'],
      img: ['src', 'alt', 'width', 'height', 'loading', 'referrerpolicy'],
      li: ['value'],
      ol: ['start', 'reversed', 'type'],
      source: ['src', 'type'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
      time: ['datetime'],
      track: ['src', 'kind', 'srclang', 'label', 'default'],
      video: ['src', 'controls', 'preload', 'poster', 'width', 'height', 'loop', 'muted'],
    },
    allowedClasses: { code: ['language-*'] },
    // Addresses are judged by toSafeUrl in the transforms; the list keeps what that lets pass.
    allowedSchemes: [...SAFE_SCHEMES].map((scheme) => scheme.slice(0, -1)),
    allowProtocolRelative: true,
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'svg', 'math', 'object', 'embed', 'head', 'title'],
    enforceHtmlBoundary: false,
    nestingLimit: 100,
    transformTags: {
      a: (tagName, attributes) => ({
        tagName,
        attribs: keep({
          ...attributes,
          href: address(attributes.href),
          target: attributes.target === '_blank' ? '_blank' : undefined,
          rel: attributes.target === '_blank' ? toRel(attributes.rel, 'noopener') : attributes.rel,
        }),
      }),
      img: (tagName, attributes) => ({
        tagName,
        attribs: keep({
          ...attributes,
          src: address(attributes.src),
          alt: attributes.alt ?? '',
          loading: 'lazy',
        }),
      }),
      audio: (tagName, attributes) => ({
        tagName,
        attribs: keep({ ...attributes, src: address(attributes.src), controls: '', preload: 'none' }),
      }),
      video: (tagName, attributes) => ({
        tagName,
        attribs: keep({
          ...attributes,
          src: address(attributes.src),
          poster: address(attributes.poster),
          controls: '',
          preload: 'none',
        }),
      }),
      source: (tagName, attributes) => ({ tagName, attribs: keep({ ...attributes, src: address(attributes.src) }) }),
    },
  };
}

/** The words of a `rel`, with one more that must be there. */
export function toRel(rel: string | null | undefined, word: string): string {
  const words = new Set((rel ?? '').split(/\s+/).filter((part) => /^[a-z-]+$/.test(part)));
  return [...words.add(word)].join(' ');
}

function keep(attributes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function toSize(value: string | undefined): string | undefined {
  return value && /^\d{1,4}$/.test(value) ? value : undefined;
}

function unescapeHtml(text: string): string {
  return text.replace(/&(lt|gt|quot|#39|amp|nbsp);/g, (_entity, name: string) => {
    const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&', nbsp: '\u00a0' };
    return characters[name] ?? '';
  });
}
