import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SITE_NAMES } from '../../contracts/shared.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { type IdentityHouse, openIdentityHouse } from './identity-house.ts';

import { createShop } from './shop.ts';

let house: IdentityHouse;
beforeAll(async () => {
  house = await openIdentityHouse();
});
afterAll(() => house?.close());

const tx = () => toExecutor(house.payload);
const toCode = (link: string) => new URL(link).searchParams.get('code') ?? '';
const toAction = (link: string) => link.split('?')[0] ?? link;

describe('signing in by a link', () => {
  test('a newcomer registers by it and lands where they began', async () => {
    const browser = house.browser();
    const page = await browser.open(house.at('blog', '/sign-in?return=%2Fa-post%2F'));
    expect(page.status).toBe(200);
    expect(page.url).toMatch(/^http:\/\/federation\.rose\.localhost:\d+\/oidc\/interaction\/[\w-]+$/);
    expect(page.body).toContain('<label for="email">');

    const link = await house.askForLink(browser, page, 'rosa.ash@example.org');
    const confirm = await browser.get(link);
    expect(confirm.body).toContain('rosa.ash@example.org');
    const landed = await browser.follow(await browser.post(toAction(link), { code: toCode(link) }));
    expect(landed.url).toBe(house.at('blog', '/a-post/'));

    expect(await house.viewerOf(browser, 'blog')).toMatchObject({
      email: 'rosa.ash@example.org',
      name: 'Rosa Ash',
      roles: ['member'],
      paid: false,
    });
    expect(await house.viewerOf(browser, 'market')).toBeNull();
    const { docs } = await house.payload.find({
      collection: 'activities',
      where: { objectType: { equals: 'users' }, type: { equals: 'Create' } },
    });
    expect(docs.some(({ objectId, actorId }) => objectId === actorId)).toBe(true);
  });

  test('one sign-in serves all sites without another question', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'once@example.org', 'blog');
    for (const site of SITE_NAMES) {
      const landed = await browser.open(house.at(site, '/sign-in?return=%2Fthere'));
      expect(landed.url).toBe(house.at(site, '/there'));
      expect((await house.viewerOf(browser, site))?.email).toBe('once@example.org');
    }
  });

  test('opening the link, as mail programs do, uses nothing up', async () => {
    const browser = house.browser();
    const page = await browser.open(house.at('account', '/sign-in'));
    const link = await house.askForLink(browser, page, 'scanned@example.org');
    for (let i = 0; i < 3; i += 1) expect((await house.browser('Link scanner').get(link)).status).toBe(200);
    await browser.follow(await browser.post(toAction(link), { code: toCode(link) }));
    expect((await house.viewerOf(browser, 'account'))?.email).toBe('scanned@example.org');
  });

  test('a link opened in another browser signs that one in, and the one that asked stays a guest', async () => {
    const asked = house.browser('Laptop');
    const page = await asked.open(house.at('blog', '/sign-in'));
    const link = await house.askForLink(asked, page, 'phone@example.org');
    const opened = house.browser('Phone');
    await opened.get(link);
    const landed = await opened.follow(await opened.post(toAction(link), { code: toCode(link) }));
    expect(landed.url).toBe(house.at('blog', '/'));
    expect((await house.viewerOf(opened, 'blog'))?.email).toBe('phone@example.org');
    expect(await house.viewerOf(asked, 'blog')).toBeNull();
    expect((await asked.get(page.url)).body).toContain('Send me the link');
  });

  test('a link serves once', async () => {
    const browser = house.browser();
    const page = await browser.open(house.at('account', '/sign-in'));
    const link = await house.askForLink(browser, page, 'twice@example.org');
    const answers = await Promise.all([1, 2, 3].map(() => house.browser().post(toAction(link), { code: toCode(link) })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 400, 400]);
  });

  test.each([
    ['wrong', (code: string) => `${code.split('.')[0]}.${'A'.repeat(43)}`],
    ['cut short', (code: string) => code.slice(0, -1)],
    ['no code at all', () => 'x'],
    ['with a quote', () => "' or 1=1 --"],
  ])('a code that is %s opens nothing', async (_name, spoil) => {
    const browser = house.browser();
    const page = await browser.open(house.at('account', '/sign-in'));
    const link = await house.askForLink(browser, page, `spoilt${Math.random()}@example.org`);
    const answer = await browser.post(toAction(link), { code: spoil(toCode(link)) });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('This link is used up');
  });

  test('after five wrong guesses the right code is worth nothing either', async () => {
    const browser = house.browser();
    const page = await browser.open(house.at('account', '/sign-in'));
    const link = await house.askForLink(browser, page, 'guessed@example.org');
    const [id] = toCode(link).split('.');
    for (let i = 0; i < 5; i += 1) await browser.post(toAction(link), { code: `${id}.${'B'.repeat(43)}` });
    expect((await browser.post(toAction(link), { code: toCode(link) })).status).toBe(400);
  });

  test('a link is too old after a quarter of an hour', async () => {
    const browser = house.browser();
    const page = await browser.open(house.at('account', '/sign-in'));
    const link = await house.askForLink(browser, page, 'late@example.org');
    await tx().execute(sql`update sign_in_codes set expires_at = now() - interval '1 second' where email = 'late@example.org'`);
    expect((await browser.post(toAction(link), { code: toCode(link) })).status).toBe(400);
  });

  test('codes and cookies lie in the database as hashes only', async () => {
    const browser = house.browser();
    const page = await browser.open(house.at('account', '/sign-in'));
    const link = await house.askForLink(browser, page, 'hashed@example.org');
    const secret = toCode(link).split('.')[1] ?? '';
    await browser.follow(await browser.post(toAction(link), { code: toCode(link) }));
    const token = browser.cookie(house.hostOf('account'), 'rose_session') ?? '';
    expect(token).toHaveLength(43);
    const { rows } = await tx().execute<{ all: string }>(sql`
      select (select string_agg(c::text, '') from sign_in_codes c) || (select string_agg(s::text, '') from site_sessions s) as all
    `);
    expect(rows[0]?.all).toContain('hashed@example.org');
    expect(rows[0]?.all).not.toContain(secret);
    expect(rows[0]?.all).not.toContain(token);
  });
});

