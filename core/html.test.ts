import { expect, test } from 'vitest';
import { escapeHtml, sanitizeHtml, sanitizeInline, toAbsoluteUrl, toPlainText, toSafeUrl } from './html.ts';

test.each([
  ['https://a.example/b', 'https://a.example/b'],
  ['/a', '/a'],
  ['#a', '#a'],
  ['//a.example/b', '//a.example/b'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['javascript:alert(1)', null],
  [' \tJaVa\u0000Script:alert(1)', null],
  ['data:text/html,x', null],
  ['vbscript:x', null],
  ['', null],
])('an address that a reader may follow: %j', (url, expected) => {
  expect(toSafeUrl(url)).toBe(expected);
});

test('relative addresses become absolute, anchors stay', () => {
  expect(toAbsoluteUrl('/a/?b#c', 'https://x.example')).toBe('https://x.example/a/?b#c');
  expect(toAbsoluteUrl('#c', 'https://x.example')).toBe('#c');
});

test.each([
  '<svg><script>alert(1)</script></svg>',
  '<img src="data:text/html,x">',
  '<math><mtext><script>x</script></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<style>@import "x"</style><p style="background:url(x)">y</p>',
  '<video><source src="javascript:x"></video>',
])('hostile HTML loses its teeth: %s', (html) => {
  expect(sanitizeHtml(html)).not.toMatch(/script|onerror|srcdoc="&lt;script|style|data:/i);
});

test('a line of HTML holds no blocks', () => {
  expect(sanitizeInline('<p>a <b>b</b></p><img src="x">')).toBe('a <b>b</b>');
});

test('plain text reads entities and leaves scripts out', () => {
  expect(toPlainText('<p>a &amp; b</p><script>x</script>')).toBe('a & b');
  expect(escapeHtml('<a>')).toBe('&lt;a&gt;');
});
