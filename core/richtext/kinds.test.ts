import { expect, test } from 'vitest';
import type { HtmlKind } from './context.ts';
import { toHtml } from './to-html.ts';
import type { BlockFields, BodyNode } from './types.ts';
import { toBody } from './types.ts';

const block = (blockType: string, fields: Record<string, unknown> = {}): BodyNode => ({
  type: 'block',
  version: 2,
  format: '',
  fields: { id: 'b1', blockName: '', blockType, ...fields } satisfies BlockFields,
});
const render = (kind: HtmlKind, node: BodyNode, options = {}) =>
  toHtml(toBody([node]), { kind, baseUrl: 'https://blog.example', pageUrl: 'https://blog.example/post/', ...options });
const AWAY = ['feed', 'mail', 'fediverse'] as const;

test.each(AWAY)('in a %s nothing plays, opens a frame or needs a script', (kind) => {
  const cards = [
    block('video', { src: '/v.mp4', thumbnailSrc: '/v.jpg', duration: 65, caption: 'A film' }),
    block('audio', { src: '/s.mp3', title: 'A sound', duration: 5 }),
    block('embed', { url: 'https://v.example/1', html: '<iframe src="https://v.example/e"></iframe>', title: 'Elsewhere' }),
    block('html', { html: '<script>x()</script><p>words</p>' }),
    block('signup', { header: 'Join', buttonText: 'Yes' }),
  ];
  const html = cards.map((card) => render(kind, card)).join('');
  expect(html).not.toMatch(/<(?:video|audio|iframe|script|form)|srcset|style=|\b(?:href|src)="\//);
  for (const words of ['A film', 'A sound (0:05)', 'Elsewhere', 'words', 'Join', 'Yes']) expect(html).toContain(words);
  expect(html).toContain('<img src="https://blog.example/v.jpg"');
  expect(html).toContain(`<a href="${kind === 'mail' ? 'https://blog.example/post/' : 'https://blog.example/v.mp4'}"><img`);
});

test('a page and a file have the players themselves, which load nothing before they are played', () => {
  for (const kind of ['site', 'export'] as const) {
    expect(render(kind, block('video', { src: '/v.mp4' }))).toContain('preload="none"');
    expect(render(kind, block('audio', { src: '/s.mp3' }))).toContain('preload="none"');
  }
});

test('the fediverse gets paragraphs in place of figures, and no ids on headings', () => {
  const heading: BodyNode = { version: 1, format: '', indent: 0, direction: null, type: 'heading', tag: 'h2', children: [] };
  expect(render('fediverse', heading)).not.toContain('id=');
  expect(render('fediverse', block('image', { src: '/a.png', alt: 'A', caption: 'Said' }))).toMatch(/^<p><img [^>]+><\/p><p>Said<\/p>$/);
});

test('cards for mails are in mails alone, with the words that the mail has for its reader', () => {
  const card = block('email', { html: '<p>Hello <code>{first_name, "friend"}</code></p>' });
  for (const kind of ['site', 'feed', 'fediverse', 'export'] as const) expect(render(kind, card)).toBe('');
  expect(render('mail', card)).toBe('<p>Hello friend</p>');
  expect(render('mail', card, { nameFor: () => '<b>Ada</b>' })).toBe('<p>Hello &lt;b&gt;Ada&lt;/b&gt;</p>');
});

test('a mail goes to those whom a card is mailed to, a page to those whom it is shown to', () => {
  const card = block('html', { html: '<p>x</p>', shownTo: ['paid'], mailedTo: ['members'] });
  expect([render('site', card, { reader: 'paid' }), render('mail', card, { reader: 'paid' })]).toEqual([expect.stringContaining('x'), '']);
  expect(render('mail', card, { reader: 'member' })).toContain('x');
  expect(render('feed', card)).toBe('');
});

test('no picture of a mail is wider than mails are', () => {
  expect(render('mail', block('image', { src: '/a.png', width: 1200, height: 900 }))).toContain('width="600" height="450"');
});

test('a picture kept here has its formats on a page, and one address elsewhere', () => {
  const media = {
    url: 'https://cms.example/media/1/a.png',
    alt: 'A',
    width: 10,
    height: 5,
    srcset: '/media/1/480.webp 480w',
    sources: [{ type: 'image/avif', srcset: '/media/1/480.avif 480w' }],
  };
  const card = block('image', { media: '1' });
  const findMedia = () => media;
  expect(render('site', card, { findMedia })).toMatch(/<picture><source type="image\/avif".*srcset="\/media\/1\/480.webp 480w"/);
  expect(render('feed', card, { findMedia })).toContain('<img src="https://cms.example/media/1/a.png" alt="A" width="10" height="5"');
  expect(render('feed', card, { findMedia })).not.toContain('srcset');
});

test('scripts of a card by hand run nowhere; away from the page it says where the whole is', () => {
  const card = block('html', { html: '<script>x()</script><p>words</p>' });
  expect(render('site', card)).toBe('<div class="card-html"><p>words</p></div>');
  expect(render('feed', card)).toContain('<p>words</p><p class="script-link"><a href="https://blog.example/post/">');
  expect(render('feed', block('html', { html: '<p>words</p>' }))).not.toContain('script-link');
});

test('colours chosen by number keep words that can be read, and go nowhere but to pages', () => {
  const card = block('header', { header: 'H', backgroundColor: '#000000', textColor: '#111111' });
  expect(render('site', card)).toContain('style="--card-ground:#000000;--card-ink:#ffffff"');
  expect(render('feed', card)).not.toContain('style');
  expect(render('site', block('header', { header: 'H', backgroundColor: 'red;position:fixed' }))).not.toContain('style');
  expect(render('site', block('callout', { text: toBody([]), backgroundColor: 'blue" onclick="x' }))).not.toContain('onclick');
});
