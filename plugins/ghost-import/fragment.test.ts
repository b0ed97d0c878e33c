import { expect, test } from 'vitest';
import { toHtml } from '../../core/richtext/to-html.ts';
import { toFragment } from './fragment.ts';

function read(html: string) {
  const warnings: string[] = [];
  let count = 0;
  const body = toFragment(html, { nextId: () => `id${count++}`, warn: (message) => warnings.push(message) });
  return { html: toHtml(body), warnings };
}

test.each([
  ['a <b><strong>b</strong></b> <em>c</em>', '<p>a <strong>b</strong> <em>c</em></p>'],
  ['<p dir="ltr"><span style="white-space: pre-wrap;">a</span></p><p>b<br>c</p>', '<p>a</p><p>b<br>c</p>'],
  ['<p>a <a href="/x" rel="nofollow" target="_blank">b</a></p>', '<p>a <a href="/x" target="_blank" rel="nofollow noopener">b</a></p>'],
  ['<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
  ['<h3>a</h3><blockquote>b</blockquote>', '<h3 id="a">a</h3><blockquote>b</blockquote>'],
  ['<s><u><code>x</code></u></s>', '<p><s><u><code>x</code></u></s></p>'],
  ['a &lt;b&gt; &amp; c', '<p>a &lt;b&gt; &amp; c</p>'],
  ['', ''],
])('%s', (html, expected) => {
  expect(read(html)).toEqual({ html: expected, warnings: [] });
});

test('a picture stays reachable, an unknown element keeps its words, a script nothing', () => {
  expect(read('<p>a<img src="/i.png" alt="I"><marquee>b</marquee><script>c</script></p>')).toEqual({
    html: '<p>a<a href="/i.png">I</a>b</p>',
    warnings: ['<img> stands as a link to what it showed.', '<marquee> was left out, its words were kept.'],
  });
});

test('nesting beyond reason ends', () => {
  expect(read(`${'<div>'.repeat(5000)}deep`).html).toBe('');
});
