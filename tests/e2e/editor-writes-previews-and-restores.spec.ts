import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasChromium, launch } from './browser.ts';
import { FROM_DOCS, FROM_WORD } from './clipboards.ts';
import { type RunningHouse, startHouse } from './running-house.ts';

const editor = { email: 'editor@rose.localhost', password: 'roses are ash, say the tests' };
const PATIENCE = 60_000;

let house: RunningHouse | null = null;
let browser: Browser | null = null;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  if (!hasChromium()) return;
  [house, browser] = await Promise.all([startHouse({ ROSE_ADMIN_EMAIL: editor.email, ROSE_ADMIN_PASSWORD: editor.password }), launch()]);
  context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(PATIENCE);
  page = await context.newPage();
  const cms = house.origin('cms');
  await page.goto(`${cms}/admin/login`);
  await page.getByLabel('Email').fill(editor.email);
  await page.locator('input[name=password]').fill(editor.password);
  await page.getByRole('button', { name: 'Login', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/login'));
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const text = () => page.locator('.rich-text-lexical [contenteditable=true]').first();

/** The next autosave, answered. */
function autosaved(): Promise<unknown> {
  return page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.url().includes('autosave=true') && response.ok(),
  );
}

async function begin(title: string): Promise<string> {
  await page.goto(`${house?.origin('cms')}/admin/collections/posts/create`);
  await page.locator('input[name=title]').fill(title);
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}/);
  return /\/posts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** Chooses from the slash menu, on a line of its own; `key` is the item's, as `block-button`. */
async function slash(words: string, key: string): Promise<void> {
  await page.keyboard.type(`/${words}`);
  await page.locator(`.slash-menu-popup__item-${key}`).click();
}

async function readDraft(id: string): Promise<{ root: { children: Record<string, unknown>[] } }> {
  return page.evaluate(async (of) => {
    const answer = await fetch(`/api/posts/${of}?draft=true&depth=0`, { credentials: 'include' });
    return (await answer.json()).body;
  }, id);
}

test('an editor writes with cards, previews as a member, shares the draft, schedules it and restores a version', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const id = await begin('The long winter');
  await text().click();
  await page.keyboard.type('For everybody.');
  for (let line = 0; line < 3; line++) await page.keyboard.press('Enter');
  await page.keyboard.type('For members alone.');
  await text().getByText('For everybody.').click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await slash('cta', 'block-button');
  // A card that was just put in opens its fields by itself.
  const drawer = page.locator('.drawer__content');
  await drawer.locator('input[name="buttonText"]').fill('Come along');
  await drawer.locator('input[name="buttonUrl"]').fill('/join/');
  await drawer.getByRole('button', { name: 'Save changes' }).click();
  await page.locator('.rose-card__drawn a.button', { hasText: 'Come along' }).waitFor();
  await drawer.waitFor({ state: 'detached' });
  await text().getByText('For members alone.').click();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  const saved = autosaved();
  await slash('paywall', 'block-paywall');
  await saved;

  await page.locator('#field-visibility .rs__control').click();
  const gated = autosaved();
  await page.locator('#field-visibility .rs__option', { hasText: /^Members$/ }).click();
  await gated;

  await page.locator('#live-preview-toggler').click();
  const frame = page.frameLocator('#live-preview-iframe');
  await frame.getByText('For everybody.').waitFor();
  expect(await frame.getByText('For members alone.').count(), 'a visitor').toBe(0);
  await page.getByLabel('Preview as').selectOption('member');
  await frame.getByText('For members alone.').waitFor();
  await page.getByLabel('Preview as').selectOption('visitor');
  await frame.getByText('This part is for members.').waitFor();

  await page.getByLabel('Preview as').selectOption('member');
  await page.getByRole('button', { name: 'Copy link to share' }).click();
  await page.getByText('is on your clipboard').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const friend = await (await browser.newContext()).newPage();
  const seen = await friend.goto(link);
  expect(seen?.status()).toBe(200);
  expect(seen?.headers()['cache-control']).toContain('no-store');
  expect(await friend.locator('meta[name=robots]').getAttribute('content')).toContain('noindex');
  await friend.getByText('For members alone.').waitFor();
  const altered = await friend.goto(link.replace('as=member', 'as=paid'));
  expect(altered?.status()).toBe(403);
  await friend.getByText('This link is not whole').waitFor();
  expect(await friend.getByText('For members alone.').count()).toBe(0);
  expect((await friend.goto(`${house.origin('blog')}/the-long-winter/`))?.status(), 'a draft is no page').toBe(404);
  await page.locator('#live-preview-toggler').click();

  await page.locator('.form-submit .popup button').first().click();
  await page.locator('#schedule-publish').click();
  const day = new Date(Date.now() + 2 * 86_400_000);
  const date = `${String(day.getMonth() + 1).padStart(2, '0')}/${String(day.getDate()).padStart(2, '0')}/${day.getFullYear()} 9:00 AM`;
  await page.locator('.schedule-publish .react-datepicker__input-container input').fill(date);
  await page.keyboard.press('Enter');
  await page.locator('#scheduled-publish-save').click();
  await expect
    .poll(
      () => page.evaluate(async () => (await (await fetch('/api/payload-jobs?limit=10&depth=0', { credentials: 'include' })).json()).docs),
      { timeout: PATIENCE },
    )
    .toEqual(expect.arrayContaining([expect.objectContaining({ taskSlug: 'schedulePublish', waitUntil: expect.any(String) })]));
  await page.keyboard.press('Escape');

  // A version is restored: published, changed, and put back.
  await page.goto(`${house.origin('cms')}/admin/collections/posts/${id}`);
  const published = page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && !response.url().includes('autosave=true') && response.ok(),
  );
  await page.locator('#action-save').click();
  await published;
  const changed = autosaved();
  await text().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' A second thought.');
  await changed;
  expect(JSON.stringify(await readDraft(id))).toContain('second thought');
  await page.goto(`${house.origin('cms')}/admin/collections/posts/${id}/versions`);
  await page.locator('tbody tr').nth(1).locator('a').first().click();
  await page.locator('.rose-diff').getByText('For members alone.').first().waitFor();
  await page.getByRole('button', { name: 'Restore this version' }).click();
  await page.locator('#confirm-action').click();
  await page.waitForURL(new RegExp(`/posts/${id}$`));
  expect(JSON.stringify(await readDraft(id))).not.toContain('second thought');
});

