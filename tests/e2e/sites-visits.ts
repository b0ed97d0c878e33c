import { request } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunningHouse } from './running-house.ts';

export const admin = { email: 'editor@rose.localhost', password: 'roses are ash, say the tests' };

/** `blog /about/` as an address. */
export function toUrl(house: RunningHouse, address: string): string {
  const [host = '', path = ''] = address.split(' ');
  return house.origin(host) + path;
}

/** A window in which the first editor may use the API of the cms. */
export async function openDesk(house: RunningHouse, browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${house.origin('cms')}/api/users/me`);
  await ask(page, '/api/users/login', admin);
  return page;
}

/** GET, or POST when there is something to send; throws with the answer when it is a refusal. */
export async function ask<T>(desk: Page, path: string, body?: unknown): Promise<T> {
  const { ok, text } = await desk.evaluate(
    async ({ address, json }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(address, json === null ? {} : { method: 'POST', headers, body: json });
      return { ok: answer.ok, text: await answer.text() };
    },
    { address: path, json: body === undefined ? null : JSON.stringify(body) },
  );
  if (!ok) throw new Error(`${path}: ${text}`);
  return JSON.parse(text) as T;
}

/** Signs this window in to the blog, by the link of the mail, as a person does. */
export async function signIn(options: { house: RunningHouse; context: BrowserContext; desk: Page; email: string }): Promise<void> {
  const { house, context, desk, email } = options;
  const page = await context.newPage();
  await page.goto(`${house.origin('blog')}/sign-in?return=/about/`);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('A link is on its way').waitFor();
  const query = `where[recipient][equals]=${encodeURIComponent(email)}&sort=-createdAt&limit=1`;
  const { docs } = await ask<{ docs: { text: string }[] }>(desk, `/api/mails?${query}`);
  await page.goto(/http:\S+/.exec(docs[0]?.text ?? '')?.[0] ?? '');
  await page.getByText(email).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${house.origin('blog')}/about/`);
  await page.close();
}

/** Notes each layout shift of the pages of this window, also of those that come before anybody asks. */
export async function watchShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node: Node | null }[] })[]) {
        shifts.push(
          `${entry.value}: ${entry.sources.map(({ node }) => node?.nodeName + (node?.textContent ?? '').trim().slice(0, 30)).join(', ')}`,
        );
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** What moved while the page loaded and while somebody scrolled to its end. */
export async function readShifts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await document.fonts.ready;
    for (let top = 0; top < document.documentElement.scrollHeight; top += 500) {
      window.scrollTo(0, top);
      await frame();
    }
    // What is not shown at this width is never fetched.
    const shown = [...document.images].filter((one) => one.checkVisibility() && !one.complete);
    await Promise.all(shown.map((one) => new Promise((resolve) => ['load', 'error'].map((event) => one.addEventListener(event, resolve)))));
    await frame();
    return (window as unknown as { shifts: string[] }).shifts;
  });
}

/** Bytes that came over the wire, by kind of thing, headers counted. */
export async function weigh(page: Page, url: string): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const kinds = new Map<string, string>();
  const weights: Record<string, number> = {};
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'unknown';
    weights[kind] = (weights[kind] ?? 0) + encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await session.detach();
  return weights;
}

/** Asks as a program does, and leaves the body as it came. */
export function fetchRaw(url: string, encoding: string): Promise<{ headers: Record<string, unknown>; body: Buffer }> {
  const { host, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: pathname + search, headers: { host, 'accept-encoding': encoding } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}

/** Presses Tab until what `selector` names has the focus; throws when it never does. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`Tab never came to ${selector}`);
}
