import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { Services } from '../../contracts/services.ts';
import type { Activity, Tx } from '../../contracts/shared.ts';
import { inTransaction } from '../../platform/transactions.ts';

/** Whoever has a post out is known to visitors by name, picture and words; whoever has none any more is not. */
export const keepPublishes = {
  name: 'account.publishes',
  types: ['Create', 'Update', 'Publish', 'Unpublish', 'Delete'].flatMap((type) => [`${type}:posts`, `${type}:pages`]),
  handle: ({ tx, activity, services }: { tx: Tx; activity: Activity; services: Services }): Promise<void> =>
    keep({ tx, services, postIds: [activity.object.id] }),
  handleMany: ({ tx, activities, services }: { tx: Tx; activities: readonly Activity[]; services: Services }): Promise<void> =>
    keep({ tx, services, postIds: activities.map(({ object }) => object.id) }),
} as const;

async function keep({ tx, services, postIds }: { tx: Tx; services: Services; postIds: readonly string[] }): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`select id::text as id from users where publishes order by id for update`);
  const among = rows.map(({ id }) => id);
  await mark(tx, await services.blog.listPublishingAuthors({ tx, among, postIds }));
}

/** The same over everybody who has an address: what was written while nobody listened, and posts whose hour has come. */
export function createPublishesSweep({ payload, services }: { payload: Payload; services: Services }) {
  return {
    name: 'account.publishes',
    everySeconds: 300,
    run: () =>
      inTransaction(payload, async (tx) => {
        const { rows } = await tx.execute<{ id: string }>(sql`
          select id::text as id from users where publishes or slug is not null order by id for update
        `);
        await mark(tx, await services.blog.listPublishingAuthors({ tx, among: rows.map(({ id }) => id) }));
      }),
  };
}

async function mark(tx: Tx, publishing: readonly string[]): Promise<void> {
  const ids = sql`${sql.param([...publishing])}::uuid[]`;
  await tx.execute(sql`
    update users set publishes = (id = any(${ids})) where coalesce(publishes, false) <> (id = any(${ids}))
  `);
}
