import { expect, test } from 'vitest';
import { toHtml } from '../../core/richtext/to-html.ts';
import { CARDS } from './cards.ts';
import { toOurBody } from './koenig.ts';

function read(...children: unknown[]) {
  const warnings: string[] = [];
  const body = toOurBody({ root: { type: 'root', children } }, { seed: 'post', warn: (message) => warnings.push(message) });
  return { body, warnings, html: toHtml(body, { reader: 'staff' }) };
}
const text = (words: string) => ({ type: 'extended-text', text: words, format: 0 });
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children });

test('a card nobody knows is kept whole and said', () => {
  const { body, warnings } = read({ type: 'hologram', version: 7, angle: 3 });
  expect(body.root.children).toMatchObject([
    { type: 'block', fields: { blockType: 'ghost-card', cardType: 'hologram', json: { type: 'hologram', version: 7, angle: 3 } } },
  ]);
  expect(warnings).toEqual(['A card of the kind "hologram" is not known here and was kept as it is.']);
});

test('loose words get a paragraph, a card in a line goes behind it', () => {
  expect(read(text('a'), text('b'), { type: 'horizontalrule' }).html).toBe('<p>ab</p><hr>');
  expect(read(paragraph(text('a'), { type: 'codeblock', code: 'x' }, text('b'))).html).toBe(
    '<p>ab</p><pre tabindex="0"><code>x</code></pre>',
  );
});

test('editor left-overs go, words in them do not', () => {
  expect(read(paragraph({ type: 'zwnj' }, { type: 'tk', text: 'TK', format: 0 }, { type: 'at-link', children: [] })).html).toBe(
    '<p>TK</p>',
  );
});

test('a link keeps rel, title, target; one without an address does not break the body', () => {
  const link = (fields: object) => paragraph({ type: 'link', children: [text('x')], ...fields });
  expect(read(link({ url: '/a', rel: 'nofollow', title: 'T', target: '_blank' })).html).toBe(
    '<p><a href="/a" title="T" target="_blank" rel="nofollow noopener">x</a></p>',
  );
  expect(read(link({ url: null })).html).toBe('<p><a href="#">x</a></p>');
});

test('the same body has the same ids, another post has others', () => {
  const tree = { root: { children: [{ type: 'paywall' }, { type: 'paywall' }] } };
  const ids = (seed: string) =>
    toOurBody(tree, { seed, warn: () => {} }).root.children.map((node) => (node.type === 'block' ? node.fields.id : ''));
  expect(ids('a')).toEqual(ids('a'));
  expect(new Set([...ids('a'), ...ids('b')]).size).toBe(4);
});

test('columns of the wrong type harm nothing', () => {
  for (const type of CARDS.keys()) {
    for (const wrong of [null, 7, [], {}, [null, 3], { root: 1 }]) {
      const card = Object.fromEntries(
        [
          'src',
          'images',
          'caption',
          'metadata',
          'visibility',
          'labels',
          'width',
          'html',
          'calloutText',
          'content',
          'segment',
          'buttonUrl',
          'layout',
          'loop',
        ].map((name) => [name, wrong]),
      );
      expect(() => read({ type, ...card })).not.toThrow();
    }
  }
  expect(() => read({ type: 'list', children: 'x', start: {} }, { type: 'extended-heading', tag: 9 }, null, 3, [])).not.toThrow();
});

test('an empty tree is an empty body', () => {
  for (const tree of [null, {}, { root: null }, { root: { children: 3 } }, []]) {
    expect(toHtml(toOurBody(tree, { seed: '', warn: () => {} }))).toBe('');
  }
});
