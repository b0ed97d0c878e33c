import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask } from './accounts.ts';
import { hasChromium, launch } from './browser.ts';
import { firstEditor, type RunningHouse, startHouse } from './running-house.ts';

/** Milliseconds after which nothing more is to be expected, on a machine that has much else to do. */
export const PATIENCE = 60_000;

interface Body {
  readonly root: { readonly children: readonly Record<string, unknown>[] };
}

/** An editor who is signed in to the admin of a house, and what one does there. */
export interface Desk {
  readonly house: Pick<RunningHouse, 'origin'>;
  readonly browser: Browser;
  readonly page: Page;
  /** The text of the post that is open. */
  text(): Locator;
  /** The next autosave, answered. */
  autosaved(): Promise<unknown>;
  /** A new post with a title; answers its id when it is kept. */
  begin(title: string): Promise<string>;
  /** Chooses from the slash menu, on a line of its own; `key` is the item's, as `block-button`. */
  slash(words: string, key: string): Promise<void>;
  /** Publishes, and answers when the server has said yes. */
  publish(): Promise<void>;
  /** A document as the API tells it to whoever is signed in. */
  read(path: string): Promise<Record<string, unknown>>;
  /** The text of a post as it stands in the draft. */
  readDraft(id: string): Promise<Body>;
  /** Shuts the browser and the house. */
  leave(): Promise<void>;
}

/** A house of its own with an editor in it; null where there is no Chromium. */
export async function openDesk(options: BrowserContextOptions = {}): Promise<Desk | null> {
  if (!hasChromium()) return null;
  const [house, browser] = await Promise.all([startHouse(), launch()]);
  try {
    return await sitDown({ house, browser, options });
  } catch (error) {
    await browser.close();
    await house.stop();
    throw error;
  }
}

/** Signs the first editor in, in a window of its own. */
export async function sitDown({
  house,
  browser,
  options = {},
}: {
  house: Pick<RunningHouse, 'origin' | 'stop'>;
  browser: Browser;
  options?: BrowserContextOptions;
}): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 1000 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await signIn(page, house.origin('cms'));
  const read: Desk['read'] = (path) => ask(page, path);
  return {
    house,
    browser,
    page,
    text: () => page.locator('.rich-text-lexical [contenteditable=true]').first(),
    autosaved: () =>
      page.waitForResponse(
        (response) => response.request().method() === 'PATCH' && response.url().includes('autosave=true') && response.ok(),
      ),
    async begin(title) {
      await page.goto(`${house.origin('cms')}/admin/collections/posts/create`);
      // Payload keeps an empty draft at once and goes on to its address.
      await page.waitForURL(/\/posts\/[0-9a-f-]{36}/);
      const id = /\/posts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
      await page.locator('input[name=title]').fill(title);
      await expect.poll(async () => (await read(`/api/posts/${id}?draft=true&depth=0`)).title, { timeout: PATIENCE }).toBe(title);
      return id;
    },
    async slash(words, key) {
      await page.keyboard.type(`/${words}`);
      await page.locator(`.slash-menu-popup__item-${key}`).click();
    },
    publish: () => publish(page),
    read,
    async readDraft(id) {
      const { body } = await read(`/api/posts/${id}?draft=true&depth=0`);
      return body as Body;
    },
    async leave() {
      await browser.close();
      await house.stop();
    },
  };
}

/** Signs the first editor in, through the form. */
export async function signIn(page: Page, cms: string): Promise<void> {
  await page.goto(`${cms}/admin/login`);
  await page.getByLabel('Email').fill(firstEditor.email, { timeout: PATIENCE });
  await page.locator('input[name=password]').fill(firstEditor.password);
  await page.getByRole('button', { name: 'Login', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/login'), { timeout: PATIENCE });
}

/** Presses the button that publishes and answers when the server has said yes. */
export async function publish(page: Page): Promise<void> {
  const saved = page.waitForResponse(
    (response) =>
      response.request().method() === 'PATCH' && /\/api\/posts\/[^?]+\?(?!.*autosave=true)/.test(response.url()) && response.ok(),
    { timeout: PATIENCE },
  );
  await page.locator('#action-save').click();
  await saved;
}
