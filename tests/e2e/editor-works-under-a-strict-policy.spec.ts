import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasChromium, launch } from './browser.ts';
import { PATIENCE, signIn } from './editor.ts';
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

interface Watched {
  readonly page: Page;
  /** What the browser refused, by the policy, since the last call. */
  takeViolations(): string[];
  /** Hosts asked that are not ours. */
  readonly foreign: Set<string>;
}

/** A page on which every refusal is written down: those the page hears of, and those only the console tells. */
async function openWatched(from: Browser): Promise<Watched> {
  const page = await (await from.newContext()).newPage();
  page.setDefaultTimeout(PATIENCE);
  const refused: string[] = [];
  const foreign = new Set<string>();
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !hostname.endsWith('rose.localhost')) foreign.add(hostname);
  });
  await page.exposeFunction('tellRefusal', (text: string) => void refused.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = Reflect.get(window, 'tellRefusal') as (text: string) => void;
      tell(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { page, foreign, takeViolations: () => refused.splice(0) };
}

test('the dashboard and a list are shown, and the policy is never in the way', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const cms = house.origin('cms');
  const { page, foreign, takeViolations } = await openWatched(browser);
  await signIn(page, cms);
  expect(takeViolations(), 'the dashboard').toEqual([]);
  await page.goto(`${cms}/admin/collections/posts`);
  await page.locator('.table tbody a').first().waitFor();
  expect(takeViolations(), 'the list').toEqual([]);
  expect([...foreign]).toEqual([]);
});

test('a script that somebody smuggled in does not run', async ({ skip }) => {
  if (!house || !browser) return skip('install chromium');
  const cms = house.origin('cms');
  const { page, takeViolations } = await openWatched(browser);
  const policies = async () => {
    const answer = await page.goto(`${cms}/admin/login`);
    return (await answer?.headersArray())?.filter(({ name }) => name.toLowerCase() === 'content-security-policy').map(({ value }) => value);
  };
  const first = await policies();
  expect(await policies(), 'a nonce is good once').not.toEqual(first);
  expect(first?.join()).not.toMatch(/script-src [^;]*'unsafe-(inline|eval)'/);
  // Whoever asks cannot choose the nonce.
  const answered = await page.evaluate(async () => {
    const answer = await fetch('/admin/forgot', {
      headers: {
        'content-security-policy': "script-src 'nonce-chosen'",
        'content-security-policy-report-only': "script-src 'nonce-chosen'",
      },
    });
    return { policy: answer.headers.get('content-security-policy') ?? '', text: await answer.text() };
  });
  expect(answered.text).not.toContain('chosen');
  takeViolations();

  // As if text of somebody else's stood in the page unescaped.
  const smuggled = [
    '<script>window.ran = "inline"</script>',
    '<script src="/api/nothing.js"></script>',
    '<img src="data:," onerror="window.ran = \'handler\'">',
  ];
  const body = answered.text.replace(/<body[^>]*>/, (tag) => tag + smuggled.join(''));
  await page.route('**/admin/forgot', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': answered.policy }, body }),
  );
  await page.goto(`${cms}/admin/forgot`);
  await page.getByLabel('Email').waitFor();
  // And as if a script of ours were made to bring in another's.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.src = 'http://evil.localhost/x.js';
        script.onload = script.onerror = resolve;
        document.body.append(script);
      }),
  );
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
  const refused = takeViolations();
  expect(refused).toEqual(expect.arrayContaining(['script-src-elem inline', 'script-src-attr inline']));
  for (const part of ['/api/nothing.js', 'http://evil.localhost/x.js']) {
    expect(refused, part).toContainEqual(expect.stringMatching(new RegExp(`^script-src-elem .*${part}$`)));
  }
});
