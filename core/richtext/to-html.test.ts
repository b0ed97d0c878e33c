import { expect, test } from 'vitest';
import { toHtml } from './to-html.ts';
import type { BlockFields, BodyNode } from './types.ts';
import { toBody } from './types.ts';

const element = { version: 1, format: '', indent: 0, direction: null } as const;
const text = (words: string, format = 0): BodyNode => ({
  type: 'text',
  version: 1,
  text: words,
  format,
  detail: 0,
  mode: 'normal',
  style: '',
});
const paragraph = (...children: BodyNode[]): BodyNode => ({ ...element, type: 'paragraph', children });
const block = (blockType: string, fields: Record<string, unknown> = {}): BodyNode => ({
  type: 'block',
  version: 2,
  format: '',
  fields: { id: 'b', blockName: '', blockType, ...fields } satisfies BlockFields,
});
const html = (node: BodyNode, options = {}) => toHtml(toBody([node]), options);

test('every mark has its element, the highlight too', () => {
  const marks = [1, 2, 4, 8, 16, 32, 64, 128].map((bit) => text('x', bit));
  expect(html(paragraph(...marks))).toBe(
    '<p><strong>x</strong><em>x</em><s>x</s><u>x</u><code>x</code><sub>x</sub><sup>x</sup><mark>x</mark></p>',
  );
});

test('text is text, whatever it looks like', () => {
  expect(html(paragraph(text('<script>"&\'')))).toBe('<p>&lt;script&gt;&quot;&amp;&#39;</p>');
});

test('headings have ids, each its own, and none when not wanted', () => {
  const heading: BodyNode = { ...element, type: 'heading', tag: 'h2', children: [text('What, now?')] };
  const twice = toBody([heading, heading]);
  expect(toHtml(twice)).toBe('<h2 id="what-now">What, now?</h2><h2 id="what-now-1">What, now?</h2>');
  expect(toHtml(twice, { headingIds: false })).not.toContain('id=');
});

test('a link keeps title and rel, opens a new tab safely, and never runs a script', () => {
  const link = (fields: Record<string, unknown>): BodyNode => ({
    ...element,
    type: 'link',
    fields: { linkType: 'custom', ...fields },
    children: [text('x')],
  });
  expect(html(paragraph(link({ url: '/about/', title: 'T', rel: 'nofollow', newTab: true })))).toBe(
    '<p><a href="/about/" title="T" target="_blank" rel="nofollow noopener">x</a></p>',
  );
  expect(html(paragraph(link({ url: 'java\nscript:alert(1)' })))).toBe('<p>x</p>');
  expect(html(paragraph(link({ url: '/about/' })), { baseUrl: 'https://blog.example' })).toContain('href="https://blog.example/about/"');
});

test('an inner list belongs to the item before it', () => {
  const item = (...children: BodyNode[]): BodyNode => ({ ...element, type: 'listitem', value: 1, children });
  const list = (...children: BodyNode[]): BodyNode => ({ ...element, type: 'list', listType: 'bullet', tag: 'ul', start: 1, children });
  expect(html(list(item(text('a')), item(list(item(text('b')))), item(text('c'))))).toBe(
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
  );
});

test('raw HTML loses scripts, handlers, styles and forms, and keeps its words', () => {
  const raw =
    '<div onclick="x()" style="color:red"><script>alert(1)</script><a href="javascript:x()">a</a><form><input>b</form><img src=x onerror=y></div>';
  expect(html(block('html', { html: raw }))).toBe('<div class="card-html"><div><a>a</a>b<img src="x" alt="" loading="lazy" /></div></div>');
});

test('a frame asks nobody before a click, and is a link in a feed', () => {
  const embed = block('embed', {
    url: 'https://v.example/1',
    html: '<iframe src="https://v.example/e?a=1&amp;b=2" title="Film" onload="x()"></iframe>',
  });
  const page = html(embed);
  expect(page).not.toMatch(/<iframe[^>]* src=/);
  expect(page).not.toContain('onload');
  expect(page).toContain('srcdoc=');
  expect(page).toContain('sandbox=');
  expect(html(embed, { kind: 'feed' })).toBe(
    '<figure class="card-embed"><p class="embed-link"><a href="https://v.example/1" rel="noopener">Film</a></p></figure>',
  );
  expect(html(block('html', { html: '<iframe src="javascript:alert(1)"></iframe>' }))).toBe('');
});

test('what is shown to some is shown to them only', () => {
  const secret = block('html', { html: '<p>for payers</p>', shownTo: ['paid'] });
  expect(html(secret)).toBe('');
  expect(html(secret, { reader: 'member' })).toBe('');
  expect(html(secret, { reader: 'paid' })).toContain('for payers');
  expect(html(secret, { reader: 'tiers:gold' })).toContain('for payers');
});

test('mail cards are in mails only, with the word for a nameless reader', () => {
  const mail = block('email', { html: '<p>Hello {first_name, "friend"}</p>' });
  expect(html(mail)).toBe('');
  expect(html(mail, { kind: 'mail' })).toBe('<p>Hello friend</p>');
});

test('a picture has its ratio, its caption is sanitised', () => {
  const image = block('image', {
    src: '/content/images/a.png',
    alt: 'A "b"',
    width: 12,
    height: 8,
    cardWidth: 'wide',
    caption: '<b>c</b><script>x</script>',
  });
  expect(html(image)).toBe(
    '<figure class="card-image card-wide"><img src="/content/images/a.png" alt="A &quot;b&quot;" width="12" height="8" loading="lazy" decoding="async"><figcaption><b>c</b></figcaption></figure>',
  );
});

test('markdown has tables and footnotes and is sanitised', () => {
  const out = html(block('markdown', { markdown: '## MD\n\n| a |\n|---|\n| 1 |\n\nfoot[^1]\n\n[^1]: note\n\n<script>x</script>' }));
  expect(out).toContain('<h2 id="md">MD</h2>');
  expect(out).toContain('<td>1</td>');
  expect(out).toContain('href="#note-1"');
  expect(out).toContain('<li id="note-1">note <a class="footnote-backref"');
  expect(out).toContain('<div class="table-scroll" tabindex="0"><table>');
  expect(out).not.toContain('script');
});

test('a kept card shows its exported HTML, an unknown block nothing, an unknown node its words', () => {
  expect(html(block('ghost-card', { cardType: 'x', html: '<p>kept</p>' }))).toBe('<div class="card-html"><p>kept</p></div>');
  expect(html(block('never-heard-of'))).toBe('');
  // As it comes from the database, from a later version of ours.
  const later: BodyNode = JSON.parse(JSON.stringify({ ...element, type: 'later', children: [text('words')] }));
  expect(html(later)).toBe('words');
});

test('nesting beyond reason ends instead of overflowing', () => {
  let node: BodyNode = paragraph(text('deep'));
  for (let depth = 0; depth < 20_000; depth++) node = { ...element, type: 'quote', children: [node] };
  expect(html(node)).not.toContain('deep');
});
