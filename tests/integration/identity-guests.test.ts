import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toExecutor } from '../../platform/transactions.ts';
import { type IdentityHouse, openIdentityHouse } from './identity-house.ts';

let house: IdentityHouse;
beforeAll(async () => {
  house = await openIdentityHouse();
});
afterAll(() => house?.close());

const tx = () => toExecutor(house.payload);
const moved = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', accept: 'text/html' };
const countMails = async (email: string) =>
  (await house.payload.count({ collection: 'mails', where: { recipient: { equals: email } } })).totalDocs;

describe('what strangers may learn', () => {
  test('the page says the same for a member, a stranger and somebody locked; only the locked get no mail', async () => {
    await house.payload.create({
      collection: 'users',
      data: { email: 'locked@example.org', name: 'Locked', roles: ['member'], status: 'locked', password: 'a long password of nobody' },
    });
    await house.signIn(house.browser(), 'known@example.org');
    const pages: string[] = [];
    for (const email of ['known@example.org', 'stranger@example.org', 'locked@example.org']) {
      const browser = house.browser();
      const page = await browser.open(house.at('account', '/sign-in'));
      const answer = await browser.post(page.url, { email });
      expect(answer.status).toBe(200);
      pages.push(answer.body.replaceAll(email, 'X').replaceAll(/interaction\/[\w-]+/g, 'interaction/U'));
    }
    expect(new Set(pages).size).toBe(1);
    expect(await countMails('stranger@example.org')).toBe(1);
    expect(await countMails('locked@example.org')).toBe(0);
  });

  test('five links in a quarter of an hour for one address, whether it has an account or not', async () => {
    for (const email of ['rosa.ash@example.org', 'never-seen@example.org']) {
      await tx().execute(sql`delete from sign_in_codes`);
      const statuses: number[] = [];
      for (let i = 0; i < 6; i += 1) {
        const browser = house.browser();
        const page = await browser.open(house.at('account', '/sign-in'));
        statuses.push((await browser.post(page.url, { email })).status);
      }
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    }
  });

  test('a hundred asks at the same moment are five', async () => {
    await tx().execute(sql`delete from sign_in_codes`);
    const browser = house.browser();
    const page = await browser.open(house.at('account', '/sign-in'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.post(page.url, { email: 'flood@example.org' })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    await tx().execute(sql`delete from sign_in_codes`);
  });

  test('an address that is none is refused with a sentence', async () => {
    const browser = house.browser();
    const page = await browser.open(house.at('account', '/sign-in'));
    const answer = await browser.post(page.url, { email: '"><script>alert(1)</script>' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('&quot;&gt;&lt;script&gt;');
    expect(answer.body).not.toContain('<script>');
  });
});

describe('moving between our sites', () => {
  test('who is signed in at one is known at the next by a silent question', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'mover@example.org', 'blog');
    const asked = await browser.get(house.at('events', '/an-event/?page=2'), moved);
    expect(asked.headers.location).toContain('prompt=none');
    const landed = await browser.follow(asked);
    expect(landed.url).toBe(house.at('events', '/an-event/?page=2'));
    expect((await house.viewerOf(browser, 'events'))?.email).toBe('mover@example.org');
  });

  test('a guest is asked about once in five minutes', async () => {
    const browser = house.browser();
    const landed = await browser.follow(await browser.get(house.at('events', '/'), moved));
    expect(landed.url).toBe(house.at('events', '/'));
    expect((await browser.get(house.at('events', '/'), moved)).headers.location).toBeUndefined();
  });

  test('a sign-in elsewhere overrides a remembered no at once', async () => {
    const browser = house.browser();
    for (const site of ['events', 'market'] as const) {
      await browser.follow(await browser.get(house.at(site, '/'), moved));
      expect((await browser.get(house.at(site, '/'), moved)).headers.location).toBeUndefined();
    }
    await house.signIn(browser, 'later@example.org', 'blog');
    for (const site of ['events', 'market'] as const) {
      await browser.follow(await browser.get(house.at(site, '/'), moved));
      expect((await house.viewerOf(browser, site))?.email).toBe('later@example.org');
    }
  });

  test.each(['none', 'cross-site', 'same-origin'])('a visit that is %s is never sent round', async (from) => {
    const answer = await house.browser().get(house.at('events', '/'), { ...moved, 'sec-fetch-site': from });
    expect(answer.headers.location).toBeUndefined();
  });

  test('the issuer’s own addresses are not sent round either', async () => {
    const answer = await house.browser().get(house.at('federation', '/oidc/.well-known/openid-configuration'), moved);
    expect(answer.status).toBe(200);
  });
});