describe('signing out', () => {
  test('at one site: a guest on all, and the issuer asks again; it ends at a public page', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'leaver@example.org', 'blog');
    for (const site of SITE_NAMES) await browser.open(house.at(site, '/sign-in'));
    const revoked: string[] = [];
    house.doors.identity.onRevoked((sids) => revoked.push(...sids));

    const answer = await browser.post(house.at('market', '/sign-out'));
    expect(answer.status).toBe(303);
    const landed = await browser.follow(answer);
    expect(landed.url).toBe(house.at('market', '/signed-out'));
    expect(landed.status).toBe(200);
    expect(landed.body).toContain('You are signed out');
    for (const site of SITE_NAMES) expect(await house.viewerOf(browser, site)).toBeNull();
    expect(new Set(revoked).size).toBe(SITE_NAMES.length);
    const again = await browser.open(house.at('blog', '/sign-in'));
    expect(again.body).toContain('Send me the link');
  });

  test('leaves the other device alone', async () => {
    const [laptop, phone] = [house.browser('Laptop'), house.browser('Phone')];
    await house.signIn(laptop, 'two@example.org', 'blog');
    await house.signIn(phone, 'two@example.org', 'blog');
    await laptop.post(house.at('blog', '/sign-out'));
    expect(await house.viewerOf(laptop, 'blog')).toBeNull();
    expect((await house.viewerOf(phone, 'blog'))?.email).toBe('two@example.org');
  });

  test('one device signs another one out, and nobody else’s', async () => {
    const [laptop, phone, stranger] = [house.browser('Laptop'), house.browser('Phone'), house.browser('Stranger')];
    await house.signIn(laptop, 'owner@example.org', 'account');
    await house.signIn(phone, 'owner@example.org', 'blog');
    await house.signIn(stranger, 'thief@example.org', 'account');
    const [owner, thief] = [await house.viewerOf(laptop, 'account'), await house.viewerOf(stranger, 'account')];
    if (!owner || !thief) throw new Error('not signed in');
    const sessions = await house.services.account.listSessions(owner);
    expect(sessions.map(({ sites, device, isThis }) => [device, sites, isThis]).sort()).toEqual([
      ['Laptop', ['account'], true],
      ['Phone', ['blog'], false],
    ]);
    const target = sessions.find(({ device }) => device === 'Phone')?.sid ?? '';

    await house.services.account.endSession({ viewer: thief, sid: target });
    expect(await house.viewerOf(phone, 'blog')).not.toBeNull();
    await house.services.account.endSession({ viewer: owner, sid: target });
    expect(await house.viewerOf(phone, 'blog')).toBeNull();
    expect(await house.viewerOf(laptop, 'account')).not.toBeNull();
  });

  test('a form of another site cannot do it', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'framed@example.org', 'blog');
    const answer = await browser.post(house.at('blog', '/sign-out'), {}, { origin: house.at('market') });
    expect(answer.status).toBe(403);
    expect(await house.viewerOf(browser, 'blog')).not.toBeNull();
    expect((await browser.get(house.at('blog', '/sign-out'))).status).toBe(405);
  });

  test('at the issuer (RP-Initiated Logout 1.0): every site is told and forgets', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'issuer-out@example.org', 'blog');
    await browser.open(house.at('cart', '/sign-in'));
    const page = await browser.get(house.at('federation', '/oidc/session/end'));
    expect(page.body).toContain('Sign out?');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const done = await browser.follow(await browser.post(house.at('federation', '/oidc/session/end/confirm'), { xsrf, logout: 'yes' }));
    expect(done.body).toContain('You are signed out');
    expect(await house.viewerOf(browser, 'blog')).toBeNull();
    expect(await house.viewerOf(browser, 'cart')).toBeNull();
    const { rows } = await tx().execute(sql`select 1 from oidc_payloads where model = 'SeenLogoutToken'`);
    expect(rows).toHaveLength(2);
  });
});

