import { createHash } from 'node:crypto';
import { load } from 'cheerio';

/** Code of others as it may stand in a page, with what the page's policy has to allow for it (CSP Level 3). */
export interface Allowed {
  readonly html: string;
  /** `sha256-…` of each script and style that stands in the code itself. */
  readonly scripts: readonly `sha256-${string}`[];
  readonly styles: readonly `sha256-${string}`[];
  /** Origins it loads scripts from; all of them were listed by an admin. */
  readonly origins: readonly string[];
}

/** Types of a script element that run; others are data. */
const RUNS = new Set(['', 'text/javascript', 'application/javascript', 'module']);

/**
 * What an admin put into a page, made to run under the page's policy: inline scripts and styles by their hash
 * (a page is kept for many readers, so a nonce would be the same for all of them and worth nothing), scripts
 * from elsewhere only when their origin is listed. What is not listed, and handlers in attributes, are dropped.
 */
export function allowCode(html: string, origins: readonly string[]): Allowed {
  const $ = load(html, null, false);
  const scripts = new Set<`sha256-${string}`>();
  const styles = new Set<`sha256-${string}`>();
  const used = new Set<string>();
  $('script').each((_, script) => {
    const source = $(script).attr('src');
    if (source !== undefined) {
      const origin = URL.parse(source)?.origin;
      if (origin && origins.includes(origin)) used.add(origin);
      else $(script).remove();
    } else if (RUNS.has(($(script).attr('type') ?? '').trim().toLowerCase())) {
      scripts.add(toHash($(script).html() ?? ''));
    }
  });
  $('style').each((_, style) => {
    styles.add(toHash($(style).html() ?? ''));
  });
  $('base, meta[http-equiv]').remove();
  $('*').each((_, element) => {
    if (element.type === 'tag' || element.type === 'script' || element.type === 'style') {
      for (const name of Object.keys(element.attribs)) if (/^on/i.test(name)) $(element).removeAttr(name);
    }
  });
  return { html: $.html(), scripts: [...scripts], styles: [...styles], origins: [...used] };
}

function toHash(text: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
