import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { toHtml } from '../../core/richtext/to-html.ts';
import { type Body, toBody } from '../../core/richtext/types.ts';
import { createAddressChanger } from '../../plugins/ghost-import/addresses.ts';
import { mapStrings } from '../../plugins/ghost-import/clean.ts';
import { toOurBody } from '../../plugins/ghost-import/koenig.ts';
import { listLosses, toFingerprint } from './difference.ts';
import { compareLedger, readLedger } from './ledger.ts';
import { normalise } from './normalise.ts';
import { plantLosses } from './planted.ts';

const corpus = path.resolve(import.meta.dirname, '../../../shared/fixtures');
const isThere = existsSync(path.join(corpus, 'ghost')) && existsSync(path.join(corpus, 'koenig'));
if (!isThere) console.warn(`The corpora of Ghost and Koenig are not in ${corpus}: their checks did not run.`);

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(corpus, name), 'utf8'));
const toOurs = createAddressChanger('http://127.0.0.1:2368');

function render(tree: unknown): { html: string; warnings: string[] } {
  const warnings: string[] = [];
  const body = toOurBody(mapStrings(tree, toOurs), { seed: 'corpus', warn: (message) => warnings.push(message) });
  return { html: toHtml(withoutHidden(body), { reader: 'staff', signUpUrl: '/join/' }), warnings };
}

/** Ghost's HTML has the cards of all readers side by side; those that nobody sees are not in it. */
function withoutHidden(body: Body): Body {
  const isHidden = (shownTo: unknown) => Array.isArray(shownTo) && shownTo.includes('nobody');
  return toBody(body.root.children.filter((node) => node.type !== 'block' || !isHidden(node.fields.shownTo)));
}

interface ExportedPost {
  slug: string;
  lexical: string;
  html: string;
}

describe.runIf(isThere)('bodies of the kitchen-sink site', () => {
  const posts = isThere ? (read('ghost/export.json') as { db: [{ data: { posts: ExportedPost[] } }] }).db[0].data.posts : [];
  const compared = posts.map((post) => {
    const { html, warnings } = render(JSON.parse(post.lexical));
    return { slug: post.slug, warnings, ghost: normalise(toOurs(post.html)), ours: normalise(html), html };
  });

  const ledger = readLedger(new URL('./corpus-ghost-bodies.txt', import.meta.url));
  const different = compared
    .filter(({ ghost, ours }) => JSON.stringify(ghost) !== JSON.stringify(ours))
    .map((one) => ({ ...one, key: `${one.slug} ${toFingerprint(one)}` }));

  test('each says what it said in Ghost, line by line, or differs just so as a line with its reason says', () => {
    const { unlisted, healed } = compareLedger(
      different.map(({ key }) => key),
      ledger,
    );
    console.log(`posts of a whole export that are the same: ${compared.length - different.length} of ${compared.length}`);
    expect(different.filter(({ key }) => unlisted.includes(key)).map(({ key, ghost, ours }) => ({ key, ghost, ours }))).toEqual([]);
    expect(healed).toEqual([]);
  });

  test('one more loss in a post that has a line is seen', () => {
    for (const { slug, ghost, ours } of different) {
      const losses = listLosses(ours);
      expect(losses.length).toBeGreaterThan(5);
      const excused = losses.filter((lost) => ledger.some(({ key }) => key === `${slug} ${toFingerprint({ ghost, ours: lost })}`));
      expect(excused, slug).toEqual([]);
    }
  });

  test('nothing was left out with a warning', () => {
    expect(compared.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  test('a loss planted anywhere in a post with everything is seen', () => {
    const everything = compared.find(({ slug }) => slug === 'everything');
    const { tried, unseen } = plantLosses(everything?.html ?? '');
    expect(unseen).toEqual([]);
    expect(tried).toBeGreaterThan(100);
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
