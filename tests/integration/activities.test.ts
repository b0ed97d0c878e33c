import { sql } from '@payloadcms/db-postgres';
import { createLocalReq } from 'payload';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { createLog } from '../../platform/log.ts';
import { suspendAt } from '../../platform/points.ts';
import { inTransaction, joinTransaction, toExecutor } from '../../platform/transactions.ts';
import { createHandlers } from '../../server/handlers.ts';
import type { Handler } from '../../server/worker/events.ts';
import { createWorker, type Worker } from '../../server/worker/worker.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
let db: Tx;
const log = createLog({ level: 'silent' });
const now = { attempts: 3, delay: () => 0 };

beforeAll(async () => {
  house = await bootTest();
  db = toExecutor(house.payload);
  await db.execute(sql`create table effects (handler text, object text, seq bigint, at bigserial)`);
});
afterAll(() => house.close());
beforeEach(async () => {
  await db.execute(sql`truncate effects, activities, activity_handlings, activity_handlers cascade`);
});

/** Writes one effect per activity by the handler's own transaction. */
function recorder(
  name: string,
  options: { types?: string[]; refuse?: (seq: bigint, object: string) => boolean; after?: (seq: bigint) => void } = {},
): Handler {
  return {
    name,
    types: options.types ?? ['*:things'],
    handle: async ({ tx, activity }) => {
      await tx.execute(
        sql`insert into effects (handler, object, seq) values (${name}, ${activity.object.id}, ${String(activity.seq)}::bigint)`,
      );
      if (options.refuse?.(activity.seq, activity.object.id)) throw new Error('refused');
      return async () => options.after?.(activity.seq);
    },
  };
}

function createTestWorker(handlers: readonly Handler[]): Worker {
  return createWorker({ payload: house.payload, services: house.services, handlers, log, retry: now });
}

const happen = (tx: Tx, id: string, type = 'Update') => emit(tx, { type, object: { type: 'things', id }, visibility: 'internal' });

