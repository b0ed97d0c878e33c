import type { Payload } from 'payload';
import type { Services } from '../../contracts/services.ts';
import type { Activity, Tx } from '../../contracts/shared.ts';
import { inTransaction } from '../../platform/transactions.ts';
import type { Tell } from './tell.ts';

const A_WEEK = 7 * 86_400_000;

/**
 * Tells followers of posts: reacts to whatever happens to one by looking at what is out for
 * everybody now, so that a missed or doubled activity does no harm. Writes deliveries in the
 * handler's transaction; nothing is sent here.
 */
export function createFederate(tell: Tell) {
  return {
    name: 'federate',
    types: ['*:posts'],
    handle: ({ tx, activity, services }: { tx: Tx; activity: Activity; services: Services }): Promise<void> =>
      tell({
        tx,
        services,
        object: activity.object,
        occasion: activity.id,
        at: activity.createdAt,
        imported: activity.imported === true,
      }),
  };
}

/**
 * A post with a later date comes out without anything happening to it. Whatever came out within
 * the last week and was never told of is told of now.
 */
export async function tellOfDue({ payload, services, tell }: { payload: Payload; services: Services; tell: Tell }): Promise<void> {
  const { items } = await services.blog.listPosts({ limit: 20 });
  for (const { id, publishedAt, visibility } of items) {
    if (visibility !== 'public' || !publishedAt || Date.parse(publishedAt) < Date.now() - A_WEEK) continue;
    const object = { type: 'posts', id };
    const { published, cameByImport } = await services.federation.findPublished({ object });
    if (published || cameByImport) continue;
    await inTransaction(payload, (tx) => tell({ tx, services, object, occasion: `due-${id}`, at: publishedAt, imported: false }));
  }
}
