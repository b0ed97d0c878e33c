import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SITE_NAMES } from '../../contracts/shared.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { openIdentityHouse, type IdentityHouse } from './identity-house.ts';

let house: IdentityHouse;
beforeAll(async () => {
  house = await openIdentityHouse();
});
afterAll(() => house?.close());

describe('signing in by a link', () => {
  test('a newcomer registers by it and lands where they began', async () => {
    const browser = house.browser();
    const page = await browser.open(house.at('blog', '/sign-in?return=%2Fa-post%2F'));
    expect(page.status).toBe(200);
    expect(page.url).toMatch(/^http:\/\/federation\.rose\.localhost:\d+\/oidc\/interaction\/[\w-]+$/);
    expect(page.body).toContain('<label class="label" for="email">');

    const link = await house.askForLink(browser, page, 'rosa.ash@example.org');
    const confirm = await browser.get(link);
    expect(confirm.body).toContain('rosa.ash@example.org');
    const answer = await browser.post(link.split('?')[0] ?? '', { code: new URL(link).searchParams.get('code') ?? '' });
    const landed = await browser.follow(answer);
    expect(landed.url).toBe(house.at('blog', '/a-post/'));

    const viewer = await house.viewerOf(browser, 'blog');
    expect(viewer).toMatchObject({ email: 'rosa.ash@example.org', name: 'Rosa Ash', roles: ['member'], paid: false });
    expect(await house.viewerOf(browser, 'market')).toBeNull();
  });

  test('one sign-in serves the other sites without another question', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'once@example.org', 'blog');
    for (const site of SITE_NAMES) {
      const landed = await browser.open(house.at(site, '/sign-in?return=%2Fthere'));
      expect(landed.url).toBe(house.at(site, '/there'));
      expect((await house.viewerOf(browser, site))?.email).toBe('once@example.org');
    }
  });
});
