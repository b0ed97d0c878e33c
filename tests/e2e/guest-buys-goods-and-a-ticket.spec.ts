import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SumupSandbox, startSumupSandbox } from '../doubles/sumup/server.ts';
import { hasChromium, launch } from './browser.ts';
import { type RunningHouse, startHouse } from './running-house.ts';

let sandbox: SumupSandbox | null = null;
let house: RunningHouse | null = null;
let browser: Browser | null = null;

beforeAll(async () => {
  if (!hasChromium()) return;
  // No webhooks: the page to which the provider sends people back has to settle by itself.
  sandbox = await startSumupSandbox();
  const env = { SUMUP_API_KEY: sandbox.apiKey, SUMUP_MERCHANT_CODE: sandbox.merchantCode, SUMUP_HOST: sandbox.url };
  [house, browser] = await Promise.all([startHouse(env), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  await sandbox?.close();
});

test('a guest puts seed and a supper into one basket, pays once, and sees the order paid', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const { origin } = house;
  const page = await (await browser.newContext()).newPage();

  await page.goto(`${origin('market')}/seed-selection/`);
  await page.getByRole('button', { name: /add to basket/i }).click();
  await page.waitForURL(`${origin('cart')}/basket/`);
  await page.goto(`${origin('events')}/winter-supper/`);
  await page.getByRole('button', { name: /add/i }).first().click();
  await page.waitForURL(`${origin('cart')}/basket/`);
  expect(await page.locator('main').innerText()).toMatch(/seed[\s\S]*supper/i);

  await page.goto(`${origin('cart')}/checkout/`);
  await page.getByLabel('Name').fill('Gus Guest');
  await page.getByLabel('E-mail').fill('gus@example.org');
  await page.getByRole('button', { name: /^Pay £/ }).click();

  await page.getByRole('heading', { name: 'Sandbox payment' }).waitFor();
  await page.getByRole('button', { name: /^Pay £/ }).click();
  // The provider sends people back as soon as they have paid.
  await page.waitForURL(/\/orders\//);
  await page.getByText(/paid/i).first().waitFor();

  // The basket of the header is a fragment: empty again, on a page that comes from the cache.
  await page.goto(`${origin('cart')}/basket/`);
  expect(await page.locator('main').innerText()).not.toMatch(/supper/i);
});
