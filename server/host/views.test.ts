import { expect, test } from 'vitest';
import { toView } from './views.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const isOwn = (host: string) => host === 'market.rose.localhost:3000';

function look(headers: Record<string, string>, url = '/a-post/', method = 'GET') {
  const all = { Host: 'blog.rose.localhost:3000', 'User-Agent': BROWSER, ...headers };
  return toView({ rawHeaders: Object.entries(all).flat(), url, method }, 'blog', isOwn);
}

test('a reader is a site, a path and the host that linked, and nothing else', () => {
  expect(look({ Referer: 'https://www.example.org/thread?id=9', Cookie: 'a=b' }, '/a-post/?utm_source=x')).toEqual({
    site: 'blog',
    path: '/a-post/',
    referrerHost: 'example.org',
  });
});

test.each([
  ['none', {}],
  ['a site of ours', { Referer: 'http://market.rose.localhost:3000/bread/' }],
  ['an app', { Referer: 'android-app://com.example/' }],
  ['what is no address', { Referer: 'https://' }],
  ['what is no host name', { Referer: 'https://[::1]/' }],
])('a referrer that is %s is not kept', (_, headers) => {
  expect(look(headers)?.referrerHost).toBe('');
});

test.each([
  ['Do Not Track', { DNT: '1' }],
  ['Global Privacy Control', { 'Sec-GPC': '1' }],
  ['a prefetch', { 'Sec-Purpose': 'prefetch;prerender' }],
  ['an older prefetch', { Purpose: 'prefetch' }],
  ['a picture or script', { 'Sec-Fetch-Dest': 'empty' }],
  ['a search engine', { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
  ['a command', { 'User-Agent': 'curl/8.5.0' }],
  ['another server', { 'User-Agent': 'http.rb/5.1.1 (Mastodon/4.3.0; +https://example.org/)' }],
  ['nameless', { 'User-Agent': '' }],
])('%s is not counted', (_, headers) => {
  expect(look(headers)).toBeNull();
});

test('a browser that does not mind is counted', () => {
  expect(look({ DNT: '0', 'Sec-Fetch-Dest': 'document' })).not.toBeNull();
  expect(look({}, '/a-post/', 'HEAD')).toBeNull();
});
