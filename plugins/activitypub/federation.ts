import { createFederation, type Federation as Fedify, type KvStore, type MessageQueue } from '@fedify/fedify';
import { Activity, Article, Endpoints } from '@fedify/fedify/vocab';
import type { Services } from '../../contracts/services.ts';
import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import { ACTOR_TYPES } from './actor-types.ts';
import { toActorName, toActorUrl } from './actors.ts';
import { toArticle } from './article.ts';
import { parseObjectName, toObjectName } from './publication.ts';
import { contextLoader } from './sign.ts';

const PAGE = 20;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One Fedify for all six hosts: which actor is meant is told by the host of the request, so
 * `origin` is never set. Outgoing deliveries do not go through it (see client.ts); it answers
 * GETs, checks signatures and hands what comes in to the listeners by the queue.
 */
export function createActivityPub({
  services,
  originOf,
  keys,
  kv,
  queue,
  allowPrivateAddress,
}: {
  services: () => Services;
  originOf: (site: SiteName) => string;
  keys: () => Promise<CryptoKeyPair[]>;
  kv: KvStore;
  queue: MessageQueue;
  allowPrivateAddress: boolean;
}): Fedify<void> {
  const fedify = createFederation<void>({
    kv,
    queue,
    manuallyStartQueue: true,
    firstKnock: 'draft-cavage-http-signatures-12',
    allowPrivateAddress,
  });
  const siteAt = (host: string) => SITE_NAMES.find((site) => new URL(originOf(site)).host === host) ?? null;

  fedify
    .setActorDispatcher('/ap/actors/{identifier}', async (ctx, identifier) => {
      const site = siteAt(ctx.host);
      if (!site || site !== identifier) return null;
      const { title, description } = await services().blog.getSiteIdentity();
      const pairs = await ctx.getActorKeyPairs(identifier);
      const ActorType = ACTOR_TYPES[site];
      return new ActorType({
        id: ctx.getActorUri(identifier),
        preferredUsername: site,
        name: toActorName(site, title),
        summary: description || null,
        url: new URL(`${originOf(site)}/`),
        inbox: ctx.getInboxUri(identifier),
        outbox: ctx.getOutboxUri(identifier),
        followers: ctx.getFollowersUri(identifier),
        endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
        publicKey: pairs[0]?.cryptographicKey ?? null,
        assertionMethods: pairs.map(({ multikey }) => multikey),
        manuallyApprovesFollowers: false,
        discoverable: site === 'blog' || site === 'market' || site === 'events',
      });
    })
    .setKeyPairsDispatcher((_ctx, identifier) => (SITE_NAMES.some((site) => site === identifier) ? keys() : []))
    .mapAlias((ctx, resource) => {
      const site = siteAt(ctx.host);
      const isHome = site !== null && resource.href === `${originOf(site)}/`;
      return isHome ? { identifier: site } : null;
    });

  fedify
    .setOutboxDispatcher('/ap/actors/{identifier}/outbox', async (ctx, identifier, cursor) => {
      const site = siteAt(ctx.host);
      if (!site || site !== identifier || cursor === null) return null;
      const offset = Number(cursor);
      if (!Number.isSafeInteger(offset) || offset < 0) return null;
      const bodies = await services().federation.listOutbox({ site, offset, limit: PAGE + 1 });
      const items = await Promise.all(bodies.slice(0, PAGE).map((body) => Activity.fromJsonLd(body, { contextLoader })));
      return { items, nextCursor: bodies.length > PAGE ? String(offset + PAGE) : null };
    })
    .setFirstCursor(() => '0')
    .setCounter((ctx) => countAt(ctx.host, (site) => services().federation.countOutbox(site)));

  // How many, but not who: who follows the co-op is nobody else's business.
  fedify
    .setFollowersDispatcher('/ap/actors/{identifier}/followers', (ctx, identifier) =>
      siteAt(ctx.host) === identifier ? { items: [] } : null,
    )
    .setCounter((ctx) => countAt(ctx.host, (site) => services().federation.countFollowers(site)));

  fedify.setObjectDispatcher(Article, '/ap/posts/{name}', async (ctx, { name }) => {
    const parsed = siteAt(ctx.host) === 'blog' ? parseObjectName(name) : null;
    if (!parsed || !UUID.test(parsed.id)) return null;
    const object = { type: 'posts', id: parsed.id };
    const { published } = await services().federation.findPublished({ object });
    const id = ctx.getObjectUri(Article, { name });
    if (published?.state === 'gone' || (published && published.url !== id.href)) return null;
    if (!published && name !== toObjectName(parsed.id, 1)) return null;
    const post = await services().blog.findPublicPost({ id: parsed.id });
    return post ? toArticle(post, toAddresses(id, originOf('blog'))) : null;
  });

  fedify.setObjectDispatcher(Activity, '/ap/activities/{name}', async (ctx, { name }) => {
    const body = await services().federation.findSent(ctx.getObjectUri(Activity, { name }).href);
    return body ? Activity.fromJsonLd(body, { contextLoader }) : null;
  });

  fedify.setNodeInfoDispatcher('/nodeinfo/2.1', async (ctx) => {
    const site = siteAt(ctx.host);
    return {
      software: { name: 'rose-ash', version: '0.1.0', homepage: new URL(`${originOf('blog')}/`) },
      protocols: ['activitypub'],
      usage: { users: { total: 1 }, localPosts: site ? await services().federation.countOutbox(site) : 0, localComments: 0 },
    };
  });

  const countAt = (host: string, count: (site: SiteName) => Promise<number>) => {
    const site = siteAt(host);
    return site ? count(site) : null;
  };
  return fedify;
}

/** Everything an Article of the blog names. */
export function toAddresses(id: URL, origin: string) {
  const actor = toActorUrl('blog', origin);
  return { id, actor: new URL(actor), followers: new URL(`${actor}/followers`), origin };
}
