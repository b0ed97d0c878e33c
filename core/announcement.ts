import { element, escapeHtml, toAbsoluteUrl, toSafeUrl } from './html.ts';

/** `[words](address)`: no brackets inside the words, no spaces inside the address. */
const LINK = /\[([^\][]{1,200})\]\(([^()\s]{1,500})\)/g;

/**
 * A sentence with links as HTML: everything else in it is text, and an address that nobody may follow leaves
 * its words. Paths are seen from `baseUrl`, as the sentence may stand on another host.
 */
export function toLinkedHtml(text: string, baseUrl?: string): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const [whole, words = '', address = ''] = match;
    const href = toSafeUrl(address);
    html += escapeHtml(text.slice(end, match.index));
    html += href ? element('a', { href: toAbsoluteUrl(href, baseUrl) }, escapeHtml(words)) : escapeHtml(words);
    end = match.index + whole.length;
  }
  return html + escapeHtml(text.slice(end));
}
