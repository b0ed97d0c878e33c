import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasChromium, launch } from './browser.ts';
import { PATIENCE, publish, signIn } from './editor.ts';
import { type RunningHouse, startHouse } from './running-house.ts';

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

test('an editor writes, publishes and mends a post; readers see each change at once', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const { origin } = house;
  const page = await (await browser.newContext()).newPage();
  const reader = await (await browser.newContext()).newPage();
  await signIn(page, origin('cms'));

  await page.goto(`${origin('cms')}/admin/collections/posts/create`);
  await page.locator('input[name=title]').fill('Rain at last', { timeout: PATIENCE });
  await page.locator('[contenteditable=true]').first().click();
  await page.keyboard.type('It came on a Tuesday.');
  // The first autosave gives the post its id and its address.
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}/, { timeout: PATIENCE });
  expect((await reader.goto(`${origin('blog')}/rain-at-last/`))?.status(), 'a draft is no page').toBe(404);

  await publish(page);
  const first = await reader.waitForFunction(async (address) => (await fetch(address)).ok, `${origin('blog')}/rain-at-last/`, {
    timeout: PATIENCE,
    polling: 100,
  });
  expect(await first.jsonValue()).toBe(true);
  await reader.goto(`${origin('blog')}/rain-at-last/`);
  expect(await reader.locator('h1').textContent()).toContain('Rain at last');
  expect(await reader.getByText('It came on a Tuesday.').count()).toBe(1);

  await page.locator('input[name=title]').fill('Rain at last, and more of it');
  await page.waitForTimeout(2500);
  await publish(page);
  // One second is the promise for a change to reach a cached page.
  await reader.waitForTimeout(1000);
  await reader.goto(`${origin('blog')}/rain-at-last/`);
  expect(await reader.locator('h1').textContent()).toContain('and more of it');
  await reader.goto(`${origin('blog')}/`);
  expect(await reader.getByText('Rain at last, and more of it').count()).toBeGreaterThan(0);
});
