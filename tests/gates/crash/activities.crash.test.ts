import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emit } from '../../../platform/emit.ts';
import { inTransaction, toExecutor } from '../../../platform/transactions.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { killAt, suspendRun } from './crash.ts';
import { createActivityWorker } from './scenarios.ts';

let house: TestBoot;
beforeAll(async () => {
  house = await bootTest();
  await toExecutor(house.payload).execute(sql`create table crash_things (id text primary key)`);
  await toExecutor(house.payload).execute(sql`create table crash_effects (object text, seq bigint, at bigserial)`);
});
afterAll(() => house.close());
beforeEach(async () => {
  await toExecutor(house.payload).execute(sql`truncate crash_things, crash_effects, activities, activity_handlings cascade`);
  await createActivityWorker(house).drain();
  await inTransaction(house.payload, async (tx) => {
    for (let i = 0; i < 12; i += 1)
      await emit(tx, { type: 'Update', object: { type: 'things', id: String(i % 3) }, visibility: 'internal' });
  });
});

const run = () => ({ scenario: 'activity-handling', env: house.env, databaseUrl: house.databaseUrl }) as const;

async function count(): Promise<{ effects: number; different: number; open: number; disorder: number }> {
  const { rows } = await toExecutor(house.payload).execute(sql`
    select count(*)::int as effects, count(distinct seq)::int as different,
      (select count(*)::int from activity_handlings where handler = 'crash-counting' and state <> 'done') as open,
      (select count(*)::int from (select seq, lag(seq) over (partition by object order by at) as before from crash_effects) x where before > seq) as disorder
    from crash_effects`);
  return rows[0] as { effects: number; different: number; open: number; disorder: number };
}

test.each([
  ['activity.after-claim', 2],
  ['activity.before-mark', 1],
  ['activity.before-commit', 3],
  ['activity.after-commit', 1],
])('killed at %s (arrival %i), then run again: each handled once, in order', async (point, nth) => {
  await killAt(point, run(), nth);
  const left = await count();
  expect(left.effects, 'what the killed process left is whole').toBe(12 - left.open);
  await createActivityWorker(house).drain();
  expect(await count()).toEqual({ effects: 12, different: 12, open: 0, disorder: 0 });
});

test('a process held in the middle keeps its objects; when it is killed another takes them over', async () => {
  const held = await suspendRun('activity.before-commit', run());
  await createActivityWorker(house).drain();
  expect(await count()).toMatchObject({ effects: 0, open: 12 });
  await held.kill();
  await createActivityWorker(house).drain();
  expect(await count()).toEqual({ effects: 12, different: 12, open: 0, disorder: 0 });
});

test('a process that was held and goes on does no harm', async () => {
  const held = await suspendRun('activity.before-commit', run());
  await createActivityWorker(house).drain();
  held.resume();
  await held.done();
  expect(await count()).toEqual({ effects: 12, different: 12, open: 0, disorder: 0 });
});

test.each([
  ['transaction.before-commit', 2, 1],
  ['transaction.after-commit', 2, 2],
])('killed at %s (arrival %i) of the writing side: as many activities as things', async (point, nth, expected) => {
  const db = toExecutor(house.payload);
  await db.execute(sql`truncate activities, activity_handlings cascade`);
  const objects = ['a', 'b', 'c'];
  await killAt(point, { ...run(), scenario: 'activity-writing', input: { objects } }, nth);
  const { rows } = await db.execute(sql`
    select (select count(*)::int from crash_things) as things, (select count(*)::int from activities) as activities,
      (select count(*)::int from activity_handlings where handler = 'crash-counting') as handlings`);
  expect(rows[0]).toEqual({ things: expected, activities: expected, handlings: expected });
});

test('a scenario that never comes to its point fails the gate', async () => {
  await expect(killAt('activity.no-such-point', run())).rejects.toThrow(/was to die at/);
});
