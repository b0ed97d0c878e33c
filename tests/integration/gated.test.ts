import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, type Asker, bootApi } from './api-house.ts';
import { toBody } from './bodies.ts';

let house: ApiHouse;
const SECRET = 'xylophonequagga';
const ids: Record<string, string> = {};

beforeAll(async () => {
  house = await bootApi();
  const { payload } = house;
  const body = toBody(`Open words for all.\n\n=== members ===\n\n${SECRET} behind the wall.`);
  const base = { slug: '', body, _status: 'published' as const };
  ids.members = (await payload.create({ collection: 'posts', data: { ...base, title: 'For members', visibility: 'members' } })).id;
  ids.paid = (await payload.create({ collection: 'posts', data: { ...base, title: 'For payers', visibility: 'paid' } })).id;
  ids.tiers = (
    await payload.create({ collection: 'posts', data: { ...base, title: 'For gold', visibility: 'tiers', tiers: ['gold'] } })
  ).id;
  ids.draft = (await payload.create({ collection: 'posts', data: { ...base, title: 'Draft', visibility: 'public', _status: 'draft' } })).id;
  ids.mail = (await payload.create({ collection: 'posts', data: { ...base, title: 'By mail', visibility: 'public', emailOnly: true } })).id;
  ids.later = (
    await payload.create({
      collection: 'posts',
      data: { ...base, title: 'Later', visibility: 'public', publishedAt: '2099-01-01T00:00:00.000Z' },
    })
  ).id;
  // A published post with a newer draft: the draft's words are nobody's business yet.
  ids.edited = (
    await payload.create({
      collection: 'posts',
      data: { ...base, title: 'Edited', visibility: 'public', body: toBody('Plain.') },
    })
  ).id;
  await payload.update({ collection: 'posts', id: ids.edited, draft: true, data: { title: `Edited ${SECRET}`, _status: 'draft' } });
});
afterAll(() => house.close());

const holds = (value: unknown) => JSON.stringify(value).includes(SECRET);

describe.each(['guest', 'member'] as const)('as %s', (asker: Asker) => {
  test('lists hold what is out and nothing gated', async () => {
    for (const query of [
      '',
      '?depth=10',
      '?draft=true',
      '?limit=0',
      '?pagination=false&depth=2',
      '?select[body]=true',
      '?populate[posts][body]=true',
      '?trash=true',
      '?showHiddenFields=true',
    ]) {
      const { status, body } = await house.rest(asker, 'GET', `/posts${query}`);
      expect(status).toBe(200);
      const titles = (body.docs ?? []).map((doc) => doc.title);
      expect(titles).not.toContain('Draft');
      expect(titles).not.toContain('By mail');
      expect(titles).not.toContain('Later');
      const gated = (body.docs ?? []).filter((doc) => asker === 'guest' || doc.title !== 'For members');
      expect({ query, holds: holds(gated) }).toEqual({ query, holds: false });
    }
  });

  test('what is not out is not found by its id either', async () => {
    for (const name of ['draft', 'mail', 'later']) {
      for (const query of ['', '?draft=true']) {
        expect((await house.rest(asker, 'GET', `/posts/${ids[name]}${query}`)).status, `${name}${query}`).toBe(404);
      }
    }
  });

  test('a hidden field answers no question', async () => {
    const questions = [
      `where[body][like]=${SECRET}`,
      `where[body.root.children][like]=${SECRET}`,
      `where[or][0][body][like]=${SECRET}`,
      `where[and][0][or][0][publicText][like]=${SECRET}`,
      'sort=body',
      'sort=-sourceJson',
      'sort=title,-body',
      `where[sourceJson][like]=${SECRET}`,
      'where[authors.email][like]=admin',
      'where[authors.roles][equals]=admin',
      'where[authors.hash][like]=a',
      'sort=authors.email',
    ];
    for (const question of questions) {
      const { status, body } = await house.rest(asker, 'GET', `/posts?${question}`);
      expect({ question, status }).toEqual({ question, status: 400 });
      expect(holds(body)).toBe(false);
    }
  });

  test('GraphQL keeps the same silence', async () => {
    const all = await house.graphql(asker, '{ Posts(draft: true, limit: 0) { docs { title body publicBody } } }');
    const docs = ((all.data?.Posts as { docs?: { title: string }[] } | null)?.docs ?? []).filter(
      (doc) => asker === 'guest' || doc.title !== 'For members',
    );
    expect(holds(docs)).toBe(false);
    for (const query of [
      `{ Posts(where: { body: { like: "${SECRET}" } }) { docs { id } } }`,
      `{ Posts(sort: "body") { docs { id } } }`,
      `{ countPosts(where: { body: { like: "${SECRET}" } }) { totalDocs } }`,
      '{ versionsPosts { docs { version { body } } } }',
    ]) {
      const { errors, data } = await house.graphql(asker, query);
      expect(errors?.length, query).toBeGreaterThan(0);
      expect(holds(data)).toBe(false);
    }
  });

  test('versions are closed', async () => {
    for (const path of ['/posts/versions', `/posts/versions?where[parent][equals]=${ids.members}`]) {
      expect([400, 403]).toContain((await house.rest(asker, 'GET', path)).status);
    }
  });

  test('counting is not a way around', async () => {
    expect((await house.rest(asker, 'GET', `/posts/count?where[body][like]=${SECRET}`)).status).toBe(400);
  });
});

