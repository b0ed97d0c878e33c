import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { hasChromium, launch } from '../tests/e2e/browser.ts';
import { ask, type BenchHouse, startBenchHouse } from './http/house.ts';
import { median } from './http/load.ts';
import { createMembers } from './http/members.ts';

const ROUNDS = 7;
/** A phone on a slow connection: 150 ms there and back, 1.6 Mbit/s down, a quarter of this processor. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const SLOWER = 4;
const PAGES = { home: '/', post: '' } as const;

interface Seen {
  readonly lcp: number;
  readonly cls: number;
  readonly bytes: number;
  readonly scripts: number;
  readonly fonts: number;
}

/**
 * What a reader on a phone waits for: largest contentful paint in milliseconds and layout shift of
 * the front page and a post, as guest and as member, in a headless Chromium with an empty cache
 * each time, medians of seven. Beside them, on the same throttled line in the same run, `bareLcp`:
 * the text of that post alone, no styles, fonts or pictures, from a bare node:http server. Bytes are
 * as sent.
 */
export async function run({ root, say }: { root: string; say: (line: string) => void }): Promise<Record<string, number>> {
  if (!hasChromium()) throw new Error('This needs /usr/bin/chromium: install Debian’s package chromium.');
  const house = await startBenchHouse({ root, say });
  const browser = await launch();
  try {
    const post = await findPost(house);
    const [cookie = ''] = await createMembers(house.databaseUrl, 1);
    const origin = `http://blog.rose.localhost:${house.port}`;
    const bare = await startBare(house, post);
    const figures: Record<string, number> = {};
    for (const [name, path] of Object.entries({ ...PAGES, post })) {
      for (const [reader, cookies] of [
        ['Guest', ''],
        ['Member', cookie],
      ] as const) {
        await ask(house.port, 'blog', path, { headers: { accept: 'text/html', 'accept-encoding': 'br', cookie: cookies } });
        const seen = await rounds(browser, origin + path, cookies);
        figures[`${name}${reader}Lcp`] = Math.round(median(seen.map(({ lcp }) => lcp)));
        figures[`${name}${reader}Cls`] = Math.round(Math.max(...seen.map(({ cls }) => cls)) * 1000) / 1000;
        if (reader === 'Guest') {
          figures[`${name}Bytes`] = median(seen.map(({ bytes }) => bytes));
          figures[`${name}ScriptBytes`] = median(seen.map(({ scripts }) => scripts));
          figures[`${name}FontBytes`] = median(seen.map(({ fonts }) => fonts));
        }
        say(`${name} ${reader}: LCP ${figures[`${name}${reader}Lcp`]} ms, CLS ${figures[`${name}${reader}Cls`]}`);
      }
    }
    const bareLcp = Math.round(median((await rounds(browser, bare.url, '')).map(({ lcp }) => lcp)));
    bare.stop();
    return { ...figures, bareLcp, postLcpRatio: Math.round(((figures.postGuestLcp ?? 0) / bareLcp) * 100) / 100 };
  } finally {
    await browser.close();
    await house.stop();
  }
}

async function rounds(browser: Browser, url: string, cookie: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let round = 0; round < ROUNDS; round += 1) seen.push(await look(browser, url, cookie));
  return seen;
}

async function look(browser: Browser, url: string, cookie: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true });
  try {
    const [name = '', value = ''] = cookie.split('=');
    if (cookie) await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    await cdp.send('Network.emulateNetworkConditions', NETWORK);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const types = new Map<string, string>();
    const sent = { Font: 0, Script: 0, Image: 0, other: 0 };
    cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = types.get(requestId) ?? 'other';
      sent[type === 'Font' || type === 'Script' || type === 'Image' ? type : 'other'] += encodedDataLength;
    });
    await page.addInitScript(OBSERVE);
    await page.goto(url, { waitUntil: 'load' });
    // The last largest paint comes a moment after everything has loaded; without any there is nothing to measure.
    await page.waitForFunction('globalThis.__seen.lcp > 0', undefined, { timeout: 10_000 });
    await page.waitForTimeout(600);
    const { lcp, cls } = await page.evaluate<{ lcp: number; cls: number }>('globalThis.__seen');
    return { lcp, cls, bytes: sent.other + sent.Script, scripts: sent.Script, fonts: sent.Font };
  } finally {
    await context.close();
  }
}

const OBSERVE = `
  globalThis.__seen = { lcp: 0, cls: 0 };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) __seen.lcp = entry.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) __seen.cls += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
`;

/** A post with a picture, as the front page's lead is. */
async function findPost(house: BenchHouse): Promise<string> {
  const home = (await ask(house.port, 'blog', '/', { headers: { accept: 'text/html' } })).body.toString();
  const href = /class="[^"]*lead[\s\S]*?href="(\/[^"]+)"/.exec(home)?.[1];
  if (!href) throw new Error('The front page has no lead to measure.');
  return href;
}

async function startBare(house: BenchHouse, post: string): Promise<{ url: string; stop(): void }> {
  const html = (await ask(house.port, 'blog', post, { headers: { accept: 'text/html' } })).body.toString();
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  const text = main.replace(/<(picture|img|source|script|style|link|svg)\b[\s\S]*?>/g, '');
  const page = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bare</title>${text}`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://bare.localhost:${port}/`, stop: () => server.close() };
}
