import { expect, test } from 'vitest';
import { normalise } from './normalise.ts';
import { plantLosses } from './planted.ts';

const DOCUMENT = `
  <h2 id="one">One <em>heading</em></h2>
  <p>Words with <strong>weight</strong>, <em>stress</em>, <s>regret</s>, <u>a line</u>, <code>code</code>, H<sub>2</sub>O, m<sup>2</sup>, <mark>colour</mark>
  and <a href="https://a.example/" title="T" rel="nofollow">a <strong>link</strong> there</a>.<br>A second line.</p>
  <h3 id="two">Two</h3>
  <ul><li>a<ul><li>b</li><li>c<ol start="3"><li>d</li></ol></li></ul></li><li>e</li></ul>
  <blockquote>Quoted</blockquote><blockquote class="kg-blockquote-alt">Aside</blockquote><hr>
  <figure class="kg-card kg-image-card kg-width-wide"><a href="/there/"><img src="/a.png" alt="A" width="300" height="200" title="P"></a><figcaption>Said <b>of it</b></figcaption></figure>
  <figure class="kg-card kg-gallery-card kg-width-wide"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="/b.png" alt="B"></div><div class="kg-gallery-image"><img src="/c.png" alt="C"></div></div></figure>
  <pre><code class="language-js">const a = 1;\n  b();</code></pre>
  <figure class="kg-card kg-video-card"><video src="/v.mp4" poster="/v.jpg" loop></video><figcaption>Film</figcaption></figure>
  <div class="kg-card kg-audio-card"><audio src="/s.mp3"></audio><div class="kg-audio-title">Sound</div></div>
  <figure class="kg-card kg-embed-card"><iframe src="https://v.example/e"></iframe></figure>
  <table><caption>Sums</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td colspan="2">1</td></tr></tbody></table>
  <figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://b.example/"><div class="kg-bookmark-title">Title</div><div class="kg-bookmark-description">About</div><img class="kg-bookmark-icon" src="/i.png"></a></figure>
  <div class="kg-card kg-callout-card"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">A <i>remark</i></div></div>
  <div class="kg-card kg-product-card"><h4 class="kg-product-card-title">Good</h4><div class="kg-product-card-description">One two</div></div>`;

test('every loss that is planted in a document of all kinds is seen', () => {
  const { tried, unseen } = plantLosses(DOCUMENT);
  expect(unseen).toEqual([]);
  expect(tried).toBeGreaterThan(120);
});

test.each([
  ['marks in another order', '<b><i>a</i></b>', '<em><strong>a</strong></em>'],
  ['a mark in two pieces', '<b>a </b><b>b</b>', '<strong>a b</strong>'],
  ['white space', '<p>a\n   b </p>', '<div>a b</div>'],
  ['an empty paragraph', '<p>a</p><p></p><p>b</p>', '<p>a</p><p>b</p>'],
  ['names of classes', '<div class="kg-card kg-callout-card">a</div>', '<div class="card card-callout tint-blue">a</div>'],
  ['a smaller copy', '<img src="/content/images/size/w600/a.png">', '<img src="/content/images/a.png" alt="" loading="lazy">'],
  ['a table that lays out', '<table border="0"><tr><td>a</td></tr></table>', '<p>a</p>'],
  [
    'a frame before its click',
    '<iframe src="https://v.example/"></iframe>',
    '<iframe srcdoc="<a href=\'https://v.example/\'>Show</a>"></iframe>',
  ],
  ['what protects the page', '<a href="/a" rel="noopener noreferrer">a</a>', '<a href="/a">a</a>'],
  ['a still behind a film', '<video src="/v" style="background: url(\'/p\')"></video>', '<video src="/v" poster="/p"></video>'],
])('%s does not count', (_name, one, other) => {
  expect(normalise(one)).toEqual(normalise(other));
});

test.each([
  ['a space', '<b>a</b> b', '<b>a</b>b'],
  ['a space that is not broken', '<p>a&nbsp;b</p>', '<p>a b</p>'],
  ['a line of its own', '<p>a</p><p>b</p>', '<p>a b</p>'],
  ['another relation', '<a href="/a" rel="nofollow">a</a>', '<a href="/a">a</a>'],
  ['the first number', '<ol start="4"><li>a</li></ol>', '<ol><li>a</li></ol>'],
  ['the id of a heading', '<h2 id="a">a</h2>', '<h2>a</h2>'],
  ['the ratio', '<img src="/a" width="3" height="2">', '<img src="/a" width="2" height="2">'],
  ['the card', '<div class="card card-callout">a</div>', '<div class="card card-toggle">a</div>'],
  ['stars', '<p class="product-rating">3 of 5 stars</p>', '<p class="product-rating">4 of 5 stars</p>'],
  ['a table that says something', '<table><tr><td>a</td></tr></table>', '<p>a</p>'],
  ['case and signs', '<p>A.</p>', '<p>a</p>'],
])('%s counts', (_name, one, other) => {
  expect(normalise(one)).not.toEqual(normalise(other));
});
