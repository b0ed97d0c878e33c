import { afterAll, beforeAll, expect, test } from 'vitest';
import { tabTo } from './browser.ts';
import { type Desk, openDesk, PATIENCE } from './editor.ts';

let desk: Desk | null = null;

beforeAll(async () => {
  // Far from the clock of the site, which is London's.
  desk = await openDesk({ timezoneId: 'America/New_York' });
});
afterAll(() => desk?.leave());

test('an editor writes with cards, previews as a member, shares the draft, schedules it and restores a version', {
  timeout: 300_000,
}, async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { house, browser, page, text, begin, slash, publish, read, readDraft } = desk;
  const id = await begin('The long winter');
  await text().click();
  await page.keyboard.type('For everybody.');
  await page.keyboard.press('Enter');
  await slash('cta', 'block-button');
  // A card that was just put in opens its fields by itself.
  const drawer = page.locator('.drawer__content');
  await drawer.locator('input[name="buttonText"]').fill('Come along');
  await drawer.locator('input[name="buttonUrl"]').fill('/join/');
  await drawer.getByRole('button', { name: 'Save changes' }).click();
  await page.locator('.rose-card__drawn a.button', { hasText: 'Come along' }).waitFor();
  await drawer.waitFor({ state: 'detached' });
  // Whoever has filled in a card goes on writing below it.
  await page.waitForFunction(() => document.activeElement?.closest('[contenteditable=true]'));
  await slash('paywall', 'block-paywall');
  await page.locator('.rose-card').getByText('What stands below is for those who may read the post').waitFor();
  await page.keyboard.type('For members alone.');
  const listKinds = async () =>
    (await readDraft(id)).root.children.map(({ type, fields }) => (fields as { blockType?: string } | undefined)?.blockType ?? type);
  await expect.poll(listKinds, { timeout: PATIENCE }).toEqual(['paragraph', 'button', 'paywall', 'paragraph']);
  await expect.poll(async () => JSON.stringify(await readDraft(id)), { timeout: PATIENCE }).toContain('For members alone.');

  await page.locator('#field-visibility .rs__control').click();
  await page.locator('#field-visibility .rs__option', { hasText: /^Members$/ }).click();
  await expect.poll(async () => (await read(`/api/posts/${id}?draft=true&depth=0`)).visibility, { timeout: PATIENCE }).toBe('members');

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
  const schedule = page.locator('.schedule-publish');
  await schedule.getByText('Europe/London, the clock of the site').waitFor();
  const day = new Date(Date.now() + 2 * 86_400_000);
  const date = day.toLocaleDateString('en-US', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'Europe/London' });
  await schedule.locator('.react-datepicker__input-container input').fill(`${date} 9:00 AM`);
  await page.keyboard.press('Enter');
  await page.locator('#scheduled-publish-save').click();
  await schedule.getByText('9:00 AM').waitFor();
  const { docs } = (await read('/api/payload-jobs?limit=10&depth=0')) as { docs: { taskSlug: string; waitUntil: string }[] };
  const due = docs.filter(({ taskSlug }) => taskSlug === 'schedulePublish').map(({ waitUntil }) => new Date(waitUntil));
  expect(
    due.map((at) => at.toLocaleString('en-US', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })),
    'nine in London, wherever the editor is',
  ).toEqual([`${day.toLocaleDateString('en-US', { dateStyle: 'short', timeZone: 'Europe/London' })}, 9:00 AM`]);
  await page.keyboard.press('Escape');

  // A version is restored: published, changed, and put back.
  await page.goto(`${house.origin('cms')}/admin/collections/posts/${id}`);
  await publish();
  await text().getByText('For members alone.').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' A second thought.');
  await expect.poll(async () => JSON.stringify(await readDraft(id)), { timeout: PATIENCE }).toContain('A second thought.');
  const version = async (row: number) => {
    await page.goto(`${house.origin('cms')}/admin/collections/posts/${id}/versions`);
    await page.locator('tbody tr').nth(row).locator('a').first().click();
  };
  await version(0);
  await page.locator('.rose-diff').getByText('A second thought.').first().waitFor();
  await version(1);
  await page.getByRole('button', { name: 'Restore this version' }).click();
  await page.locator('#confirm-action').click();
  await page.waitForURL(new RegExp(`/posts/${id}$`));
  expect(JSON.stringify(await readDraft(id))).not.toContain('second thought');
});

