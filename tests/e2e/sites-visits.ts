import { request } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { followLink } from './accounts.ts';
import type { RunningHouse } from './running-house.ts';

/** Signs this window in to the blog, by the link of the mail, as a person does. */
export async function signIn(options: { house: RunningHouse; context: BrowserContext; api: Page; email: string }): Promise<void> {
  const { house, context, api, email } = options;
  const page = await context.newPage();
  await page.goto(`${house.origin('blog')}/sign-in?return=/about/`);
  await followLink({ page, api, email });
  await page.waitForURL(`${house.origin('blog')}/about/`);
  await page.close();
}

declare global {
  interface Window {
    /** Written by `watchShifts`, in the page. */
    shifts: string[];
  }
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
    return window.shifts;
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