test('a member reads what is for members, with its whole text', async () => {
  const { body } = await house.rest('member', 'GET', `/posts/${ids.members}`);
  expect(holds(body.body)).toBe(true);
  expect(holds((await house.rest('guest', 'GET', `/posts/${ids.members}`)).body)).toBe(false);
});

test('staff read everything', async () => {
  for (const name of ['members', 'paid', 'tiers', 'draft', 'mail', 'later']) {
    expect(holds((await house.rest('editor', 'GET', `/posts/${ids[name]}`)).body.body), name).toBe(true);
  }
});

test('pages, feeds and search give each class its own and no more', async () => {
  const { blog } = house.services;
  const find = async (slug: string, access: Parameters<typeof blog.findPost>[0]['access']) => holds(await blog.findPost({ slug, access }));
  expect(await find('for-members', 'guest')).toBe(false);
  expect(await find('for-members', 'member')).toBe(true);
  expect(await find('for-payers', 'member')).toBe(false);
  expect(await find('for-payers', 'paid')).toBe(true);
  expect(await find('for-gold', 'paid')).toBe(false);
  expect(await find('for-gold', 'tiers:silver')).toBe(false);
  expect(await find('for-gold', 'tiers:gold,silver')).toBe(true);
  expect(await find('for-gold', 'staff')).toBe(true);
  expect(holds(await blog.listFeed({}))).toBe(false);
  expect((await blog.search({ q: SECRET })).total).toBe(0);
  expect((await blog.search({ q: 'open words' })).total).toBe(3);
  for (const slug of ['draft', 'by-mail', 'later']) expect(await blog.findPost({ slug, access: 'guest' })).toBeNull();
  const files = await blog.listSitemaps();
  expect(new Set(files.map(({ kind }) => kind))).toContain('posts');
  const paths = (await Promise.all(files.map((file) => blog.listSitemap(file)))).flat().map((entry) => entry.path);
  expect(paths).toContain('/for-members/');
  for (const slug of ['draft', 'by-mail', 'later']) expect(paths).not.toContain(`/${slug}/`);
});

test('people’s addresses and rights are closed to visitors', async () => {
  const { body } = await house.rest('guest', 'GET', '/users?limit=0');
  expect(JSON.stringify(body)).not.toContain('@example.org');
  for (const question of ['where[email][like]=admin', 'sort=email', 'where[roles][contains]=admin', 'where[status][equals]=locked']) {
    expect((await house.rest('guest', 'GET', `/users?${question}`)).status, question).toBe(400);
  }
});
