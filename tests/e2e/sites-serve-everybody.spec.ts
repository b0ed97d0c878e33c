import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, openApi } from './accounts.ts';
import { hasChromium, launch, tabTo } from './browser.ts';
import { type RunningHouse, startHouse, toUrl } from './running-house.ts';
import { fetchRaw, readShifts, signIn, watchShifts, weigh } from './sites-visits.ts';

/** Each kind of page, with words that stand in it whoever asks and however. */
const pages = [
  ['blog /', 'What the frost left us'],
  ['blog /what-the-frost-left-us/', 'Mrs Pardoe'],
  ['blog /everything/', 'Read how it is made'],
  ['blog /about/', 'How to find us'],
  ['blog /tag/growing/', 'Growing'],
  ['blog /archive/', '2026'],
  ['blog /author/nell-harrow/', 'keeps the weather book'],
  ['blog /no-such-page/', 'There is no page at this address'],
  ['market /', 'Rosehip syrup'],
  ['market /rosehip-syrup/', '£'],
  ['events /', 'Cut and print'],
  ['events /cut-and-print/', 'Tickets'],
  ['cart /basket/', 'Your basket is empty'],
  ['federation /', 'Who to follow'],
  ['account /', 'Sign in with e-mail'],
] as const;

const front = 'blog /';
const post = 'blog /what-the-frost-left-us/';
const widths = [390, 1440];

let house: RunningHouse | null = null;
let browser: Browser | null = null;
let api: Page | null = null;

beforeAll(async () => {
  if (!hasChromium()) return;
  [house, browser] = await Promise.all([startHouse(), launch()]);
  api = await openApi(house, browser);
});

afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

