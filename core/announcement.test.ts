import { expect, test } from 'vitest';
import { toLinkedHtml } from './announcement.ts';

test.each([
  ['Supper on Saturday', 'Supper on Saturday'],
  ['Supper: [two seats left](/supper/) & soup', 'Supper: <a href="/supper/">two seats left</a> &amp; soup'],
  ['[a](https://a.example) [b](mailto:b@b.example)', '<a href="https://a.example">a</a> <a href="mailto:b@b.example">b</a>'],
  ['[come](javascript:alert)', 'come'],
  ['<b>[x](/a"b)</b>', '&lt;b&gt;<a href="/a&quot;b">x</a>&lt;/b&gt;'],
  ['[[x](/a)', '[<a href="/a">x</a>'],
  ['[x] (/a)', '[x] (/a)'],
])('%s', (text, html) => expect(toLinkedHtml(text)).toBe(html));

test('a path leads to the site that said it', () => {
  expect(toLinkedHtml('[x](/a/)', 'https://blog.example')).toBe('<a href="https://blog.example/a/">x</a>');
});
