import { expect, test } from 'vitest';
import { RENDERERS } from '../core/richtext/blocks.ts';
import { toPublicBody } from '../core/richtext/paywall.ts';
import { toHtml } from '../core/richtext/to-html.ts';
import { toText } from '../core/richtext/to-text.ts';
import { everything } from './everything.ts';
import { toLexical } from './lexical.ts';

const resolve = { media: (name: string) => `id-of-${name}` };
const html = (text: string) =>
  toHtml(toLexical(text, resolve), {
    headingIds: false,
    findMedia: (id) => ({ url: `/${id}.webp`, alt: 'A field', width: 3, height: 2 }),
  });

test('blocks become elements', () => {
  expect(html('## Rows\n\nOne line\ngoes on.\n\n- leeks\n- kale\n\n1. dig\n2. eat\n\n> slow\n\n---')).toBe(
    '<h2>Rows</h2><p>One line goes on.</p><ul><li>leeks</li><li>kale</li></ul><ol><li>dig</li><li>eat</li></ol>' +
      '<blockquote>slow</blockquote><hr>',
  );
});

test('marks and links stand inside a line', () => {
  expect(html('A *soft* and **hard** `x`, [here](/about/).')).toBe(
    '<p>A <em>soft</em> and <strong>hard</strong> <code>x</code>, <a href="/about/">here</a>.</p>',
  );
});

test('a picture is resolved by its name', () => {
  expect(html('!field Frost at seven')).toContain('src="/id-of-field.webp"');
});

test('what stands under the paywall is not public', () => {
  const body = toPublicBody(toLexical('For all.\n\n=== members ===\n\nFor some.', resolve), 'members');
  expect(toText(body)).toBe('For all.');
});

test('the page with everything has every card there is, and tables and notes', () => {
  const body = toLexical(everything.text, { media: (name) => name });
  const used = new Set(body.root.children.flatMap((node) => (node.type === 'block' ? [node.fields.blockType] : [])));
  expect([...used, 'footnote'].toSorted()).toEqual([...RENDERERS.keys()].toSorted());
  const html = toHtml(body);
  expect(html).toContain('<caption>What came out of the long field');
  expect(html.match(/role="doc-noteref"/g)).toHaveLength(3);
});
