import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toExecutor } from '../../../platform/transactions.ts';
import { importGhost } from '../../../plugins/ghost-import/index.ts';
import { UnreadableExport } from '../../../plugins/ghost-import/report.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { createRandom, mutations, toSeed } from '../hostile.ts';

let house: TestBoot;
let folder: string;
beforeAll(async () => {
  house = await bootTest();
  folder = await mkdtemp(path.join(tmpdir(), 'rose-hostile-import-'));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const columns = {
  type: 'post',
  status: 'published',
  visibility: 'public',
  created_at: '2021-05-01 10:00:00',
  published_at: '2021-05-01 12:00:00',
};
const toExport = (mark: string) =>
  JSON.stringify({
    db: [
      {
        meta: { exported_on: 1, version: '6.0.0' },
        data: {
          users: [{ id: `${mark}0000000000000000000001`, name: 'W', slug: `w-${mark}`, email: `w-${mark}@example.test` }],
          posts: [1, 2, 3].map((n) => ({
            ...columns,
            id: `${mark}00000000000000000000c${n}`,
            title: `P ${mark} ${n}`,
            slug: `p-${mark}-${n}`,
            html: '<p>Text</p>',
          })),
          posts_authors: [
            {
              id: `${mark}0000000000000000000e01`,
              post_id: `${mark}00000000000000000000c1`,
              author_id: `${mark}0000000000000000000001`,
              sort_order: 0,
            },
          ],
        },
      },
    ],
  });

test('import: spoiled files are refused or reported, and a good one comes in afterwards', async () => {
  const seed = toSeed(process.env.ROSE_SEED);
  console.log(`import: ROSE_SEED=${seed}`);
  const random = createRandom(seed);
  const kinds = Object.keys(mutations).filter((name) => name.startsWith('body') || name === 'value replaced');
  const file = path.join(folder, 'export.json');
  for (let times = 0; times < 60; times += 1) {
    const name = random.pick(kinds);
    const spoiled = mutations[name]?.({ method: 'POST', path: '/', headers: {}, body: toExport('aa') }, random).body ?? '';
    await writeFile(file, spoiled);
    const outcome = await importGhost({ file, services: house.services }).catch((error: unknown) => error);
    const isReport = typeof outcome === 'object' && outcome !== null && 'skipped' in outcome;
    expect(isReport || outcome instanceof UnreadableExport, `with ROSE_SEED=${seed}, ${name}, number ${times}: ${String(outcome)}`).toBe(
      true,
    );
  }
  const admins = await toExecutor(house.payload).execute(sql`select count(*)::int as n from users_roles where value = 'admin'`);
  expect(admins.rows).toEqual([{ n: 0 }]);
  await writeFile(file, toExport('bb'));
  const report = await importGhost({ file, services: house.services });
  expect(report.skipped).toEqual([]);
  expect(report.written.posts).toBe(3);
});