test('a save over somebody else’s is refused and said', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const id = await begin('Two at one table');
  await page.evaluate(async (of) => {
    // A program of the house saves meanwhile, as another person would.
    await fetch('/api/users', {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        email: 'second@rose.localhost',
        password: 'another long password',
        name: 'Second',
        slug: '',
        roles: ['editor'],
        status: 'active',
      }),
    });
    const login = await fetch('/api/users/login', {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'second@rose.localhost', password: 'another long password' }),
    });
    const { token } = await login.json();
    await fetch(`/api/posts/${of}?draft=true`, {
      method: 'PATCH',
      credentials: 'omit',
      headers: { 'content-type': 'application/json', authorization: `JWT ${token}` },
      body: JSON.stringify({ excerpt: 'By the second' }),
    });
  }, id);
  await page.locator('input[name=title]').fill('Two at one table, and a third');
  await page.getByText('Somebody has saved this since you opened it').first().waitFor();
  const kept = await page.evaluate(
    async (of) => (await fetch(`/api/posts/${of}?draft=true&depth=0`, { credentials: 'include' })).json(),
    id,
  );
  expect([kept.title, kept.excerpt]).toEqual(['Two at one table', 'By the second']);
});

test.each([
  ['Google Docs', FROM_DOCS],
  ['Word', FROM_WORD],
])('what is pasted from %s keeps its meaning and loses its looks', async (from, html) => {
  if (!house) return;
  const id = await begin(`Pasted from ${from}`);
  await text().click();
  const saved = autosaved();
  await text().evaluate((element, clipboard) => {
    const data = new DataTransfer();
    data.setData('text/html', clipboard);
    data.setData('text/plain', 'plain');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
  await saved;
  const { children } = (await readDraft(id)).root;
  const kinds = children.filter((node) => node.type !== 'paragraph' || JSON.stringify(node).includes('"text"'));
  const all = JSON.stringify(kinds);
  expect(all).not.toMatch(/"style":"[^"]/);
  expect(all).not.toMatch(/google\.com|upload|Mso/);
  if (from === 'Google Docs') {
    expect(kinds.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list']);
    expect(all).toContain('"url":"https://weather.example/frost"');
    expect(toMarks(kinds)).toEqual({ 'minus four': 1, ' by dawn': 2 });
  } else {
    expect(kinds.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list', 'paragraph', 'list']);
    expect(toMarks(kinds)).toEqual({ Ada: 1, Nell: 2 });
    expect(kinds[2]).toMatchObject({ listType: 'bullet' });
    expect(JSON.stringify(kinds[2])).toContain('Early ones');
    expect(kinds[4]).toMatchObject({ listType: 'number' });
    expect(all).not.toContain('·');
  }
});

test('markdown becomes what it means, and a snippet is kept and put in again', async ({ skip }) => {
  if (!house) return skip('install chromium');
  const id = await begin('By keyboard');
  await text().click();
  await page.keyboard.type('## A heading');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const saved = autosaved();
  await page.keyboard.type('Some **bold** words to use again.');
  await saved;
  expect((await readDraft(id)).root.children.map(({ type }) => type)).toEqual(['heading', 'list', 'paragraph']);

  await page.keyboard.press('Shift+Home');
  await page.locator('[data-button-key="saveSnippet"]').first().click();
  await page.locator('#field-snippet-name').fill('Closing words');
  await page.getByRole('button', { name: 'Save the snippet' }).click();
  await page.getByText('is among the snippets now').waitFor();

  await text().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await slash('snippet', 'snippet');
  const again = autosaved();
  await page.locator('.payload__modal-item').getByText('Closing words').first().click();
  await again;
  expect(JSON.stringify(await readDraft(id)).split('words to use again').length - 1).toBe(2);
});

/** Marks by the words that carry them. */
function toMarks(nodes: readonly unknown[]): Record<string, number> {
  const found = [...JSON.stringify(nodes).matchAll(/\{[^{}]*"type":"text"[^{}]*\}/g)].map(
    ([json]) => JSON.parse(json) as { text: string; format: number },
  );
  return Object.fromEntries(found.filter(({ format }) => format > 0).map(({ text: words, format }) => [words, format]));
}
