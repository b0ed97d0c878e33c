/** JSON in one of the ways ActivityPub clients ask for it (ActivityPub §3.2), or plainly. */
const JSON_TYPES = new Set(['application/activity+json', 'application/ld+json', 'application/json']);

interface Accepted {
  readonly type: string;
  readonly quality: number;
}

/**
 * Whether a page's address should answer ActivityPub JSON: only when every type that is accepted
 * is JSON. Browsers and their caches, which accept anything at the end of the list, get the page.
 */
export function wantsOnlyJson(accept: string | undefined): boolean {
  const accepted = parse(accept).filter(({ quality }) => quality > 0);
  return accepted.length > 0 && accepted.every(({ type }) => JSON_TYPES.has(type));
}

/** Whether whoever asks would rather see a page: for addresses that have no page of their own. */
export function prefersHtml(accept: string | undefined): boolean {
  const accepted = parse(accept);
  const qualityOf = (wanted: (type: string) => boolean) =>
    Math.max(0, ...accepted.filter(({ type }) => wanted(type)).map(({ quality }) => quality));
  const html = qualityOf((type) => type === 'text/html' || type === 'application/xhtml+xml');
  return html > 0 && html >= qualityOf((type) => JSON_TYPES.has(type));
}

function parse(accept: string | undefined): Accepted[] {
  return (accept ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
    });
}