async function rows(query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> {
  return (await db.execute(query)).rows;
}

describe('transactions', () => {
  test('what happened and what must follow are written together or not at all', async () => {
    await createTestWorker([recorder('one')]).drain();
    await expect(
      inTransaction(house.payload, async (tx) => {
        await happen(tx, '1');
        throw new Error('changed our mind');
      }),
    ).rejects.toThrow('changed our mind');
    expect(await rows(sql`select 1 from activities`)).toEqual([]);
    await inTransaction(house.payload, (tx) => happen(tx, '1'));
    expect(await rows(sql`select handler, state::text from activity_handlings`)).toEqual([{ handler: 'one', state: 'pending' }]);
  });

  test('a COMMIT that fails rejects', async () => {
    await db.execute(sql`create table if not exists late (id int primary key deferrable initially deferred)`);
    await expect(
      inTransaction(house.payload, async (tx) => {
        await happen(tx, '1');
        await tx.execute(sql`insert into late values (1)`);
        await tx.execute(sql`insert into late values (1)`);
        return 'saved';
      }),
    ).rejects.toThrow();
    expect(await rows(sql`select 1 from activities`)).toEqual([]);
  });

  test('a connection that dies before COMMIT rejects, and the process lives', async () => {
    await expect(
      inTransaction(house.payload, async (tx) => {
        await happen(tx, '1');
        const { rows: own } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await db.execute(sql`select pg_terminate_backend(${own[0]?.pid}::int)`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }),
    ).rejects.toThrow();
    expect(await rows(sql`select 1 from activities`)).toEqual([]);
  });

  test('Local API writes with the req are in our transaction, and their failure undoes it', async () => {
    const { payload } = house;
    const titles = async () => (await payload.find({ collection: 'tags', pagination: false })).docs.map((tag) => tag.name).sort();
    const before = await titles();
    const req = await createLocalReq({}, payload);
    await expect(
      inTransaction(
        payload,
        async (tx) => {
          await payload.create({ collection: 'tags', data: { name: 'First', slug: 'first' }, req });
          await happen(tx, '1');
          // Its failure is caught here, which must not save the rest.
          await payload.create({ collection: 'tags', data: { name: 'Twin', slug: 'first' }, req }).catch(() => {});
        },
        { req },
      ),
    ).rejects.toThrow();
    expect(await titles()).toEqual(before);
    expect(req.transactionID).toBeUndefined();
    await inTransaction(payload, () => payload.create({ collection: 'tags', data: { name: 'Second', slug: 'second' }, req }), { req });
    expect(await titles()).toEqual([...before, 'Second'].sort());
  });

  test('raw SQL joins the transaction of a request and sees what it has written', async () => {
    const { payload } = house;
    const req = await createLocalReq({}, payload);
    await joinTransaction(req, async () => {
      const tag = await payload.create({ collection: 'tags', data: { name: 'Joined', slug: 'joined' }, req });
      await joinTransaction(req, async (tx) => {
        const seen = await tx.execute(sql`select slug from tags where id = ${tag.id}`);
        expect(seen.rows).toEqual([{ slug: 'joined' }]);
      });
      expect(await rows(sql`select slug from tags where id = ${tag.id}`)).toEqual([]);
    });
    expect(await rows(sql`select slug from tags where slug = 'joined'`)).toHaveLength(1);
  });
});

describe('handling', () => {
  test('every handler gets the kinds it asked for, once', async () => {
    const worker = createTestWorker([
      recorder('all', { types: ['*'] }),
      recorder('creates', { types: ['Create'] }),
      recorder('things', { types: ['*:things'] }),
      recorder('updates', { types: ['Update:things', 'Update:others'] }),
    ]);
    await worker.drain();
    await inTransaction(house.payload, async (tx) => {
      await happen(tx, '1', 'Create');
      await happen(tx, '1', 'Update');
      await emit(tx, { type: 'Create', object: { type: 'others', id: '9' }, visibility: 'public' });
    });
    await worker.drain();
    await worker.drain();
    expect(await rows(sql`select handler, count(*)::int as n from effects group by 1 order by 1`)).toEqual([
      { handler: 'all', n: 3 },
      { handler: 'creates', n: 2 },
      { handler: 'things', n: 2 },
      { handler: 'updates', n: 1 },
    ]);
  });

  test('four workers at once: each once, in order per object', async () => {
    const workers = [1, 2, 3, 4].map(() => createTestWorker([recorder('a'), recorder('b')]));
    await workers[0]?.drain();
    await inTransaction(house.payload, async (tx) => {
      for (let i = 0; i < 240; i += 1) await happen(tx, String(i % 12));
    });
    await Promise.all(workers.map((worker) => worker.drain()));
    expect(await rows(sql`select count(*)::int as n, count(distinct (handler, seq))::int as different from effects`)).toEqual([
      { n: 480, different: 480 },
    ]);
    expect(
      await rows(
        sql`select 1 from (select seq, lag(seq) over (partition by handler, object order by at) as before from effects) x where before > seq`,
      ),
    ).toEqual([]);
  });

  test('a failing effect is undone and tried again; then it is dead and holds back only its own queue', async () => {
    let healed = false;
    const worker = createTestWorker([recorder('weak', { refuse: (_, object) => object === 'bad' && !healed }), recorder('strong')]);
    await worker.drain();
    await inTransaction(house.payload, async (tx) => {
      for (const id of ['bad', 'good', 'bad']) await happen(tx, id);
    });
    await worker.drain();
    expect(await rows(sql`select handler, object, count(*)::int as n from effects group by 1, 2 order by 1, 2`)).toEqual([
      { handler: 'strong', object: 'bad', n: 2 },
      { handler: 'strong', object: 'good', n: 1 },
      { handler: 'weak', object: 'good', n: 1 },
    ]);
    const dead = await rows(sql`select id::text, attempts, last_error from activity_handlings where state = 'dead'`);
    expect(dead).toMatchObject([{ attempts: 3, last_error: expect.stringContaining('refused') }]);
    expect(await rows(sql`select count(*)::int as n from activity_handlings where state = 'pending'`)).toEqual([{ n: 1 }]);

    healed = true;
    await retry(String(dead[0]?.id), 'admin', 200);
    await worker.drain();
    expect(await rows(sql`select count(*)::int as n from effects where handler = 'weak' and object = 'bad'`)).toEqual([{ n: 2 }]);
    expect(await rows(sql`select 1 from activity_handlings where state <> 'done'`)).toEqual([]);
  });

  test('a handler that swallows an SQL error, or breaks the COMMIT, fails alone', async () => {
    await db.execute(sql`create table if not exists late (id int primary key deferrable initially deferred)`);
    const careless: Handler = {
      name: 'careless',
      types: ['*:things'],
      handle: async ({ tx, activity }) => {
        if (activity.object.id === 'swallow') await tx.execute(sql`select 1 / 0`).catch(() => {});
        if (activity.object.id === 'late') await tx.execute(sql`insert into late values (7), (7)`);
      },
    };
    const worker = createTestWorker([careless, recorder('calm')]);
    await worker.drain();
    await inTransaction(house.payload, async (tx) => {
      for (const id of ['swallow', 'late', 'plain']) await happen(tx, id);
    });
    await worker.drain();
    expect(await rows(sql`select object_id, state::text from activity_handlings where handler = 'careless' order by seq`)).toEqual([
      { object_id: 'swallow', state: 'dead' },
      { object_id: 'late', state: 'dead' },
      { object_id: 'plain', state: 'done' },
    ]);
    expect(await rows(sql`select count(*)::int as n from effects where handler = 'calm'`)).toEqual([{ n: 3 }]);
  });

  test('what is announced after the commit is announced after it, and its failure changes nothing', async () => {
    const announced: string[] = [];
    const handler: Handler = {
      name: 'announcer',
      types: ['*:things'],
      handle:
        async ({ activity }) =>
        async () => {
          const [row] = await rows(sql`select state::text from activity_handlings where seq = ${String(activity.seq)}::bigint`);
          announced.push(String(row?.state));
          throw new Error('nobody listens');
        },
    };
    const worker = createTestWorker([handler]);
    await worker.drain();
    await inTransaction(house.payload, (tx) => happen(tx, '1'));
    await worker.drain();
    expect(announced).toEqual(['done']);
  });

  test('while one worker holds the head of a queue, others pass it by and take the rest', async () => {
    const [first, second] = [createTestWorker([recorder('x')]), createTestWorker([recorder('x')])];
    await first.drain();
    await inTransaction(house.payload, (tx) => happen(tx, 'held'));
    const hold = suspendAt('activity.before-commit');
    const holding = first.drain();
    await hold.reached;
    await inTransaction(house.payload, async (tx) => {
      await happen(tx, 'held');
      await happen(tx, 'free');
    });
    await second.drain();
    expect(await rows(sql`select object from effects`)).toEqual([{ object: 'free' }]);
    hold.resume();
    await holding;
    await second.drain();
    expect(await rows(sql`select object from effects order by at`)).toHaveLength(3);
  });

  test('a started worker notices what happened, also in another connection', async () => {
    const worker = createTestWorker([recorder('live')]);
    await worker.start();
    try {
      await inTransaction(house.payload, (tx) => happen(tx, 'by-nudge'));
      await db.execute(
        sql`with s as (select nextval('activity_seq') as n), a as (insert into activities (seq, type, object_type, object_id, visibility) select n, 'Update', 'things', 'by-poll', 'internal' from s returning id, seq) insert into activity_handlings (activity_id, handler, seq, object_type, object_id, state, attempts, next_at) select id, 'live', seq, 'things', 'by-poll', 'pending', 0, now() from a`,
      );
      await expect
        .poll(() => rows(sql`select object from effects order by object`), { timeout: 10_000 })
        .toEqual([{ object: 'by-nudge' }, { object: 'by-poll' }]);
    } finally {
      await worker.stop();
    }
  });
});

test('an edit by the Local API purges the pages that show it, announced after the commit', async () => {
  const { payload, services } = house;
  const announced: bigint[] = [];
  const seen: unknown[] = [];
  const announce = async (seq: bigint) => {
    announced.push(seq);
    seen.push(...(await rows(sql`select tags from cache_purges where seq = ${String(seq)}::bigint`)));
  };
  const worker = createWorker({ payload, services, handlers: createHandlers({ purges: { announce } }), log });
  await worker.drain();
  const tag = await payload.create({ collection: 'tags', data: { name: 'Purged', slug: 'purged' } });
  await worker.drain();
  expect(announced).toHaveLength(1);
  expect(seen).toEqual([{ tags: expect.arrayContaining([`tags:${tag.id}`]) }]);
});

describe('dead letters', () => {
  test('only an admin may retry, and only what is dead', async () => {
    await createTestWorker([recorder('one')]).drain();
    await inTransaction(house.payload, (tx) => happen(tx, '1'));
    const [handling] = await rows(sql`select id::text as id from activity_handlings`);
    const id = String(handling?.id);
    await retry(id, 'editor', 403);
    await retry(id, null, 403);
    await retry(id, 'admin', 409);
    await db.execute(sql`update activity_handlings set state = 'dead'`);
    await retry(id, 'editor', 403);
    await retry(id, 'admin', 200);
    await retry('no-such-id', 'admin', 409);
    expect(await rows(sql`select state::text, attempts from activity_handlings`)).toEqual([{ state: 'pending', attempts: 0 }]);
  });

  test('nobody writes the outbox by the API, and only admins read it', async () => {
    const { payload } = house;
    const as = (role: 'admin' | 'editor' | 'member') =>
      ({ overrideAccess: false, user: { collection: 'users', id: 'x', roles: [role] } }) as const;
    await expect(payload.find({ collection: 'activities', ...as('admin') } as never)).resolves.toBeDefined();
    for (const collection of ['activities', 'activity-handlings']) {
      await expect(payload.find({ collection, ...as('editor') } as never)).rejects.toThrow(/not allowed/);
      await expect(payload.find({ collection, overrideAccess: false } as never)).rejects.toThrow(/not allowed/);
      await expect(payload.create({ collection, data: {}, ...as('admin') } as never)).rejects.toThrow(/not allowed/);
      await expect(payload.delete({ collection, where: {}, ...as('admin') } as never)).rejects.toThrow(/not allowed/);
    }
  });
});

/** Calls the endpoint as Payload's router would. */
async function retry(id: string, role: 'admin' | 'editor' | null, status: number): Promise<void> {
  const endpoints = house.payload.collections['activity-handlings'].config.endpoints;
  const endpoint = endpoints ? endpoints.find(({ path }) => path === '/:id/retry') : undefined;
  const req = await createLocalReq({}, house.payload);
  Object.assign(req, { routeParams: { id }, user: role && { id: 'x', collection: 'users', roles: [role] } });
  const answer = await Promise.resolve(endpoint?.handler(req)).catch((error: { status: number }) => error);
  expect(answer?.status).toBe(status);
}