test('a save over somebody else’s is refused, and that stays to be seen', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { page, begin, autosaved, read } = desk;
  const id = await begin('Two at one table');
  const send = await page.evaluateHandle(() => {
    return async (url: string, method: string, body: object, token = '') => {
      const answer = await fetch(url, {
        method,
        credentials: url === '/api/users' ? 'include' : 'omit',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `JWT ${token}` } : {}) },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    };
  });
  const second = { email: 'second@rose.localhost', password: 'another long password' };
  const token = await page.evaluate(
    async ([call, person]) => {
      await call('/api/users', 'POST', { ...person, name: 'Second', slug: '', roles: ['editor'], status: 'active' });
      return String((await call('/api/users/login', 'POST', person)).body.token);
    },
    [send, second] as const,
  );
  const status = await page.evaluate(
    // As one does who has taken over, and as programs do.
    async ([call, of, by]) =>
      (await call(`/api/posts/${of}?draft=true&overrideLock=true`, 'PATCH', { excerpt: 'By the second' }, by)).status,
    [send, id, token] as const,
  );
  expect(status).toBe(200);

  await page.locator('input[name=title]').fill('Two at one table, and a third');
  const notice = page.locator('.rose-conflict');
  await notice.getByText('Somebody else has saved this since you opened it').waitFor();
  const kept = await read(`/api/posts/${id}?draft=true&depth=0`);
  expect([kept.title, kept.excerpt]).toEqual(['Two at one table', 'By the second']);
  expect(await page.locator('input[name=title]').inputValue(), 'to be copied').toBe('Two at one table, and a third');

  await notice.getByRole('button', { name: 'Reload the page' }).click();
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('textarea[name=excerpt]')?.value === 'By the second');
  const saved = autosaved();
  await page.locator('input[name=title]').fill('Three at one table');
  await saved;
  expect(await notice.count()).toBe(0);
});

test('a card is put in, mended and published by keyboard alone', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { house, page, text } = desk;
  const { keyboard } = page;
  const drawer = page.locator('.drawer__content');
  const drawn = (words: string) => page.locator('.rose-card__drawn a.button').getByText(words, { exact: true });
  const confirm = async () => {
    await tabTo(page, drawer.getByRole('button', { name: 'Save changes' }));
    await keyboard.press('Enter');
    await drawer.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.closest('[contenteditable=true]'));
  };

  await page.goto(`${house.origin('cms')}/admin/collections/posts/create`);
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}/);
  await tabTo(page, page.locator('input[name=title]'));
  await keyboard.type('Without a mouse');
  await tabTo(page, text());
  await keyboard.type('Hands on the keys.');
  await keyboard.press('Enter');
  await keyboard.type('/cta');
  await page.locator('.slash-menu-popup__item-block-button.slash-menu-popup__item--selected').waitFor();
  await keyboard.press('Enter');
  await tabTo(page, drawer.locator('input[name="buttonText"]'));
  await keyboard.type('Come');
  await tabTo(page, drawer.locator('input[name="buttonUrl"]'));
  await keyboard.type('/join/');
  await confirm();
  await drawn('Come').waitFor();

  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await tabTo(page, drawer.locator('input[name="buttonText"]'));
  await keyboard.press('End');
  await keyboard.type(' along');
  await confirm();
  await drawn('Come along').waitFor();

  await keyboard.press('Escape');
  await tabTo(page, page.locator('#action-save'), 'Shift+Tab');
  const published = page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && !response.url().includes('autosave=true') && response.ok(),
  );
  await keyboard.press('Enter');
  await published;
});
