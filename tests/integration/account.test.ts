import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '../../platform/transactions.ts';
import { createApi } from '../../server/api.ts';
import { createHandlers } from '../../server/handlers.ts';
import { createSweeps } from '../../server/sweeps.ts';
import { createWorker } from '../../server/worker/worker.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
let api: ReturnType<typeof createApi>;
const ids: Record<string, string> = {};

beforeAll(async () => {
  house = await bootTest();
  api = createApi(import('../../payload.config.ts').then((module) => module.default));
  for (const role of ['admin', 'editor', 'author', 'member'] as const) {
    const { id } = await house.payload.create({
      collection: 'users',
      data: {
        email: `${role}@example.org`,
        name: `The ${role}`,
        roles: [role],
        status: 'active',
        password: 'correct horse battery',
        bio: 'Words.',
      },
    });
    ids[role] = id;
  }
});
afterAll(() => house.close());

const ask = async (path: string, { as, method = 'GET', body }: { as?: string; method?: string; body?: unknown } = {}) => {
  const { token } = as
    ? await house.payload.login({ collection: 'users', data: { email: `${as}@example.org`, password: 'correct horse battery' } })
    : { token: undefined };
  const answer = await api(
    new Request(`http://cms.rose.localhost:3000/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `JWT ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
  );
  return { status: answer.status, text: await answer.text() };
};
const drain = () =>
  createWorker({
    payload: house.payload,
    services: house.services,
    handlers: createHandlers({ purges: { announce: async () => {} } }),
    sweeps: createSweeps({ payload: house.payload, services: house.services }),
    log: house.log,
  }).drain({ sweeps: false });

describe('who may know what about people', () => {
  test('visitors see nobody until they have published, and then no address', async () => {
    expect(JSON.parse((await ask('/users')).text)).toMatchObject({ totalDocs: 0 });
    await drain();
    await house.payload.create({
      collection: 'posts',
      data: { title: 'By the author', slug: '', _status: 'published', visibility: 'public', authors: [ids.author ?? ''] },
    });
    await drain();
    await ask('/users/me', { as: 'author' });
    const { text } = await ask('/users');
    expect(JSON.parse(text)).toMatchObject({
      totalDocs: 1,
      docs: [{ name: 'The author', slug: 'the-author', bio: 'Words.', sessions: [] }],
    });
    expect(text).not.toMatch(/@example\.org|roles|status|hash|salt|loginAttempts|lockUntil/);
    const populated = (await ask('/posts?depth=2')).text;
    expect(populated).toContain('The author');
    expect(populated).not.toContain('@example.org');
  });

  test('who takes the last post back is unknown again', async () => {
    const { docs } = await house.payload.find({ collection: 'posts', where: { title: { equals: 'By the author' } } });
    await house.payload.update({ collection: 'posts', id: docs[0]?.id ?? '', data: { _status: 'draft' } });
    await drain();
    expect(JSON.parse((await ask('/users')).text)).toMatchObject({ totalDocs: 0 });
  });

  test.each(['email', 'roles', 'status', 'paidUntil', 'tiers', 'sourceId', 'hash', 'resetPasswordToken'])(
    'a filter or an order by %s is no way round',
    async (field) => {
      const plain = await ask('/users');
      for (const query of [`where[${field}][like]=a`, `where[or][0][${field}][exists]=true`, `sort=${field}`]) {
        for (const as of [undefined, 'member']) {
          const answer = await ask(`/users?${query}`, as ? { as } : {});
          expect([400, 403]).toContain(answer.status);
        }
      }
      expect(plain.status).toBe(200);
    },
  );

  test('members see themselves, whole, and no other member', async () => {
    const { text } = await ask('/users', { as: 'member' });
    expect(JSON.parse(text)).toMatchObject({ totalDocs: 1, docs: [{ email: 'member@example.org', roles: ['member'] }] });
    expect((await ask(`/users/${ids.editor}`, { as: 'member' })).status).toBe(404);
  });

  test('staff see everybody', async () => {
    const { text } = await ask('/users', { as: 'author' });
    expect(JSON.parse(text).docs.map(({ email }: { email: string }) => email)).toContain('member@example.org');
  });
});

describe('who may change what', () => {
  test('nobody but an admin makes people or changes rights', async () => {
    for (const as of [undefined, 'member', 'author', 'editor']) {
      const body = { email: 'new@example.org', name: 'New', roles: ['admin'], status: 'active', password: 'correct horse battery' };
      expect((await ask('/users', { method: 'POST', body, ...(as ? { as } : {}) })).status).toBe(403);
    }
    for (const as of ['member', 'author', 'editor']) {
      await ask(`/users/${ids[as]}`, {
        as,
        method: 'PATCH',
        body: {
          roles: ['admin'],
          status: 'active',
          paidUntil: '2099-01-01',
          tiers: ['gold'],
          email: 'other@example.org',
          publishes: true,
          name: `The ${as} again`,
        },
      });
      const after = await house.payload.findByID({ collection: 'users', id: ids[as] ?? '' });
      expect(after).toMatchObject({ roles: [as], email: `${as}@example.org`, name: `The ${as} again` });
      expect(after.paidUntil ?? null).toBeNull();
      expect(after.tiers ?? []).toEqual([]);
      expect(after.publishes).not.toBe(true);
    }
    expect((await ask(`/users/${ids.member}`, { as: 'editor', method: 'PATCH', body: { name: 'Renamed' } })).status).toBe(403);
    expect((await ask(`/users/${ids.author}`, { as: 'admin', method: 'PATCH', body: { roles: ['author', 'editor'] } })).status).toBe(200);
    expect((await house.payload.findByID({ collection: 'users', id: ids.author ?? '' })).roles).toEqual(['author', 'editor']);
  });

  test('the last admin stays one', async () => {
    const answer = await ask(`/users/${ids.admin}`, { as: 'admin', method: 'PATCH', body: { roles: ['member'] } });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('last admin');
  });

  test('namesakes have addresses of their own, and members none', async () => {
    const create = (email: string, roles: ('editor' | 'member')[]) =>
      house.payload.create({
        collection: 'users',
        data: { email, name: 'Jo Smith', roles, status: 'active', password: 'correct horse battery' },
      });
    const slugs = [];
    for (const [email, roles] of [
      ['jo1@example.org', ['editor']],
      ['jo2@example.org', ['editor']],
      ['jo3@example.org', ['member']],
      ['jo4@example.org', ['member']],
    ] as const) {
      slugs.push((await create(email, [...roles])).slug);
    }
    expect(slugs).toEqual(['jo-smith', 'jo-smith-2', null, null]);
  });
});

describe('accounts at sign-in', () => {
  const getOrCreate = (email: string) => inTransaction(house.payload, (tx) => house.services.account.getOrCreateByEmail({ tx, email }));

  test('ten sign-ins at the same moment make one account', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => getOrCreate('Crowd@Example.org ')));
    expect(new Set(made.map((account) => account?.id)).size).toBe(1);
    expect(made.filter((account) => account?.created)).toHaveLength(1);
  });

  test('staff and a member with one address are one person', async () => {
    expect(await getOrCreate('EDITOR@example.org')).toEqual({ id: ids.editor, created: false });
  });

  test('a paid membership runs out by itself', async () => {
    const account = await getOrCreate('payer@example.org');
    const id = account?.id ?? '';
    for (const [paidUntil, paid] of [
      ['2099-01-01T00:00:00.000Z', true],
      ['2020-01-01T00:00:00.000Z', false],
    ] as const) {
      await house.payload.update({ collection: 'users', id, data: { paidUntil, tiers: ['gold'] } });
      expect(await house.services.account.findViewer({ userId: id })).toMatchObject({ paid, tiers: ['gold'] });
    }
    expect(await house.services.account.findViewer({ userId: 'not an id' })).toBeNull();
  });
});
