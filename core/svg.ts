import sanitize from 'sanitize-html';

/** What draws. Scripts, foreign content, animations (they can change an address later) and links are not among them. */
const ELEMENTS = [
  'svg',
  'g',
  'defs',
  'symbol',
  'use',
  'title',
  'desc',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'textPath',
  'image',
  'clipPath',
  'mask',
  'pattern',
  'marker',
  'linearGradient',
  'radialGradient',
  'stop',
  'filter',
  'feBlend',
  'feColorMatrix',
  'feComponentTransfer',
  'feComposite',
  'feConvolveMatrix',
  'feDiffuseLighting',
  'feDisplacementMap',
  'feDistantLight',
  'feDropShadow',
  'feFlood',
  'feFuncA',
  'feFuncB',
  'feFuncG',
  'feFuncR',
  'feGaussianBlur',
  'feMerge',
  'feMergeNode',
  'feMorphology',
  'feOffset',
  'fePointLight',
  'feSpecularLighting',
  'feSpotLight',
  'feTile',
  'feTurbulence',
  'style',
];

/** SVG 2 elements nest deeper only in bombs. */
const DEEPEST = 200;
const PIXELS = /^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*$/i;
const WITHIN = /^#[\w.:-]+$/;

/**
 * An SVG picture without anything that acts or asks elsewhere: no scripts, handlers, foreign content,
 * animations, style sheets from outside, addresses beyond the file itself, document type or entities.
 * Null when there is no `<svg>` at its root. What comes out is written anew, so nobody reads it otherwise.
 */
export function sanitizeSvg(text: string): string | null {
  const root = findSvgRoot(text);
  if (root === -1) return null;
  const clean = sanitize(text.slice(root), {
    allowedTags: ELEMENTS,
    allowedAttributes: { '*': ['*'] },
    // The library lets what stands in a style through as it is, so it is judged whole.
    allowVulnerableTags: true,
    exclusiveFilter: ({ tag, text }) => tag === 'style' && !isSafeCss(text),
    parseStyleAttributes: false,
    allowedSchemesAppliedToAttributes: [],
    disallowedTagsMode: 'completelyDiscard',
    nestingLimit: DEEPEST,
    enforceHtmlBoundary: false,
    parser: { xmlMode: true, decodeEntities: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
    transformTags: { '*': (tagName, attributes) => ({ tagName, attribs: toSafeAttributes(tagName, attributes) }) },
  }).trim();
  return clean.startsWith('<svg') ? clean : null;
}

/**
 * Where the `<svg>` begins that is the root of a drawing: behind nothing but white space, comments, instructions and
 * a document type (XML 1.0 §2.8); -1 when there is none. Each character is looked at once, whatever it is fed.
 */
export function findSvgRoot(text: string): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at !== -1) {
    at = skipSpace(text, at);
    if (text.startsWith('<?', at)) at = behind(text, '?>', at + 2);
    else if (text.startsWith('<!--', at)) at = behind(text, '-->', at + 4);
    else if (text.slice(at, at + 9).toUpperCase() === '<!DOCTYPE') at = skipDocumentType(text, at + 9);
    else return /^<svg[\s>]/.test(text.slice(at, at + 5)) ? at : -1;
  }
  return -1;
}

/** Behind the `>` of a document type, or behind the `]>` of one that has a part of its own; -1 when it does not end. */
function skipDocumentType(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '[' && text[at] !== '>') at += 1;
  if (text[at] === '>') return at + 1;
  for (at = behind(text, ']', at); at !== -1; at = behind(text, ']', at)) {
    at = skipSpace(text, at);
    if (text[at] === '>') return at + 1;
  }
  return -1;
}

function skipSpace(text: string, at: number): number {
  const space = /\s*/y;
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

function behind(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? -1 : at + end.length;
}

function toSafeAttributes(element: string, attributes: Readonly<Record<string, string>>): Record<string, string> {
  const safe = Object.entries(attributes).filter(([name, value]) => isSafeAttribute(element, name, value));
  const kept = Object.fromEntries(safe);
  if (element !== 'svg') return kept;
  return {
    ...kept,
    xmlns: 'http://www.w3.org/2000/svg',
    ...(kept['xmlns:xlink'] ? { 'xmlns:xlink': 'http://www.w3.org/1999/xlink' } : {}),
  };
}

function isSafeAttribute(element: string, name: string, value: string): boolean {
  if (name === 'xmlns' || name === 'xmlns:xlink') return element === 'svg';
  if (name === 'href' || name === 'xlink:href') return WITHIN.test(value.trim()) || (element === 'image' && PIXELS.test(value.trim()));
  // Other prefixes are editors' notes to themselves; `xml:base` would turn every address.
  if (name.includes(':') && name !== 'xml:space' && name !== 'xml:lang') return false;
  if (!/^[a-z][\w-]*$/i.test(name) || /^on/i.test(name) || /^(src|action|formaction|ping|data)$/i.test(name)) return false;
  return isSafeCss(value);
}

/** Without imports, escapes, markup, and with addresses into the file itself only. */
function isSafeCss(css: string): boolean {
  if (/[\\<@]|javascript:|expression\s*\(|-moz-binding|behavior\s*:|image-set\s*\(|image\s*\(|src\s*\(/i.test(css)) return false;
  const within = css.replace(/url\(\s*(["']?)#[\w.:-]+\1\s*\)/gi, '');
  return !/url\s*\(/i.test(within);
}

/** A clean SVG that says how large it is, by itself or by its view box; 300 × 150 otherwise, as browsers do (CSS 2.2 §10.3.2). */
export function toSizedSvg(svg: string): { svg: string; width: number; height: number } {
  const [tag = ''] = /^<svg[^>]*>/.exec(svg) ?? [];
  const [, , boxWidth, boxHeight] = (/\sviewBox="([^"]*)"/.exec(tag)?.[1] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const box = boxWidth && boxHeight && boxWidth > 0 && boxHeight > 0 ? { width: boxWidth, height: boxHeight } : { width: 300, height: 150 };
  const read = (name: string) => Number(new RegExp(`\\s${name}="\\s*([\\d.]+)(?:px)?\\s*"`).exec(tag)?.[1] ?? Number.NaN);
  const [givenWidth, givenHeight] = [read('width'), read('height')];
  const width = Math.max(1, Math.round(givenWidth || (givenHeight ? (givenHeight * box.width) / box.height : box.width)));
  const height = Math.max(1, Math.round(givenHeight || (width * box.height) / box.width));
  const bare = tag.replace(/\s(?:width|height)="[^"]*"/g, '');
  return { svg: `${bare.slice(0, 4)} width="${width}" height="${height}"${bare.slice(4)}${svg.slice(tag.length)}`, width, height };
}
