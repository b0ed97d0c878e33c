import { expect, test } from 'vitest';
import type { Viewer } from '../../contracts/shared.ts';
import { createSubjects, GUEST } from './subjects.ts';

const ana: Viewer = { id: '7', email: 'ana@example.org', name: 'Ana', roles: ['member'], paid: true, tiers: [], sid: 's7' };

function setUp(viewers: Record<string, Viewer>) {
  let time = 0;
  const asked: (string | undefined)[] = [];
  const subjects = createSubjects(
    async ({ cookie }) => {
      asked.push(cookie);
      return Object.entries(viewers).find(([value]) => cookie?.includes(`rose_session=${value}`))?.[1] ?? null;
    },
    () => time,
  );
  return { subjects, asked, pass: (ms: number) => (time += ms), viewers };
}

test('without a session cookie nobody is asked', () => {
  const { subjects, asked } = setUp({});
  expect(subjects.peek('blog', undefined)).toBe(GUEST);
  expect(subjects.peek('blog', 'theme=dark; not_rose_session=1')).toBe(GUEST);
  expect(asked).toEqual([]);
});

test('a member is remembered for a minute, per site', async () => {
  const { subjects, asked, pass } = setUp({ abc: ana });
  const cookie = 'theme=dark; __Host-rose_session=abc';
  expect(subjects.peek('blog', cookie)).toBeUndefined();
  expect(await subjects.find('blog', cookie)).toMatchObject({ viewer: ana, access: 'paid', key: 'viewer:7' });
  expect(subjects.peek('blog', 'rose_session=abc; theme=light')?.viewer).toBe(ana);
  expect(subjects.peek('market', cookie)).toBeUndefined();
  pass(60_000);
  expect(subjects.peek('blog', cookie)).toBeUndefined();
  expect(asked).toHaveLength(1);
});

test('requests that arrive together ask once', async () => {
  const { subjects, asked } = setUp({ abc: ana });
  await Promise.all([subjects.find('blog', 'rose_session=abc'), subjects.find('blog', 'rose_session=abc')]);
  expect(asked).toHaveLength(1);
});

test('a session that ended is dropped at once, even while it is being looked up', async () => {
  const { subjects, viewers } = setUp({ abc: ana });
  await subjects.find('blog', 'rose_session=abc');
  delete viewers.abc;
  subjects.forget(['s7']);
  expect(subjects.peek('blog', 'rose_session=abc')).toBeUndefined();
  expect(await subjects.find('blog', 'rose_session=abc')).toBe(GUEST);

  viewers.def = ana;
  const running = subjects.find('blog', 'rose_session=def');
  subjects.forget(['s7']);
  await running;
  expect(subjects.peek('blog', 'rose_session=def')).toBeUndefined();
});

test('a guest with a basket is told apart, a malformed token is not', async () => {
  const { subjects } = setUp({});
  expect(subjects.peek('blog', 'rose_basket=0123456789abcdef')).toMatchObject({ access: 'guest', key: 'basket:0123456789abcdef' });
  expect(subjects.peek('blog', 'rose_basket=<script>')).toBe(GUEST);
  expect(await subjects.find('blog', 'rose_session=old; rose_basket=0123456789abcdef')).toMatchObject({
    viewer: null,
    key: 'basket:0123456789abcdef',
  });
});
