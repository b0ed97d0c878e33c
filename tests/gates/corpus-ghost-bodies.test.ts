import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { toHtml } from '../../core/richtext/to-html.ts';
import { createAddressChanger } from '../../plugins/ghost-import/addresses.ts';
import { mapStrings } from '../../plugins/ghost-import/clean.ts';
import { toOurBody } from '../../plugins/ghost-import/koenig.ts';

const corpus = path.resolve(import.meta.dirname, '../../../shared/fixtures');
const isThere = existsSync(path.join(corpus, 'ghost')) && existsSync(path.join(corpus, 'koenig'));
if (!isThere) console.warn(`The corpora of Ghost and Koenig are not in ${corpus}: their checks did not run.`);

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(corpus, name), 'utf8'));
const toOurs = createAddressChanger('http://127.0.0.1:2368');

function render(tree: unknown): { html: string; warnings: string[] } {
  const warnings: string[] = [];
  const body = toOurBody(mapStrings(tree, toOurs), { seed: 'corpus', warn: (message) => warnings.push(message) });
  return { html: toHtml(body, { reader: 'staff' }), warnings };
}

/** Words, links and pictures of a document, in order; players' and icons' own words aside. */
function factsOf(html: string): string[] {
  const $ = load(html);
  $('svg, script, style, button').remove();
  $('body *').append(' ');
  const attributes = (selector: string, name: string) =>
    $(selector)
      .toArray()
      .map((one) => `${name}=${$(one).attr(name)}`);
  return [...$('body').text().split(/\s+/).filter(Boolean), ...attributes('a[href]', 'href'), ...attributes('img[src]', 'src')];
}

function lost(from: string, to: string): string[] {
  const left = factsOf(to);
  return factsOf(from).filter((fact) => {
    const index = left.indexOf(fact);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** What Ghost's HTML has and ours has not; both ways: a line that is no longer true fails as well. */
const LEDGER: Record<string, { lost: string[]; because: string }> = {
  'card-audio': { lost: ['0:00', '/60'], because: 'the browser’s own player shows the time' },
  'card-video': { lost: Array(5).fill(['0:00', '/1:00']).flat(), because: 'the browser’s own player shows the time' },
  everything: { lost: ['Bytes', '0:00', '/12.3'], because: 'sizes are written our way; the player shows the time' },
  'card-file': { lost: Array(3).fill(['121', 'KB']).flat(), because: 'sizes are written our way' },
  'card-signup': { lost: Array(8).fill('Success!'), because: 'said by our own sign-up once it has worked' },
  landing: { lost: ['ok'], because: 'said by our own sign-up once it has worked' },
};

interface ExportedPost {
  slug: string;
  lexical: string;
  html: string;
}

describe.runIf(isThere)('bodies of the kitchen-sink site', () => {
  const posts = isThere ? (read('ghost/export.json') as { db: [{ data: { posts: ExportedPost[] } }] }).db[0].data.posts : [];
  // A member's podcast player, made for one reader; Ghost exports it as an unfilled template.
  const compared = posts.filter((post) => post.slug !== 'card-transistor');

  test.each(compared.map((post) => [post.slug, post] as const))('%s says what it said in Ghost', (slug, post) => {
    const { html, warnings } = render(JSON.parse(post.lexical));
    expect(warnings).toEqual([]);
    expect(lost(toOurs(post.html), html)).toEqual(LEDGER[slug]?.lost ?? []);
  });

  test('a planted loss is seen', () => {
    const post = compared.find(({ slug }) => slug === 'everything');
    const { html } = render(JSON.parse(post?.lexical ?? ''));
    for (const loss of ['external', 'href="/card-image/"', '<li>a.1</li>', 'src="http://127.0.0.1:2368/content/images/2026/11/wide.png"']) {
      expect(html).toContain(loss);
      expect(lost(toOurs(post?.html ?? ''), html.replace(loss, ''))).not.toEqual(LEDGER.everything?.lost);
    }
  });
});

interface Pair {
  test: string;
  kind: string;
  input: Record<string, unknown>;
}

describe.runIf(isThere)('the editor’s own cases', () => {
  const pairs = (name: string) => (isThere ? (read(`koenig/${name}.json`) as Pair[]) : []);
  const asTree = (input: Record<string, unknown>) => ('root' in input ? input : { root: { type: 'root', children: [input] } });

  test.each([...pairs('kg-default-nodes'), ...pairs('kg-lexical-html-renderer')].map((pair) => [pair.test, pair] as const))(
    '%s',
    (_name, { input }) => {
      const { html, warnings } = render(asTree(input));
      expect(html).not.toMatch(/<script|javascript:| on\w+=/i);
      expect(warnings.filter((warning) => warning.includes('not known here'))).toEqual([]);
    },
  );
});
