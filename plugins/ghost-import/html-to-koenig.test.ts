import { beforeAll, expect, test } from 'vitest';
import { toHtml } from '../../core/richtext/to-html.ts';
import { getHtmlToKoenig } from './html-to-koenig.ts';
import { toOurBody } from './koenig.ts';

// Ghost's reader brings a whole DOM along, which takes its time to load.
beforeAll(() => void getHtmlToKoenig(), 60_000);

const read = (html: string) => toHtml(toOurBody(getHtmlToKoenig()(html), { seed: 'x', warn: () => {} }));

test.each([
  ['<p>One <b>two</b> <a href="/x">three</a></p>', '<p>One <strong>two</strong> <a href="/x">three</a></p>'],
  ['<ul><li>a</li><li>b</li></ul><hr>', '<ul><li>a</li><li>b</li></ul><hr>'],
  ['<h2>H</h2><blockquote>Q</blockquote>', '<h2 id="h">H</h2><blockquote>Q</blockquote>'],
  [
    '<pre><code class="language-js">x &lt; 1</code></pre>',
    '<pre tabindex="0"><code class="language-js">x &lt; <span class="hl-number">1</span></code></pre>',
  ],
  [
    '<!--kg-card-begin: html--><table><tr><td>1</td></tr></table><!--kg-card-end: html-->',
    '<div class="card-html"><div class="table-scroll" tabindex="0"><table><tbody><tr><td>1</td></tr></tbody></table></div></div>',
  ],
])('%s', (html, expected) => {
  expect(read(html)).toBe(expected);
});

test('a picture comes as a card', () => {
  expect(read('<figure class="kg-card kg-image-card"><img src="/a.png" alt="A"><figcaption>C</figcaption></figure>')).toContain(
    '<figcaption>C</figcaption>',
  );
});