describe('by the keyboard alone', () => {
  test.for(pages)('%s shows where one is, from the address bar to its end', async ([address], { skip }) => {
    if (!house || !browser) return skip('install chromium');
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(toUrl(house, address));
    let stops = 0;
    let last: string | null = null;
    for (; stops < 150; stops += 1) {
      await page.keyboard.press('Tab');
      const { name, seen, part } = await page.evaluate(readFocus);
      if (name === null) break;
      expect([name, seen]).toEqual([name, true]);
      last = part;
    }
    expect(stops).toBeGreaterThan(10);
    expect(last, 'the walk ends at the end of the page').toBe('footer');
    expect(stops).toBeLessThan(150);
    await page.close();
  });

  test('the first stop leads past the header, and the menu opens and is followed', async ({ skip }) => {
    if (!house || !browser) return skip('install chromium');
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(toUrl(house, front));
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Go to the text');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

    await page.goto(toUrl(house, front));
    await tabTo(page, page.locator('.menu summary'));
    expect(await page.locator('.menu-more a').first().isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await tabTo(page, page.locator('.menu-more a[href$="/group/the-land/"]'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/group\/the-land\/$/);
    await page.close();
  });

  test('something is found, and something is put into the basket', async ({ skip }) => {
    if (!house || !browser) return skip('install chromium');
    const page = await browser.newPage();
    await page.goto(toUrl(house, front));
    await tabTo(page, page.locator('.frame-tools a[href$="/search/"]'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\/$/);
    await tabTo(page, page.locator('main input[name="q"]'));
    await page.keyboard.type('frost');
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]q=frost/);
    await tabTo(page, page.locator('main a[href$="/what-the-frost-left-us/"]'));

    await page.goto(toUrl(house, 'market /rosehip-syrup/'));
    await tabTo(page, page.locator('main input[name="quantity"]'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('2');
    await tabTo(page, page.locator('main form button'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/basket\/$/);
    expect(await page.locator('main input[name="quantity"]').first().inputValue()).toBe('2');
    await page.close();
  });
});

describe('without script', () => {
  test('every page shows what it has', async ({ skip }) => {
    if (!house || !browser) return skip('install chromium');
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    for (const [address, words] of pages) {
      await page.goto(toUrl(house, address));
      const text = await page.locator('main').innerText();
      expect([address, text.includes(words)]).toEqual([address, true]);
      expect([address, await page.locator('.menu a').count()]).toEqual([address, expect.toSatisfy((count: number) => count >= 5)]);
    }
    await context.close();
  });

  test('one finds, buys, changes and puts back', async ({ skip }) => {
    if (!house || !browser) return skip('install chromium');
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(toUrl(house, 'blog /search/'));
    await page.locator('main input[name="q"]').fill('frost');
    await page.locator('main input[name="q"]').press('Enter');
    await page.locator('main a[href$="/what-the-frost-left-us/"]').first().waitFor();

    await page.goto(toUrl(house, 'market /rosehip-syrup/'));
    await page.getByRole('button', { name: /add to basket/i }).click();
    await page.waitForURL(/\/basket\/$/);
    await page.locator('main input[name="quantity"]').first().fill('3');
    await page.getByRole('button', { name: /^Change/ }).click();
    await page.waitForURL(/\/basket\/$/);
    expect(await page.locator('main input[name="quantity"]').first().inputValue()).toBe('3');
    expect(await page.locator('.frame-tools .tool-count').innerText()).toMatch(/^3\b/);
    await page.getByRole('button', { name: /^Remove/ }).click();
    await page.getByText('Your basket is empty').waitFor();
    await context.close();
  });
});

describe('light enough', () => {
  test.for([front, post, 'blog /everything/'])('%s', async (address, { skip }) => {
    if (!house || !browser) return skip('install chromium');
    const page = await browser.newPage();
    const { Document = 0, Stylesheet = 0, Script = 0, Font = 0 } = await weigh(page, toUrl(house, address));
    expect(Document).toBeGreaterThan(1000);
    // The styles come with the page: no second trip before the first line.
    expect(Stylesheet).toBe(0);
    expect(Document).toBeLessThanOrEqual(30_000);
    expect(Script).toBe(0);
    expect(Font).toBeGreaterThan(10_000);
    // The headers of three answers are not the fonts'.
    expect(Font).toBeLessThanOrEqual(60_000 + 3 * 700);
    await page.close();
  });

  test('what a page is made of is named by its content, kept for ever, and compressed before anybody asks', async ({ skip }) => {
    if (!house) return skip('install chromium');
    const { body } = await fetchRaw(toUrl(house, post), 'identity');
    const files = [...body.toString().matchAll(/(?:href="|url\()"?(\/_astro\/[^")]+)/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThanOrEqual(9);
    for (const file of new Set(files)) {
      expect(file).toMatch(/\.[\w-]{8}\.woff2$/);
      const { headers } = await fetchRaw(toUrl(house, `blog ${file}`), 'identity');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-encoding']).toBeUndefined();
    }
    for (const file of ['/assets/rose.css', '/favicon.svg']) {
      const onDisk = readFileSync(path.resolve('dist/blog/client', `.${file}`));
      for (const [encoding, extension, unpack] of [
        ['br', '.br', brotliDecompressSync],
        ['gzip', '.gz', gunzipSync],
      ] as const) {
        const answer = await fetchRaw(toUrl(house, `blog ${file}`), encoding);
        expect(answer.headers['content-encoding']).toBe(encoding);
        expect(answer.body.equals(readFileSync(path.resolve('dist/blog/client', `.${file}${extension}`)))).toBe(true);
        expect(unpack(answer.body).equals(onDisk)).toBe(true);
      }
    }
    // Pages that are drawn elsewhere have their fonts from there, and do not wait for them.
    const { body: styles } = await fetchRaw(toUrl(house, 'blog /assets/rose.css'), 'identity');
    expect(styles.toString()).not.toContain('font-display:optional');
    const fonts = [...styles.toString().matchAll(/url\("?(\/_astro\/[^")]+)/g)].map(([, file = '']) => file);
    expect(fonts.length).toBeGreaterThanOrEqual(9);
    expect(files).toEqual(expect.arrayContaining(fonts));
    for (const encoding of ['br', 'gzip']) {
      // The first answer may be on its way while the smaller one is made.
      await expect
        .poll(async () => (await fetchRaw(toUrl(house as RunningHouse, post), encoding)).headers['content-encoding'])
        .toBe(encoding);
    }
  });

  test('what asks nobody anything is made while building', () => {
    if (!house) return;
    for (const site of ['blog', 'market', 'cart', 'events', 'federation', 'account']) {
      for (const file of ['assets/rose.css', 'favicon.svg'])
        expect([site, file, existsSync(path.resolve('dist', site, 'client', file))]).toEqual([site, file, true]);
    }
  });
});

describe('nothing moves', () => {
  test('the meter sees what does', async ({ skip }) => {
    if (!house || !browser) return skip('install chromium');
    const context = await browser.newContext();
    await watchShifts(context);
    const page = await context.newPage();
    await page.goto(toUrl(house, front));
    await page.evaluate(() => {
      const late = document.createElement('div');
      late.style.blockSize = '200px';
      document.body.prepend(late);
    });
    await expect.poll(() => page.evaluate(() => window.shifts.length)).toBeGreaterThan(0);
    await context.close();
  });

  describe.each(widths)('at %i px', (width) => {
    test.for(['guest', 'member'])('for a %s', async (who, { skip }) => {
      if (!house || !browser || !api) return skip('install chromium');
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      if (who === 'member') await signIn({ house, context, api, email: `calm-${width}@example.org` });
      await watchShifts(context);
      for (const address of [front, post, 'blog /everything/']) {
        // A first visit: nothing is kept from the page before.
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        await session.send('Network.enable');
        await session.send('Network.clearBrowserCache');
        await page.goto(toUrl(house, address));
        expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(who === 'member' ? 1 : 0);
        expect([address, await readShifts(page)]).toEqual([address, []]);
        await page.close();
      }
      await context.close();
    });
  });
});

test('on paper stands what was written, and where its links lead', async ({ skip }) => {
  if (!house || !browser || !api) return skip('install chromium');
  const text = { type: 'text', version: 1, text: 'a seed library', detail: 0, format: 0, mode: 'normal', style: '' };
  const link = {
    type: 'link',
    version: 3,
    id: '0123456789abcdef01234567',
    fields: { linkType: 'custom', newTab: false, url: 'https://seeds.example/shelf' },
    children: [text],
    direction: 'ltr',
    format: '',
    indent: 0,
  };
  await publish(api, { title: 'Where we borrow seed', slug: 'on-paper', children: [link], direction: 'ltr' });
  const page = await browser.newPage();
  await page.emulateMedia({ media: 'print' });
  await page.goto(toUrl(house, 'blog /on-paper/'));
  expect(await page.locator('.prose a').evaluate((one) => getComputedStyle(one, '::after').content)).toContain(
    'https://seeds.example/shelf',
  );
  await page.goto(toUrl(house, post));
  for (const tool of ['.frame-head', '.frame-foot', '.skip', '.announcement', '.around', '.more']) {
    expect([tool, await page.locator(tool).first().isVisible()]).toEqual([tool, false]);
  }
  expect(await page.locator('.article-head h1').isVisible()).toBe(true);
  expect(await page.locator('.prose').isVisible()).toBe(true);
  await page.goto(toUrl(house, 'blog /everything/'));
  const folded = page.locator('.prose details > :not(summary)').first();
  expect(await folded.evaluate((one) => one.checkVisibility({ contentVisibilityAuto: true }))).toBe(true);
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)');
  await page.close();
});

/** Last, because it changes the settings of the house. */
describe('from right to left', () => {
  test('a text in Hebrew in an English house, and a house in Arabic', async ({ skip }) => {
    if (!house || !browser || !api) return skip('install chromium');
    const words = 'הכפור הוא סוג של ביקורת. הכרוב מתוק יותר אחריו, והלפת לא שמה לב בכלל. אנחנו הולכים לאורך השורות עם ספר מזג האוויר.';
    const text = { type: 'text', version: 1, text: words, detail: 0, format: 0, mode: 'normal', style: '' };
    await publish(api, { title: 'מה שהכפור השאיר לנו', slug: 'right-to-left', children: [text], direction: 'rtl', language: 'he' });
    for (const width of widths) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.goto(toUrl(house, 'blog /right-to-left/'));
      expect(await page.locator('article.article').getAttribute('dir')).toBe('rtl');
      expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
      expect(await page.locator('.article-head h1').evaluate((one) => getComputedStyle(one).direction)).toBe('rtl');
      expect(await page.evaluate(findOverflow)).toBeLessThanOrEqual(0);
      await page.close();
    }

    await ask(api, '/api/globals/site-settings', { locale: 'ar' });
    for (const width of widths) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      // Caches learn of the settings by themselves, in their time.
      await expect
        .poll(
          async () => {
            await page.goto(toUrl(house as RunningHouse, front));
            return page.locator('html').getAttribute('dir');
          },
          { timeout: 30_000, interval: 500 },
        )
        .toBe('rtl');
      for (const [address] of pages) {
        await page.goto(toUrl(house, address));
        expect([address, await page.locator('html').getAttribute('dir')]).toEqual([address, 'rtl']);
        expect([address, await page.evaluate(findOverflow)]).toEqual([address, 0]);
        const [brand, tools] = [await page.locator('.frame-head .brand').boundingBox(), await page.locator('.frame-tools').boundingBox()];
        expect([address, (brand?.x ?? 0) > (tools?.x ?? 0)]).toEqual([address, true]);
      }
      await page.close();
    }
  });
});

/** What has the focus, and whether people see that it has; no name when the walk is over. Runs in the page. */
function readFocus(): { name: string | null; seen: boolean; part: string | null } {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return { name: null, seen: false, part: null };
  const name = `${one.tagName} ${(one.textContent ?? '').trim().slice(0, 40) || one.getAttribute('name')}`;
  const part = one.closest('header.frame-head, main, footer')?.tagName.toLowerCase() ?? null;
  // Frames and players draw the focus inside themselves.
  if (/^(IFRAME|VIDEO|AUDIO)$/.test(one.tagName)) return { name, seen: true, part };
  const { outlineStyle, outlineWidth, visibility, opacity } = getComputedStyle(one);
  const { width, height, top, left } = one.getBoundingClientRect();
  const isDrawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && visibility === 'visible' && opacity !== '0';
  const isOnScreen = width > 4 && height > 4 && top < innerHeight && top + height > 0 && left < innerWidth && left + width > 0;
  return { name, seen: isDrawn && isOnScreen, part };
}

/** Pixels by which a page can be moved sideways, to whichever side. Runs in the page. */
function findOverflow(): number {
  return document.documentElement.scrollWidth - window.innerWidth;
}

async function publish(
  at: Page,
  {
    title,
    slug,
    children,
    direction,
    language,
  }: { title: string; slug: string; children: unknown[]; direction: 'ltr' | 'rtl'; language?: string },
): Promise<void> {
  const paragraph = { type: 'paragraph', version: 1, textFormat: 0, textStyle: '', format: '', indent: 0, direction, children };
  const body = { root: { type: 'root', version: 1, format: '', indent: 0, direction, children: [paragraph] } };
  await ask(at, '/api/posts', { title, slug, body, visibility: 'public', _status: 'published', ...(language ? { language } : {}) });
}
