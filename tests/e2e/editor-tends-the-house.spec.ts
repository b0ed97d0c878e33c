import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './accounts.ts';
import { type Desk, openDesk, PATIENCE } from './editor.ts';

let desk: Desk | null = null;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.leave());

async function findId(page: Page, collection: string, slug: string): Promise<string> {
  const { docs } = await ask<{ docs: { id: string }[] }>(page, `/api/${collection}?where[slug][equals]=${slug}&depth=0`);
  return docs[0]?.id ?? '';
}

/** A paragraph with a link in it, as the editor keeps it. */
function linking(url: string): object {
  const element = { version: 1, format: '', indent: 0, direction: null };
  const words = { type: 'text', version: 1, text: 'the weather station', format: 0, detail: 0, mode: 'normal', style: '' };
  const link = { ...element, type: 'link', fields: { linkType: 'custom', url, newTab: false }, children: [words] };
  return { root: { ...element, type: 'root', children: [{ ...element, type: 'paragraph', children: [link] }] } };
}

async function write(page: Page, title: string, more: object): Promise<{ id: string; slug: string }> {
  const { doc } = await ask<{ doc: { id: string; slug: string } }>(page, '/api/posts?depth=0', { title, visibility: 'public', ...more });
  return doc;
}

/** A visitor's window on the blog. */
async function openBlog({ browser, house }: Desk): Promise<Page> {
  const reader = await browser.newPage();
  await reader.goto(`${house.origin('blog')}/`);
  return reader;
}

/** What a page of the site that is open is answered with. */
function fetchAs(reader: Page, path: string): Promise<{ status: number; url: string; text: string }> {
  return reader.evaluate(async (of) => {
    const answer = await fetch(of);
    return { status: answer.status, url: answer.url, text: await answer.text() };
  }, path);
}

/** The top row of what the header of a site says. */
async function readHeader(reader: Page, address: string): Promise<string[]> {
  await reader.goto(address);
  const labels = await reader.locator('nav.menu > ul > li > :is(a, .menu-heading)').allInnerTexts();
  return labels.map((label) => label.trim());
}

test('an entry of the menu is dragged, another is moved by its keys, and the header of the market has both', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { house, page, browser } = desk;
  const market = `${house.origin('market')}/`;
  const reader = await browser.newPage();
  expect(await readHeader(reader, market)).toEqual(['Journal', 'Market', 'Events', 'Fediverse', 'About Cinder Lane']);

  await page.goto(`${house.origin('cms')}/admin/collections/menu-nodes`);
  const row = (name: string) =>
    page.locator('.rose-tree__row').filter({ has: page.getByRole('button', { name: `Edit ${name}`, exact: true }) });
  await row('Events').dragTo(row('Journal'), { targetPosition: { x: 60, y: 3 } });
  expect(await page.getByRole('status').first().textContent()).toBe('Moved: 1 of 5 on level 1.');

  const up = page.getByRole('button', { name: 'Move Fediverse up', exact: true });
  await up.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  expect(await page.getByRole('status').first().textContent()).toBe('Moved: 2 of 5 on level 1.');
  // The focus goes along, so that the keys can be pressed again.
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move Fediverse up');

  await page.getByRole('button', { name: 'Save the menu' }).click();
  await page.getByText('As the sites show it.').waitFor();
  await expect
    .poll(() => readHeader(reader, market), { timeout: PATIENCE })
    .toEqual(['Events', 'Fediverse', 'Journal', 'Market', 'About Cinder Lane']);
  await reader.close();
});

test('two tags are merged after a look at what that touches, and the old address leads on', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { house, page } = desk;
  await page.goto(`${house.origin('cms')}/admin/collections/tags`);
  const kitchen = await findId(page, 'tags', 'kitchen');
  await page.goto(`${house.origin('cms')}/admin/collections/tags/${kitchen}`);
  await page.getByRole('button', { name: 'Choose the tag that stays' }).click();
  await page.locator('.list-drawer tbody').getByRole('button', { name: 'Growing', exact: true }).click();
  const preview = page.locator('.rose-merge');
  await preview.getByText('2 posts and 1 menu entry change from “Kitchen” to “Growing”.').waitFor();
  await preview.getByText('Which ones').click();
  expect(await preview.getByRole('listitem').count()).toBe(2);
  await preview.getByRole('button', { name: 'Merge into “Growing”' }).click();
  await page.waitForURL((url) => url.pathname.includes('/collections/tags/') && !url.pathname.endsWith(kitchen));

  expect(await findId(page, 'tags', 'kitchen')).toBe('');
  const reader = await openBlog(desk);
  const answer = await reader.goto(`${house.origin('blog')}/tag/kitchen/`);
  expect((await answer?.request().redirectedFrom()?.response())?.status()).toBe(301);
  expect(new URL(reader.url()).pathname).toBe('/tag/growing/');
  expect(await reader.getByRole('heading', { level: 1 }).textContent()).toContain('Growing');
  const feed = await fetchAs(reader, '/tag/kitchen/rss.xml');
  expect([feed.status, new URL(feed.url).pathname]).toEqual([200, '/tag/growing/rss.xml']);
  await reader.close();
});

