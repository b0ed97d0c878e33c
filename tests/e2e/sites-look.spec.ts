import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launch } from './browser.ts';
import { type RunningHouse, startHouse, toUrl } from './running-house.ts';

/** Every kind of page that a visitor sees, by host and path. */
const pages = [
  'blog /',
  'blog /what-the-frost-left-us/',
  'blog /what-we-paid-ourselves-this-year/',
  'blog /about/',
  'blog /rules/',
  'blog /tag/growing/',
  'blog /group/the-land/',
  'blog /archive/',
  'blog /author/nell-harrow/',
  'blog /search/?q=frost',
  'blog /no-such-page/',
  'market /',
  'market /rosehip-syrup/',
  'events /',
  'events /cut-and-print/',
  'cart /basket/',
  'federation /',
  'account /',
] as const;

let house: RunningHouse | null = null;
let browser: Browser | null = null;

beforeAll(async () => {
  if (!hasChromium()) return;
  [house, browser] = await Promise.all([startHouse(), launch()]);
});

afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  describe.each([390, 1440])('at %i px', (width) => {
    test.for(pages)('%s can be used by everybody and fits', async (address, { skip }) => {
      if (!house || !browser) return skip('install chromium');
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const complaints = listen(page);
      await page.goto(toUrl(house, address));
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await findOverflow(page)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
      await context.close();
    });
  });
});

test('every page fits on the narrowest phone', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  for (const address of pages) {
    await page.goto(toUrl(house, address));
    expect([address, await findOverflow(page)]).toEqual([address, 0]);
  }
  await page.close();
});

test('the header is the same on all six sites, and says where one is', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const page = await browser.newPage();
  const menus = new Set<string>();
  for (const [site, label] of [
    ['blog', 'Journal'],
    ['market', 'Market'],
    ['events', 'Events'],
    ['federation', 'Fediverse'],
  ] as const) {
    await page.goto(toUrl(house, `${site} /`));
    menus.add((await page.locator('.menu a').allInnerTexts()).join('|'));
    expect(await page.locator('.menu a[aria-current]').allInnerTexts()).toEqual([label]);
    expect(await page.locator('.frame-tools').innerText()).toContain('Basket');
  }
  expect(menus.size).toBe(1);
  await page.close();
});

/** Pixels by which a page is wider than its window. */
function findOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** What the browser complains of: refused by policy, not found, broken. The page that is missing on purpose may say so. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.includes('no-such-page')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
