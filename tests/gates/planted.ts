import { type CheerioAPI, load } from 'cheerio';
import { isDropped } from './normalise.rules.ts';
import { type HtmlNode, normalise } from './normalise.ts';

const pick = ($: CheerioAPI, selector: string, at: number) => $(selector).eq(at);
type One = ReturnType<typeof pick>;

/** What somebody could lose or change, and where in a document it can be tried. */
const LOSSES: readonly (readonly [name: string, selector: string, plant: (one: One, $: CheerioAPI) => void])[] = [
  ['a link', 'a[href]', (one) => one.replaceWith(one.contents())],
  ['an address', 'a[href]', (one) => one.attr('href', `${one.attr('href')}x`)],
  ['a picture', 'img[src]', (one) => one.remove()],
  ['the address of a picture', 'img[src]', (one) => one.attr('src', `${one.attr('src')}x`)],
  ['what a picture shows', 'img[src]', (one) => one.attr('alt', `${one.attr('alt') ?? ''}x`)],
  ['a mark', 'strong, b, em, i, s, u, code, sub, sup, mark', (one) => one.replaceWith(one.contents())],
  ['a kind of mark', 'strong, em, s, u, sub, sup, mark', (one, $) => one.replaceWith($('<kbd>').append(one.contents()))],
  [
    'the level of a heading',
    'h1, h2, h3, h4, h5, h6',
    (one, $) => one.replaceWith($(`<h${7 - Number((one.prop('tagName') ?? 'H2')[1])}>`).append(one.contents())),
  ],
  ['a heading', 'h1, h2, h3, h4, h5, h6', (one) => one.replaceWith(one.contents())],
  ['the nesting of a list', 'li > ul, li > ol', (one) => one.parent().after(one.children())],
  ['a kind of list', 'ul', (one, $) => one.replaceWith($('<ol>').append(one.contents()))],
  ['an item', 'li', (one) => one.remove()],
  ['a caption', 'figcaption', (one) => one.remove()],
  ['that a caption is one', 'figcaption', (one) => one.replaceWith(one.contents())],
  ['a quotation', 'blockquote', (one) => one.replaceWith(one.contents())],
  ['code', 'pre', (one) => one.replaceWith(one.text())],
  ['the language of code', 'code[class]', (one) => one.removeAttr('class')],
  ['a line', 'br', (one) => one.remove()],
  ['a rule', 'hr', (one) => one.remove()],
  ['a film or sound', 'video, audio', (one) => one.remove()],
  ['a frame', 'iframe', (one) => one.remove()],
  ['a cell', 'td, th', (one) => one.remove()],
  ['the order', 'p, h1, h2, h3, li, blockquote, figure', (one) => one.next().after(one)],
];

/**
 * Plants every loss everywhere in a document and names those that its normal form does not show: none, for a normaliser
 * that can be trusted. A loss inside furniture is none, nor is one that leaves the document as it was.
 */
export function plantLosses(html: string): { tried: number; unseen: string[] } {
  let tried = 0;
  const before = JSON.stringify(normalise(html));
  const unseen: string[] = [];
  const tryOut = (name: string, plant: ($: CheerioAPI) => boolean) => {
    const $ = load(html, {}, false);
    if (!plant($)) return;
    tried += 1;
    if (JSON.stringify(normalise($.html())) === before) unseen.push(name);
  };
  for (const [name, selector, plant] of LOSSES) {
    const count = load(html, {}, false)(selector).length;
    for (let at = 0; at < count; at++) {
      tryOut(`${name} (${at + 1} of ${count})`, ($) => {
        const one = pick($, selector, at);
        if (!counts(one, name)) return false;
        const was = $.html();
        plant(one, $);
        return $.html() !== was;
      });
    }
  }
  const words = listWords(load(html, {}, false));
  for (let at = 0; at < words; at++) tryOut(`word ${at + 1}`, ($) => dropWord($, at));
  return { tried, unseen };
}

/** Whether there is anything to lose: nothing in furniture, no empty element, no order among equals. */
function counts(one: One, loss: string): boolean {
  const node: HtmlNode | undefined = one.get(0);
  if (!node || isInFurniture(node)) return false;
  const isEmpty = one.text().trim() === '' && one.find('img, video, audio, iframe').length === 0;
  const holdsNothing = /^(?:a|mark|strong|b|em|i|s|u|code|sub|sup|h\d|li|ul|ol|figcaption|blockquote|pre|td|th|p|figure)$/.test(
    node.name ?? '',
  );
  if (isEmpty && holdsNothing) return false;
  switch (loss) {
    case 'the order':
      return isOrdered(one);
    // A note's mark is its number; a sign-up's button is our own.
    case 'a link':
    case 'an address':
      return one.closest('.footnote-ref, .signup-button').length === 0;
    case 'what a picture shows':
      return !/star-rating/.test(one.attr('src') ?? '');
    // Inside the same mark, or in code, one more says nothing.
    case 'a mark':
    case 'a kind of mark':
      return one.parents('strong, b, em, i, s, u, code, pre, sup').length === 0 && one.children('strong, b, em, i').length === 0;
    case 'a line':
      return one.next().length > 0 || (one.get(0)?.next ?? null) !== null;
    // The heading of a card's part is known by the part.
    case 'a heading':
    case 'the level of a heading':
      return !/kg-(?:product|toggle)/.test(one.attr('class') ?? '') && one.parents('.kg-toggle-heading, .kg-product-card').length === 0;
    case 'a cell':
      return one.closest('table').is(':not([border="0"], [cellpadding], [role="presentation"])');
    case 'the language of code':
      return one.parent().is('pre') && /language-/.test(one.attr('class') ?? '');
    case 'that a caption is one':
      return one.siblings().length > 0;
    default:
      return true;
  }
}

function isOrdered(one: One): boolean {
  const next = one.next();
  const node: HtmlNode | undefined = next.get(0);
  // Notes are the last thing anyway.
  if (!node || isInFurniture(node) || next.is('.footnotes')) return false;
  const [first, second] = [one, next].map((each) => normalise(each.prop('outerHTML') ?? '').join());
  return first !== second && first !== '' && second !== '';
}

function isInFurniture(node: HtmlNode): boolean {
  for (let at: HtmlNode | null | undefined = node; at; at = at.parent) if (at.name && isDropped(at)) return true;
  return false;
}

interface TextNode {
  data: string;
}

function isText(node: HtmlNode): node is HtmlNode & TextNode {
  return node.type === 'text' && node.data !== undefined;
}

function listTexts($: CheerioAPI): TextNode[] {
  const out: TextNode[] = [];
  const walk = (node: HtmlNode) => {
    if (isText(node)) {
      if (/[^\s\u00a0]/.test(node.data)) out.push(node);
    } else if (node.type !== 'comment' && !(node.name && isDropped(node))) for (const child of node.children ?? []) walk(child);
  };
  for (const node of $.root().get()) walk(node);
  return out;
}

function listWords($: CheerioAPI): number {
  return listTexts($).reduce((sum, { data }) => sum + (data.match(/[^\s\u00a0]+/g)?.length ?? 0), 0);
}

function dropWord($: CheerioAPI, wanted: number): boolean {
  let at = -1;
  for (const text of listTexts($)) {
    const before = text.data;
    text.data = text.data.replace(/[^\s\u00a0]+/g, (word) => {
      at += 1;
      return at === wanted ? '' : word;
    });
    if (text.data !== before) return true;
  }
  return false;
}
