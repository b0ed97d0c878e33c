import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasChromium, launch } from './browser.ts';
import { type RunningHouse, startHouse, toUrl } from './running-house.ts';

/** Where the walk begins; every page of ours that these lead to is looked at, too. */
const DOORS = [
  'blog /',
  'blog /archive/',
  'blog /search/?q=frost',
  'blog /no-such-page/',
  'market /',
  'events /',
  'cart /basket/',
  'federation /',
  'account /',
];
/** A floor under what the walk must have found, so that it cannot pass by finding nothing. */
const AT_LEAST = 35;

const FEEDS = ['/rss.xml', '/atom.xml', '/tag/growing/rss.xml', '/tag/growing/atom.xml', '/author/nell-harrow/atom.xml', '/sitemap.xml'];

let house: RunningHouse | null = null;
let browser: Browser | null = null;

beforeAll(async () => {
  if (!hasChromium()) return;
  [house, browser] = await Promise.all([startHouse({ ROSE_ROLES: 'worker,blog,market,cart,events,federation,account' }), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const validator = () => new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:standard'] }));

test('the checker sees what is wrong', async () => {
  const { valid } = await validator().validateString(
    '<!doctype html><html lang="en"><head><title>x</title></head><body><p><div></div></p></body></html>',
  );
  expect(valid).toBe(false);
});

test('every page of the sample is valid HTML', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const page = await browser.newPage();
  // Only what was sent is looked at.
  await page.route('**', (route) => (route.request().resourceType() === 'document' ? route.continue() : route.abort()));
  const checker = validator();
  const at = house;
  const known = new Set(DOORS.map((door) => toUrl(at, door)));
  const wrong: string[] = [];
  // Grows while it is walked over.
  for (const url of known) {
    const answer = await page.goto(url, { waitUntil: 'commit' });
    if (!answer?.headers()['content-type']?.startsWith('text/html')) continue;
    const html = await answer.text();
    const { results } = await checker.validateString(html, url);
    wrong.push(...results.flatMap(({ messages }) => messages.map((each) => `${url}: ${each.message} (${each.selector})`)));
    for (const [, href = ''] of html.matchAll(/<a [^>]*?href="([^"#]+)/g)) {
      const to = URL.parse(href.replaceAll('&amp;', '&'), url);
      if (to && isPage(to)) known.add(to.href);
    }
  }
  expect(wrong).toEqual([]);
  expect(known.size).toBeGreaterThanOrEqual(AT_LEAST);
  await page.close();
});

test('feeds and maps are well-formed, and what the map names is there', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const page = await browser.newPage();
  const blog = house.origin('blog');
  await page.goto(`${blog}/robots.txt`);
  const read = async (path: string) =>
    page.evaluate(async (address) => {
      const answer = await fetch(address);
      const parsed = new DOMParser().parseFromString(await answer.text(), 'application/xml');
      return {
        status: answer.status,
        wrong: parsed.querySelector('parsererror')?.textContent ?? null,
        locations: [...parsed.getElementsByTagName('loc')].map((one) => one.textContent ?? ''),
      };
    }, path);
  for (const path of FEEDS) expect(await read(path), path).toMatchObject({ status: 200, wrong: null });
  const { locations: files } = await read('/sitemap.xml');
  expect(files.length).toBeGreaterThanOrEqual(5);
  for (const file of files) {
    const { wrong, locations } = await read(new URL(file).pathname);
    expect([wrong, locations.length > 0]).toEqual([null, true]);
    const statuses = await page.evaluate(
      (all) => Promise.all(all.map(async (address) => (await fetch(address, { redirect: 'manual' })).status)),
      locations.map((address) => new URL(address).pathname),
    );
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  }
  await page.close();
});

test('the card of a post is drawn, and the page names it', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const page = await browser.newPage();
  await page.goto(`${house.origin('blog')}/what-the-frost-left-us/`);
  const card = await page.locator('meta[property="og:image"]').getAttribute('content');
  const size = await page.evaluate(async (url) => {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    return [picture.naturalWidth, picture.naturalHeight];
  }, card ?? '');
  expect(size).toEqual([1200, 630]);
  await page.close();
});

/** A page of ours that anybody may open; one a kind is enough where a list has many pages. */
function isPage({ hostname, pathname, search }: URL): boolean {
  if (!/^(blog|market|events|federation|account|cart)\.rose\.localhost$/.test(hostname)) return false;
  if (/^\/(sign-in|sign-out|login|interaction|media|share|ap)\b/.test(pathname) || /\.\w+$/.test(pathname)) return false;
  return search === '' || search.startsWith('?page=');
}
