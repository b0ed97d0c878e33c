import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SITE_NAMES } from '../../contracts/shared.ts';
import { followLink, openApi } from './accounts.ts';
import { hasChromium, launch } from './browser.ts';
import { firstEditor, type RunningHouse, startHouse } from './running-house.ts';

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

const menu = (page: Page) => page.locator('header').getByRole('button', { name: 'Sign out' });

test('a newcomer registers on the blog, is known on the other five, signs out at one, is a guest on all', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const api = await openApi(house, browser);
  const context = await browser.newContext();
  const page = await context.newPage();

  await page.goto(`${house.origin('blog')}/about/`);
  expect(await menu(page).count()).toBe(0);
  await page.goto(`${house.origin('blog')}/sign-in?return=/about/`);
  await followLink({ page, api, email: 'rosa@example.org' });
  await page.waitForURL(`${house.origin('blog')}/about/`);
  await menu(page).waitFor();

  for (const site of SITE_NAMES.filter((name) => name !== 'blog')) {
    // As a link on a page of ours does it: the browser says that the visit is same-site.
    await page.evaluate(
      (address) => {
        const link = Object.assign(document.createElement('a'), { href: address });
        document.body.append(link);
        link.click();
      },
      `${house.origin(site)}/`,
    );
    await page.waitForURL((url) => url.origin === house?.origin(site) && !url.pathname.startsWith('/auth'));
    await menu(page).waitFor();
  }
  const cookies = await context.cookies();
  expect(cookies.filter(({ domain }) => domain.startsWith('.'))).toEqual([]);
  expect(cookies.filter(({ name }) => name === 'rose_session')).toHaveLength(SITE_NAMES.length);
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Lax')).toBe(true);

  await menu(page).click();
  await page.waitForURL(/\/signed-out$/);
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  for (const site of SITE_NAMES) {
    await page.goto(`${house.origin(site)}/`);
    expect(await menu(page).count()).toBe(0);
  }
});

test('an editor enters the admin by the same account, and leaves it with the sites', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const api = await openApi(house, browser);
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${house.origin('cms')}/admin`);
  await page.getByRole('link', { name: 'Sign in with your account' }).click();
  await followLink({ page, api, email: firstEditor.email });
  await page.waitForURL(/\/admin\/?$/);
  await page.getByText('Posts').first().waitFor();

  await page.goto(`${house.origin('blog')}/sign-in`);
  await menu(page).click();
  await page.waitForURL(/\/signed-out$/);
  await page.goto(`${house.origin('cms')}/admin`);
  await page.waitForURL(/\/admin\/login/);
});
