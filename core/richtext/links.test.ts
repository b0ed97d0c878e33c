import { expect, test } from 'vitest';
import { listLinks, rewriteLinks, toRewrite } from './links.ts';
import { type Body, type BodyNode, toBody } from './types.ts';

const element = { version: 1, format: '', indent: 0, direction: null } as const;
const link = (url: string, text: string, more: object = {}): BodyNode => ({
  ...element,
  type: 'paragraph',
  children: [
    {
      ...element,
      type: 'link',
      fields: { linkType: 'custom', url, ...more },
      children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
    },
  ],
});
const block = (blockType: string, fields: object): BodyNode => ({
  type: 'block',
  version: 2,
  format: '',
  fields: { id: 'b', blockName: '', blockType, ...fields },
});

const urls = (body: Body) => listLinks(body).map(({ url }) => url);

test('links of the text, with their words', () => {
  expect(listLinks(toBody([link('https://a.example/', 'a page')]))).toEqual([{ url: 'https://a.example/', where: 'a page' }]);
});

test('an internal link has no address to mend', () => {
  expect(urls(toBody([link('https://old.example/', 'ours', { linkType: 'internal', doc: { relationTo: 'posts', value: 'x' } })]))).toEqual(
    [],
  );
});

test.each([
  ['button', { buttonText: 'Go', buttonUrl: 'https://a.example/go' }, ['https://a.example/go']],
  [
    'bookmark',
    { url: 'https://a.example/', icon: 'https://a.example/i.png', title: 'https is a title' },
    ['https://a.example/', 'https://a.example/i.png'],
  ],
  [
    'product',
    { productUrl: 'https://a.example/p', productImageSrc: 'https://a.example/p.jpg' },
    ['https://a.example/p', 'https://a.example/p.jpg'],
  ],
  [
    'gallery',
    { images: [{ src: '/1.jpg', href: '/one/' }, { src: '/2.jpg' }], caption: '<a href="/two/">x</a>' },
    ['/1.jpg', '/one/', '/2.jpg', '/two/'],
  ],
  ['html', { html: `<a href='/x?a=1&amp;b=2'>x</a> <img srcset="/s.jpg 1x, /l.jpg 2x">` }, ['/x?a=1&b=2', '/s.jpg', '/l.jpg']],
  [
    'markdown',
    { markdown: 'A [link](https://a.example/m "t"), <https://a.example/auto>\n\n[ref]: https://a.example/ref' },
    ['https://a.example/m', 'https://a.example/ref', 'https://a.example/auto'],
  ],
  ['call-to-action', { text: toBody([link('/inner/', 'inner')]), buttonUrl: '/cta/' }, ['/inner/', '/cta/']],
  ['toggle', { heading: 'Not <b>a</b> link', content: '<a href="/t/">t</a>' }, ['/t/']],
])('every address of a %s card', (name, fields, expected) => {
  expect(urls(toBody([block(name, fields)]))).toEqual(expected);
});

test('a media document that was read along is left alone', () => {
  expect(urls(toBody([block('image', { media: { id: 'm', url: '/media/m.jpg' }, href: '/x/' })]))).toEqual(['/x/']);
});

test('rewriting changes only what the rule names, and says what', () => {
  const body = toBody([
    link('https://old.example/a', 'a'),
    link('https://old.example.org/a', 'other'),
    block('html', { html: '<p>https://old.example/a</p><a class="x" href="https://old.example/b?x=1&amp;y=2">b</a>' }),
    block('markdown', { markdown: '![p](https://old.example/p.png)' }),
    block('code', { code: 'https://old.example/code', language: 'text' }),
  ]);
  const { body: after, changes } = rewriteLinks(
    body,
    toRewrite({ from: 'https://old.example', to: 'https://new.example/x', prefix: true }),
  );
  expect(changes.map(({ url, after: next }) => `${url} → ${next}`)).toEqual([
    'https://old.example/a → https://new.example/x/a',
    'https://old.example/b?x=1&y=2 → https://new.example/x/b?x=1&y=2',
    'https://old.example/p.png → https://new.example/x/p.png',
  ]);
  const text = JSON.stringify(after);
  expect(text).toContain('<p>https://old.example/a</p><a class=\\"x\\" href=\\"https://new.example/x/b?x=1&amp;y=2\\">b</a>');
  expect(text).toContain('https://old.example.org/a');
  expect(text).toContain('https://old.example/code');
  expect(JSON.stringify(body)).not.toContain('new.example');
});

test('without a change it is the very same body', () => {
  const body = toBody([link('/a/', 'a'), block('html', { html: `<a href = '/b?x&y'>b</a>` })]);
  expect(rewriteLinks(body, () => null).body).toBe(body);
});

test.each([
  ['/old/', '/old/', true, '/new/'],
  ['/old/', '/old/x/', false, null],
  ['/old/', '/old/x/', true, '/new/x/'],
  ['/old', '/older', true, null],
  ['/old', '/old?x', true, '/new/?x'],
])('the rule %s on %s (prefix %s) gives %s', (from, url, _prefix, expected) => {
  expect(toRewrite({ from, to: '/new/', prefix: _prefix })(url)).toBe(expected);
});
