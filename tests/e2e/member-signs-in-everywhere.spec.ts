import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SITE_NAMES } from '../../contracts/shared.ts';
import { hasChromium, launch } from './browser.ts';
import { type RunningHouse, startHouse } from './running-house.ts';

const admin = { email: 'editor@rose.localhost', password: 'roses are ash, say the tests' };

let house: RunningHouse | null = null;
let browser: Browser | null = null;

beforeAll(async () => {
  if (!hasChromium()) return;
  [house, browser] = await Promise.all([startHouse({ ROSE_ADMIN_EMAIL: admin.email, ROSE_ADMIN_PASSWORD: admin.password }), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** The link in the mail that was kept, as an admin reads it: in the page, as only the browser finds `*.localhost`. */
async function readLink(running: RunningHouse, admins: BrowserContext, email: string): Promise<string> {
  const page = await admins.newPage();
  await page.goto(`${running.origin('cms')}/api/users/me`);
  const text = await page.evaluate(
    async ({ who, to }) => {
      const headers = { 'content-type': 'application/json' };
      await fetch('/api/users/login', { method: 'POST', headers, body: JSON.stringify(who) });
      const mails = await fetch(`/api/mails?where[recipient][equals]=${encodeURIComponent(to)}&sort=-createdAt&limit=1`);
      return mails.text();
    },
    { who: admin, to: email },
  );
  await page.close();
  const { docs } = JSON.parse(text) as { docs: { text: string }[] };
  return /http:\S+/.exec(docs[0]?.text ?? '')?.[0] ?? '';
}

/** An admin's own window, so that reading the mail leaves no cookie with the member. */
async function signIn(running: RunningHouse, page: Page, admins: BrowserContext, email: string): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('A link is on its way').waitFor();
  await page.goto(await readLink(running, admins, email));
  await page.getByText(email).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const menu = (page: Page) => page.locator('header').getByRole('button', { name: 'Sign out' });

test('a newcomer registers on the blog, is known on the other five, signs out at one, is a guest on all', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const admins = await browser.newContext();
  const context = await browser.newContext();
  const page = await context.newPage();

  await page.goto(`${house.origin('blog')}/about/`);
  expect(await menu(page).count()).toBe(0);
  await page.goto(`${house.origin('blog')}/sign-in?return=/about/`);
  await signIn(house, page, admins, 'rosa@example.org');
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
  const admins = await browser.newContext();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${house.origin('cms')}/admin`);
  await page.getByRole('link', { name: 'Sign in with your account' }).click();
  await signIn(house, page, admins, admin.email);
  await page.waitForURL(/\/admin\/?$/);
  await page.getByText('Posts').first().waitFor();

  await page.goto(`${house.origin('blog')}/sign-in`);
  await menu(page).click();
  await page.waitForURL(/\/signed-out$/);
  await page.goto(`${house.origin('cms')}/admin`);
  await page.waitForURL(/\/admin\/login/);
});
