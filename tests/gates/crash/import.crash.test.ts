import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toExecutor } from '../../../platform/transactions.ts';
import { importGhost } from '../../../plugins/ghost-import/index.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { killAt } from './crash.ts';

const POSTS = 120;
const TAGS = 7;

let house: TestBoot;
let folder: string;
beforeAll(async () => {
  house = await bootTest();
  folder = await mkdtemp(path.join(tmpdir(), 'rose-crash-import-'));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

/** An export of our own making, whose ids all begin with `mark`. */
async function writeExport(mark: string): Promise<string> {
  const id = (kind: string, n: number) => `${mark}${kind}${String(n).padStart(24 - mark.length - kind.length, '0')}`;
  const range = (length: number) => Array.from({ length }, (_, n) => n);
  const data = {
    users: [{ id: id('a', 1), name: `Writer ${mark}`, slug: `writer-${mark}`, email: `writer-${mark}@example.test` }],
    tags: range(TAGS).map((n) => ({ id: id('b', n), name: `Tag ${mark} ${n}`, slug: `tag-${mark}-${n}` })),
    posts: range(POSTS).map((n) => ({
      id: id('c', n),
      title: `Post ${mark} ${n}`,
      slug: `post-${mark}-${n}`,
      html: `<p>Number ${n}</p>`,
      type: 'post',
      status: 'published',
      visibility: 'public',
      created_at: '2021-05-01 10:00:00',
      published_at: '2021-05-01 12:00:00',
    })),
    posts_tags: range(POSTS).map((n) => ({ id: id('d', n), post_id: id('c', n), tag_id: id('b', n % TAGS), sort_order: 0 })),
    posts_authors: range(POSTS).map((n) => ({ id: id('e', n), post_id: id('c', n), author_id: id('a', 1), sort_order: 0 })),
  };
  const file = path.join(folder, `${mark}.json`);
  await writeFile(file, JSON.stringify({ db: [{ meta: { exported_on: 1, version: '6.0.0' }, data }] }));
  return file;
}

async function count(mark: string): Promise<Record<string, unknown>> {
  const { rows } = await toExecutor(house.payload).execute(sql`
    with mine as (select id, slug from posts where slug like ${`post-${mark}-%`})
    select (select count(*)::int from mine) as posts,
      (select count(distinct slug)::int from mine) as different,
      (select count(*)::int from tags where slug like ${`tag-${mark}-%`}) as tags,
      (select count(*)::int from users where email like ${`writer-${mark}@%`}) as users,
      (select count(*)::int from activities where object_type = 'posts' and object_id in (select id::text from mine)) as told,
      (select count(*)::int from activities where object_type = 'posts' and object_id in (select id::text from mine) and not imported) as told_as_new`);
  return rows[0] ?? {};
}

const WHOLE = { posts: POSTS, different: POSTS, tags: TAGS, users: 1, told: POSTS, told_as_new: 0 };

test.each([
  ['transaction.before-commit', 1, 'aa'],
  ['ingest.record-written', 60, 'bb'],
  ['ingest.before-commit', 4, 'cc'],
  ['ingest.after-commit', 4, 'dd'],
])('killed at %s (arrival %i), then run again: everything once', async (point, nth, mark) => {
  const file = await writeExport(mark);
  await killAt(point, { scenario: 'import', input: { file }, env: house.env, databaseUrl: house.databaseUrl }, nth);
  const left = await count(mark);
  // Whole batches only, and an activity for each post.
  expect(left.told).toBe(left.posts);
  expect(left.posts).toBeLessThan(POSTS);

  const again = await importGhost({ file, services: house.services });
  expect(again.skipped).toEqual([]);
  expect((again.written.posts ?? 0) + (again.unchanged.posts ?? 0)).toBe(POSTS);
  expect(again.unchanged.posts ?? 0).toBe(left.posts);
  expect(await count(mark)).toEqual(WHOLE);

  const third = await importGhost({ file, services: house.services });
  expect(third.written.posts ?? 0).toBe(0);
  expect(await count(mark)).toEqual(WHOLE);
});