describe('what comes back from the issuer', () => {
  const begin = async () => {
    const browser = house.browser();
    await house.signIn(browser, `returning${Math.random()}@example.org`, 'account');
    const leaving = await browser.get(house.at('blog', '/sign-in'));
    const answer = await browser.get(leaving.headers.location ?? '');
    return { browser, callback: new URL(answer.headers.location ?? '') };
  };
  const spoil = (url: URL, name: string, value: string) => {
    const copy = new URL(url);
    copy.searchParams.set(name, value);
    return copy.href;
  };

  test('another state, issuer or code is refused (RFC 9700 §2.1.1, RFC 9207 §2.4)', async () => {
    for (const [name, value] of [
      ['state', 'another'],
      ['iss', 'http://elsewhere.example/oidc'],
      ['code', 'invented'],
    ] as const) {
      const { browser, callback } = await begin();
      const answer = await browser.get(spoil(callback, name, value));
      expect(answer.status).toBe(503);
      expect(await house.viewerOf(browser, 'blog')).toBeNull();
    }
  });

  test('a code serves once, and only in the browser that began (RFC 9700 §4.5)', async () => {
    const { browser, callback } = await begin();
    expect((await house.browser().get(callback.href)).status).toBe(400);
    const attempt = browser.cookie(house.hostOf('blog'), 'rose_attempt') ?? '';
    expect((await browser.get(callback.href)).status).toBe(303);
    expect(await house.viewerOf(browser, 'blog')).not.toBeNull();
    browser.setCookie(house.hostOf('blog'), 'rose_attempt', attempt);
    expect((await browser.get(callback.href)).status).toBe(503);
  });

  test('a new cookie at every sign-in, and the old one is worth nothing (session fixation)', async () => {
    const { browser, callback } = await begin();
    await browser.get(callback.href);
    const planted = browser.cookie(house.hostOf('blog'), 'rose_session') ?? '';
    await browser.open(house.at('blog', '/sign-in'));
    expect(browser.cookie(house.hostOf('blog'), 'rose_session')).not.toBe(planted);
    expect(await house.doors.identity.findViewer({ site: 'blog', cookie: `rose_session=${planted}` })).toBeNull();
  });

  test('a cookie of one site is worth nothing at another', async () => {
    const { browser, callback } = await begin();
    await browser.get(callback.href);
    const token = browser.cookie(house.hostOf('blog'), 'rose_session');
    expect(await house.doors.identity.findViewer({ site: 'market', cookie: `rose_session=${token}` })).toBeNull();
  });

  test.each(['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example'])(
    'the way back never leaves the host: %s (RFC 9700 §4.11)',
    async (address) => {
      const { browser } = await begin();
      const landed = await browser.open(house.at('blog', `/sign-in?return=${encodeURIComponent(address)}`));
      expect(landed.url).toBe(house.at('blog', '/'));
    },
  );
});

test('a guest’s basket is the member’s after the sign-in, and the cookie’s holder has none', async () => {
  const sellableId = await createShop(house).product();
  const guest = { viewer: null, basketToken: null };
  const { newToken = '' } = await house.services.cart.addToBasket({ shopper: guest, sellableId, quantity: 2 });
  const browser = house.browser();
  browser.setCookie(house.hostOf('cart'), 'rose_basket', newToken);
  await house.signIn(browser, 'shopper@example.org', 'cart', '/basket/');
  const viewer = await house.viewerOf(browser, 'cart');
  expect((await house.services.cart.getBasket({ viewer, basketToken: null })).count).toBe(2);
  expect((await house.services.cart.getBasket({ viewer: null, basketToken: newToken })).count).toBe(0);
});

describe('the person', () => {
  test('who is locked is a guest at once, and so is one who is gone', async () => {
    for (const end of ['lock', 'delete'] as const) {
      const browser = house.browser();
      await house.signIn(browser, `${end}@example.org`, 'blog');
      const viewer = await house.viewerOf(browser, 'blog');
      if (!viewer) throw new Error('not signed in');
      if (end === 'lock') await house.payload.update({ collection: 'users', id: viewer.id, data: { status: 'locked' } });
      else await house.payload.delete({ collection: 'users', id: viewer.id });
      expect(await house.viewerOf(browser, 'blog')).toBeNull();
    }
  });

  test('an invited editor accepts by signing in and keeps the role', async () => {
    await house.payload.create({
      collection: 'users',
      data: {
        email: 'invited@example.org',
        name: 'Ida Invited',
        roles: ['editor'],
        status: 'invited',
        password: 'a long password of nobody',
      },
    });
    const browser = house.browser();
    await house.signIn(browser, 'Invited@Example.org', 'blog').catch(() => undefined);
    const page = await browser.open(house.at('blog', '/sign-in'));
    if (page.url.includes('/interaction/')) await house.signIn(browser, 'invited@example.org', 'blog');
    expect(await house.viewerOf(browser, 'blog')).toMatchObject({ name: 'Ida Invited', roles: ['editor'] });
  });
});
