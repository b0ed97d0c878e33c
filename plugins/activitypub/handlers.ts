import { Create, Delete, PUBLIC_COLLECTION, Tombstone, Update } from '@fedify/fedify/vocab';
import { Temporal } from 'temporal-polyfill';
import type { Services } from '../../contracts/services.ts';
import type { Activity, SiteName, Tx } from '../../contracts/shared.ts';
import { toArticle } from './article.ts';
import { toAddresses } from './federation.ts';
import { toContentHash, toGeneration, toNextStep, toObjectName } from './publication.ts';
import { contextLoader, type Sign } from './sign.ts';

/**
 * Tells followers of posts: reacts to whatever happens to one by looking at what is out for
 * everybody now, so that a missed or doubled activity does no harm. Writes deliveries in the
 * handler's transaction; nothing is sent here.
 */
export function createFederate({ sign, originOf }: { sign: Sign; originOf: (site: SiteName) => string }) {
  return {
    name: 'federate',
    types: ['*:posts'],
    handle: async ({ tx, activity, services }: { tx: Tx; activity: Activity; services: Services }): Promise<void> => {
      const { object } = activity;
      const { published, cameByImport } = await services.federation.findPublished({ tx, object });
      const post = await services.blog.findPublicPost({ id: object.id, tx });
      const origin = originOf('blog');
      const generation = toGeneration(published);
      const isGone = !post && published;
      const url = isGone ? published.url : `${origin}/ap/posts/${toObjectName(object.id, generation)}`;
      const addresses = toAddresses(new URL(url), origin);
      const article = post ? toArticle(post, addresses) : null;
      const contentHash = article ? toContentHash(await article.toJsonLd({ format: 'compact', contextLoader })) : null;
      const imported = activity.imported === true || (cameByImport && !published);
      const step = toNextStep({ published, contentHash, imported });
      if (!step) return;

      const says = {
        id: new URL(`/ap/activities/${activity.id}`, origin),
        actor: addresses.actor,
        tos: [PUBLIC_COLLECTION],
        ccs: [addresses.followers],
      };
      const outgoing =
        step === 'delete'
          ? new Delete({ ...says, object: new Tombstone({ id: addresses.id }) })
          : step === 'create'
            ? new Create({ ...says, object: article, published: article?.published ?? null })
            : new Update({ ...says, object: article, updated: Temporal.Instant.from(activity.createdAt) });
      await services.federation.publish({
        tx,
        site: 'blog',
        object,
        published:
          step === 'delete' && published
            ? { ...published, state: 'gone' }
            : { url, generation, state: 'live', contentHash: contentHash ?? '' },
        activity: await sign({ site: 'blog', activity: outgoing, objectUrl: url }),
      });
    },
  };
}
