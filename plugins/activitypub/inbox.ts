import { createHash } from 'node:crypto';
import type { Federation as Fedify, InboxContext } from '@fedify/fedify';
import { Accept, type Actor, Announce, Follow, isActor, PUBLIC_COLLECTION, Undo } from '@fedify/fedify/vocab';
import type { RemoteActor } from '../../contracts/federation.ts';
import type { Services } from '../../contracts/services.ts';
import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import type { Log } from '../../platform/log.ts';
import { toActorUrl } from './actors.ts';
import type { Sign } from './sign.ts';

/**
 * What comes in, after its signature was checked and out of the queue: it may come twice and out
 * of a crash, so every effect hangs on the unique activity id that the service writes with it.
 */
export function listenToInboxes(
  fedify: Fedify<void>,
  {
    services,
    originOf,
    sign,
    log,
  }: {
    services: () => Services;
    originOf: (site: SiteName) => string;
    sign: Sign;
    log: Pick<Log, 'info' | 'warn'>;
  },
): void {
  const findSiteOf = (object: URL | null) => SITE_NAMES.find((site) => originOf(site) === object?.origin) ?? null;
  const findSite = (url: URL | null) => SITE_NAMES.find((site) => toActorUrl(site, originOf(site)) === url?.href) ?? null;

  const onFollow = async (ctx: InboxContext<void>, follow: Follow) => {
    const site = findSite(follow.objectId);
    if (!site || !follow.id || !follow.actorId) return;
    const actor = await follow.getActor(ctx);
    const follower = actor && actor.id?.href === follow.actorId.href ? toRemoteActor(actor) : null;
    if (!follower) return log.warn({ follow: follow.id.href }, 'a follower has no inbox');
    const origin = originOf(site);
    const accept = new Accept({
      id: new URL(`/ap/activities/${toAnswerName(follow.id)}`, origin),
      actor: new URL(toActorUrl(site, origin)),
      object: new Follow({ id: follow.id, actor: follow.actorId, object: follow.objectId }),
      to: follow.actorId,
    });
    const outcome = await services().federation.receiveFollow({
      site,
      activityId: follow.id.href,
      follower,
      accept: await sign({ site, activity: accept, objectUrl: null }),
    });
    log.info({ site, follower: follower.id, outcome }, 'a follow request came');
  };

  const onUndo = async (ctx: InboxContext<void>, undo: Undo) => {
    if (!undo.id || !undo.actorId) return;
    // Only what came along is undone: an address alone might stand for anything.
    const object = await undo.getObject({ ...ctx, suppressError: true, documentLoader: refuseToFetch });
    if (object instanceof Announce) return onUndoShare(undo.id, undo.actorId, object);
    if (!(object instanceof Follow) || object.actorId?.href !== undo.actorId.href) return;
    const site = findSite(object.objectId);
    if (!site) return;
    const outcome = await services().federation.receiveUndoFollow({
      site,
      activityId: undo.id.href,
      actor: undo.actorId.href,
    });
    log.info({ site, follower: undo.actorId.href, outcome }, 'a follower left');
  };

  /** Shared with everybody, of something that is ours; what people share among themselves is theirs. */
  const onAnnounce = async (ctx: InboxContext<void>, announce: Announce) => {
    const { id, actorId, objectId } = announce;
    const site = findSiteOf(objectId);
    if (!site || !id || !actorId || !objectId) return;
    if (![...announce.toIds, ...announce.ccIds].some(({ href }) => href === PUBLIC_COLLECTION.href)) return;
    const actor = await announce.getActor(ctx);
    if (!actor || actor.id?.href !== actorId.href) return;
    const outcome = await services().federation.receiveShare({
      site,
      activityId: id.href,
      sharer: { actor: actorId.href, handle: toHandleOf(actor) },
      objectUrl: objectId.href,
    });
    log.info({ site, sharer: actorId.href, outcome }, 'somebody shared what we said');
  };

  const onUndoShare = async (undoId: URL, actorId: URL, share: Announce) => {
    const site = findSiteOf(share.objectId);
    if (!site || !share.id || share.actorId?.href !== actorId.href) return;
    const shared = { site, activityId: undoId.href, actor: actorId.href, shareId: share.id.href };
    const outcome = await services().federation.receiveUndoShare(shared);
    log.info({ site, sharer: actorId.href, outcome }, 'somebody took back that they shared what we said');
  };

  fedify
    .setInboxListeners('/ap/actors/{identifier}/inbox', '/ap/inbox')
    .setSharedKeyDispatcher((ctx) => {
      const site = SITE_NAMES.find((name) => new URL(originOf(name)).host === ctx.host);
      return site ? { identifier: site } : null;
    })
    .on(Follow, onFollow)
    .on(Undo, onUndo)
    .on(Announce, onAnnounce)
    .onError((_ctx, error) => log.warn({ err: error }, 'an incoming activity could not be handled'));
}

/** What we keep of somebody elsewhere; null when nothing could ever be sent there. */
export function toRemoteActor(actor: Actor): RemoteActor | null {
  const { id, inboxId } = actor;
  if (!isActor(actor) || !id || !inboxId || !isWeb(inboxId)) return null;
  const shared = actor.endpoints?.sharedInbox ?? null;
  return {
    id: id.href,
    handle: toHandleOf(actor),
    inbox: inboxId.href,
    // A shared inbox elsewhere would let anybody point our deliveries at a third party.
    sharedInbox: shared && isWeb(shared) && shared.origin === inboxId.origin ? shared.href : null,
  };
}

function toHandleOf({ id, preferredUsername }: Actor): string | null {
  const name = preferredUsername?.toString();
  return id && name ? `@${name}@${id.host}` : null;
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
}

/** The same Follow gets the same Accept, however often it is handled. */
function toAnswerName(id: URL): string {
  return `accept-${createHash('sha256').update(id.href).digest('base64url').slice(0, 32)}`;
}

async function refuseToFetch(url: string): Promise<never> {
  throw new Error(`${url} did not come along and is not fetched`);
}
