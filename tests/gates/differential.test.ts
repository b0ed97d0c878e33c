import { afterAll, beforeAll, expect, test } from 'vitest';
import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import { KINDS } from '../../server/fragments/registry.ts';
import type { SiteApp } from '../../server/host/router.ts';
import { compareLedger, readLedger } from './ledger.ts';
import { handleAll } from './trade.ts';
import { openWholeHouse, type Reader, type WholeHouse } from './whole-house.ts';

const ledger = readLedger(new URL('./differential.txt', import.meta.url));
const READERS: readonly Reader[] = ['guest', 'member'];
const FRAME = 'a-page-of-the-test';
const FRONTS: readonly [SiteName, string][] = SITE_NAMES.map((site) => [site, site === 'cart' ? '/basket/' : '/']);
const [BEGIN, END] = ['<!-- slot begins -->', '<!-- slot ends -->'];

let house: WholeHouse;
beforeAll(async () => {
  house = await openWholeHouse({ wrap: withFrame });
  await handleAll(house);
  const { payload } = house;
  // Every fragment has to say something.
  await payload.updateGlobal({ slug: 'site-settings', data: { announcement: 'Open on Sunday.' } });
  const base = { slug: '', _status: 'published' } as const;
  await payload.create({ collection: 'posts', data: { ...base, title: 'A post', visibility: 'members' } });
  await payload.create({ collection: 'pages', data: { ...base, title: 'A page', visibility: 'public' } });
  await payload.create({ collection: 'products', data: { ...base, title: 'A loaf', price: 450, currency: 'GBP', taxBasisPoints: 0 } });
  await payload.create({
    collection: 'events',
    data: {
      ...base,
      title: 'A supper',
      startsAt: '2031-06-01T18:00:00.000Z',
      startsAt_tz: 'Europe/London',
      endsAt: '2031-06-01T21:00:00.000Z',
      endsAt_tz: 'Europe/London',
      revision: 0,
    },
  });
  await handleAll(house);
});
afterAll(() => house?.close());

/** Pages of our own on each site, each with the one slot that its path names; the host knows no difference. */
function withFrame(_site: SiteName, app: SiteApp): SiteApp {
  return {
    ...app,
    handler: (req, res, next, locals) => {
      const [, frame, keep, type, params = ''] = (req.url ?? '').split('/');
      if (frame !== FRAME) return app.handler(req, res, next, locals);
      res.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        ...(keep === 'kept' ? { 'cdn-cache-control': 'max-age=60', 'cache-tag': 'test' } : {}),
      });
      res.end(`<!doctype html><p>${BEGIN}<rose-slot type="${type}" params="${decodeURIComponent(params)}"></rose-slot>${END}`);
    },
  };
}

/** What the host put into the slot of a page of `site`, and whether the page came from the cache. */
async function slotIn(
  site: SiteName,
  { type, params, keep }: { type: string; params: string; keep: 'kept' | 'made' },
  reader: Reader,
): Promise<{ html: string; hit: boolean }> {
  const { text, headers } = await house.page(site, `/${FRAME}/${keep}/${type}/${encodeURIComponent(params)}`, reader);
  const [, html, ...rest] = text.split(new RegExp(`${BEGIN}|${END}`));
  if (html === undefined || rest.length !== 1) throw new Error(`the page has no slot: ${text.slice(0, 300)}`);
  return { html, hit: String(headers['cache-status']).includes('hit') };
}

test('a fragment is the same bytes by its endpoint, in a fresh page, and in pages from the cache', async () => {
  const different: string[] = [];
  let compared = 0;
  for (const { type, owners, personal } of KINDS) {
    for (const owner of owners) {
      for (const reader of READERS) {
        const params = owners.length > 1 ? `site=${owner}` : 'site=market';
        const { status, text, headers } = await house.fragment(owner, type, params, reader);
        expect({ type, status, is: headers['x-rose-fragment'] }).toEqual({ type, status: 200, is: 'good' });
        expect(text, type).not.toBe('');
        // What is made once for all is made for a guest, whoever reads.
        const expected = personal ? text : (await house.fragment(owner, type, params, 'guest')).text;
        await slotIn('market', { type, params, keep: 'kept' }, reader);
        const kept = await slotIn('market', { type, params, keep: 'kept' }, reader);
        expect(kept.hit, `${type} for ${reader}`).toBe(true);
        const ways = {
          'page made for one': (await slotIn('market', { type, params, keep: 'made' }, reader)).html,
          'kept page': kept.html,
          'page of another site': (await slotIn('events', { type, params, keep: 'made' }, reader)).html,
          'endpoint again': (await house.fragment(owner, type, params, reader)).text,
        };
        for (const [way, bytes] of Object.entries(ways)) {
          compared += 1;
          if (bytes !== expected) different.push(`fragment ${owner} ${type} ${reader} ${way}`);
        }
      }
    }
  }
  expect(compared).toBeGreaterThanOrEqual(KINDS.length * 10);
  expect(
    compareLedger(
      different,
      ledger.filter(({ key }) => key.startsWith('fragment ')),
    ),
  ).toEqual({ unlisted: [], healed: [] });
});

test('a page is the same bytes made now, from the cache, and made anew', async () => {
  const pages: [SiteName, string][] = [
    ...FRONTS.filter(([site]) => site !== 'account'),
    ['blog', '/a-post/'],
    ['blog', '/a-page/'],
    ['blog', '/search/?q=post'],
    ['blog', '/rss.xml'],
    ['market', '/a-loaf/'],
    ['events', '/a-supper/'],
    ['events', '/calendar.ics'],
  ];
  const different: string[] = [];
  let kept = 0;
  for (const reader of READERS) {
    for (const [site, path] of pages) {
      const made = await house.page(site, path, reader);
      expect({ path, status: made.status }).toEqual({ path, status: 200 });
      const again = await house.page(site, path, reader);
      if (String(again.headers['cache-status']).includes('hit')) kept += 1;
      // A query that no page knows is never answered from the cache.
      const anew = await house.page(site, `${path}${path.includes('?') ? '&' : '?'}anew=yes`, reader);
      const ways = { again, anew };
      for (const [way, answer] of Object.entries(ways)) {
        if (!answer.bytes.equals(made.bytes)) different.push(`page ${site} ${path} ${reader} ${way}`);
      }
    }
  }
  expect(kept, 'pages that came from the cache').toBeGreaterThan(pages.length);
  expect(
    compareLedger(
      different,
      ledger.filter(({ key }) => key.startsWith('page ')),
    ),
  ).toEqual({ unlisted: [], healed: [] });
});

test("what the endpoints say stands in the sites' own pages, byte by byte", async () => {
  const slots = { 'nav-tree': 'blog', 'auth-menu': 'account', 'cart-mini': 'cart' } as const;
  for (const reader of READERS) {
    for (const [site, path] of FRONTS) {
      const { text, status } = await house.page(site, path, reader);
      // Guests have no home at the account.
      if (site === 'account' && reader === 'guest') continue;
      expect({ site, status }).toEqual({ site, status: 200 });
      for (const [type, owner] of Object.entries(slots)) {
        const { text: fragment } = await house.fragment(owner, type, type === 'nav-tree' ? `site=${site}` : '', reader);
        expect(text.includes(fragment), `${type} in ${site} for ${reader}`).toBe(true);
      }
    }
  }
});

test('the gate can fail: one byte more in one way is seen', () => {
  expect(compareLedger(['fragment cart cart-mini guest kept page'], ledger).unlisted).toHaveLength(1);
});