test('an address is mended in the posts that were chosen, after a look at each change', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { house, page } = desk;
  await page.goto(`${house.origin('cms')}/admin/links`);
  const old = 'https://old-weather.example';
  const out = { _status: 'published' };
  const posts = [
    await write(page, 'Rain in the north', { ...out, body: linking(`${old}/north?day=1&hour=2`) }),
    await write(page, 'Rain in the south', { ...out, body: linking(`${old}/south`) }),
    await write(page, 'Rain as it was', { ...out, body: linking(`${old}/history`) }),
  ];

  await page.getByLabel('Old address').fill(old);
  await page.getByLabel('New address').fill('https://weather.example');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByText('3 posts and pages lead there.').waitFor();
  expect((await page.locator('.rose-documents ins').allTextContents()).sort()).toEqual([
    'https://weather.example/history',
    'https://weather.example/north?day=1&hour=2',
    'https://weather.example/south',
  ]);
  await page.getByRole('checkbox', { name: 'Rain as it was' }).uncheck();
  await page.getByRole('button', { name: 'Mend 2 of 3' }).click();
  await page.getByText('2 mended.').waitFor();

  const reader = await openBlog(desk);
  const read = async (at: number) => (await fetchAs(reader, `/${posts[at]?.slug}/`)).text;
  await expect.poll(() => read(0), { timeout: PATIENCE }).toContain('https://weather.example/north');
  await expect.poll(() => read(1), { timeout: PATIENCE }).toContain('https://weather.example/south');
  expect(await read(2)).toContain(`${old}/history`);
  await reader.close();
});

test('two drafts go out at once from the list of posts', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { house, page } = desk;
  await page.goto(`${house.origin('cms')}/admin/collections/posts`);
  const titles = ['Leeks, before the frost', 'Leeks, after the frost'];
  const drafts: { slug: string }[] = [];
  for (const title of titles) drafts.push(await write(page, title, { _status: 'draft' }));
  const reader = await openBlog(desk);
  const isOut = async (at: number) => (await fetchAs(reader, `/${drafts[at]?.slug}/`)).status;
  expect([await isOut(0), await isOut(1)]).toEqual([404, 404]);

  await page.getByRole('navigation', { name: 'Quick filters' }).getByRole('link', { name: 'Drafts' }).click();
  await page.locator('.rose-filters a[aria-current]', { hasText: 'Drafts' }).waitFor();
  for (const title of titles) await page.locator('tbody tr', { hasText: title }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.locator('#confirm-action').click();
  await expect.poll(() => isOut(0), { timeout: PATIENCE }).toBe(200);
  await expect.poll(() => isOut(1), { timeout: PATIENCE }).toBe(200);
  await reader.close();
});

interface View {
  readonly name: string;
  readonly path: string;
  /** What is there when the page is. */
  readonly shows: string;
  /** The part of the page that is ours; else the whole page is looked at. */
  readonly ours?: string;
  /** Done before it is looked at. */
  readonly act?: (page: Page) => Promise<void>;
}

const VIEWS: readonly View[] = [
  { name: 'the dashboard', path: '/admin', shows: '.rose-reading' },
  { name: 'the menu', path: '/admin/collections/menu-nodes', shows: '.rose-tree__row' },
  {
    name: 'an entry of the menu',
    path: '/admin/collections/menu-nodes',
    shows: '.rose-tree__row',
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit Market', exact: true }).click();
      await page.locator('.rose-tree__fields').waitFor();
    },
  },
  { name: 'the calendar', path: '/admin/calendar', shows: '.rose-calendar' },
  {
    name: 'links',
    path: '/admin/links',
    shows: '#links-preview',
    act: async (page) => {
      await page.getByLabel('Old address').fill('https://');
      await page.getByLabel('New address').fill('https://weather.example/');
      await page.getByRole('button', { name: 'Show what would change' }).click();
      await page.locator('#links-replace').waitFor();
    },
  },
  { name: 'the list of posts', path: '/admin/collections/posts', shows: 'tbody tr', ours: '.rose-filters' },
  {
    name: 'a tag that can be merged',
    path: '/admin/collections/tags',
    shows: 'tbody tr',
    ours: '.rose-merge',
    act: async (page) => {
      await page.goto(`${new URL(page.url()).origin}/admin/collections/tags/${await findId(page, 'tags', 'printing')}`);
      await page.getByRole('button', { name: 'Choose the tag that stays' }).click();
      await page.locator('.list-drawer tbody').getByRole('button', { name: 'Growing', exact: true }).click();
      await page.locator('#tag-merge').waitFor();
    },
  },
];

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.for(VIEWS)('$name can be used by everybody, and fits on a phone', async ({ path, shows, ours, act }, { skip }) => {
    if (!desk) return skip('install chromium');
    const cms = desk.house.origin('cms');
    const looking = await desk.browser.newContext({
      storageState: await desk.page.context().storageState(),
      colorScheme: theme,
      viewport: { width: 390, height: 844 },
    });
    await looking.addCookies([{ name: 'payload-theme', value: theme, url: cms }]);
    const page = await looking.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(cms + path);
    await page.locator(shows).first().waitFor();
    await act?.(page);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    // The frame of the admin comes to rest a moment after its first words.
    await expect.poll(overflow, { timeout: PATIENCE, message: 'pixels wider than the phone' }).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    const { violations } = await new AxeBuilder({ page })
      .include(ours ?? 'html')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await looking.close();
  });
});
