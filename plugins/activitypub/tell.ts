import { Create, Delete, PUBLIC_COLLECTION, Tombstone, Update } from '@fedify/fedify/vocab';
import { Temporal } from 'temporal-polyfill';
import type { ObjectReference } from '../../contracts/federation.ts';
import type { Services } from '../../contracts/services.ts';
import type { SiteName, Tx } from '../../contracts/shared.ts';
import { toArticle } from './article.ts';
import { toAddresses } from './federation.ts';
import { toContentHash, toGeneration, toNextStep, toObjectName } from './publication.ts';
import { contextLoader, type Sign } from './sign.ts';

export type Tell = (command: {
  tx: Tx;
  services: Services;
  object: ObjectReference;
  /** Makes the activity's address; the same for the same occasion. */
  occasion: string;
  /** When it happened; UTC, ISO 8601. */
  at: string;
  imported: boolean;
}) => Promise<void>;

/**
 * Compares what followers were told of a post with what is out for everybody now, and writes the
 * activity that makes up the difference, if there is one. Called twice it does nothing the second time.
 */
export function createTell({ sign, originOf }: { sign: Sign; originOf: (site: SiteName) => string }): Tell {
  return async ({ tx, services, object, occasion, at, imported }) => {
    const { published, cameByImport } = await services.federation.findPublished({ tx, object });
    const isImport = imported || (cameByImport && !published);
    // Nobody was told of it and nobody will be: an import of thousands need not be written out to find that.
    if (isImport && !published) return;
    const post = await services.blog.findPublicPost({ id: object.id });
    const origin = originOf('blog');
    const generation = toGeneration(published);
    const url = !post && published ? published.url : `${origin}/ap/posts/${toObjectName(object.id, generation)}`;
    const addresses = toAddresses(new URL(url), origin);
    const article = post ? toArticle(post, addresses) : null;
    const contentHash = article ? toContentHash(await article.toJsonLd({ format: 'compact', contextLoader })) : null;
    const step = toNextStep({ published, contentHash, imported: isImport });
    if (!step) return;

    const says = {
      id: new URL(`/ap/activities/${occasion}`, origin),
      actor: addresses.actor,
      tos: [PUBLIC_COLLECTION],
      ccs: [addresses.followers],
    };
    const toActivity = {
      create: () => new Create({ ...says, object: article, published: article?.published ?? null }),
      update: () => new Update({ ...says, object: article, updated: Temporal.Instant.from(at) }),
      delete: () => new Delete({ ...says, object: new Tombstone({ id: addresses.id }) }),
    };
    await services.federation.publish({
      tx,
      site: 'blog',
      object,
      published: { url, generation, state: step === 'delete' ? 'gone' : 'live', contentHash: contentHash ?? '' },
      activity: await sign({ site: 'blog', activity: toActivity[step](), objectUrl: url }),
    });
  };
}
