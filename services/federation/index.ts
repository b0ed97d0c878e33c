import type { Payload } from 'payload';
import type { Doors } from '../../contracts/doors.ts';
import type { FederationContract } from '../../contracts/federation.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { isBlocked } from './blocks.ts';
import { attemptDelivery, listFailedDeliveries, requeueOverdue, resend } from './deliveries.ts';
import { countFollowers, receiveFollow, receiveUndoFollow } from './followers.ts';
import { countOutbox, findSent, listOutbox } from './outbox.ts';
import { findPublished, publish } from './publish.ts';
import { RETRY_SECONDS } from './retries.ts';
import { listTimeline, receiveShare, receiveUndoShare } from './timeline.ts';

/** Followers, what was sent to whom, and what became of it. The door speaks; this remembers. */
export function createFederationService({
  payload,
  doors,
  retrySeconds = RETRY_SECONDS,
}: {
  payload: Payload;
  doors: () => Pick<Doors, 'federation'>;
  /** Seconds between the tries of a delivery; its length is the number of repeats. */
  retrySeconds?: readonly number[];
}): FederationContract {
  return {
    listActors: () =>
      Promise.all(
        doors()
          .federation.listActors()
          .map(async (actor) => ({ ...actor, followers: await countFollowers(payload, actor.site) })),
      ),
    listFailedDeliveries: () => listFailedDeliveries(payload),
    resend: (deliveryId) => resend(payload, deliveryId),
    isBlocked: (host) => isBlocked(toExecutor(payload), host),
    receiveFollow: (command) => receiveFollow(payload, command),
    receiveUndoFollow: (command) => receiveUndoFollow(payload, command),
    receiveShare: (command) => receiveShare(payload, command),
    receiveUndoShare: (command) => receiveUndoShare(payload, command),
    listTimeline: (query) => listTimeline(payload, query),
    findPublished: (query) => findPublished(payload, query),
    publish,
    attemptDelivery: ({ deliveryId }) => attemptDelivery(payload, doors().federation, { deliveryId, retrySeconds }),
    requeueOverdue: () => requeueOverdue(payload),
    countFollowers: (site) => countFollowers(payload, site),
    listOutbox: (query) => listOutbox(payload, query),
    countOutbox: (site) => countOutbox(payload, site),
    findSent: (activityId) => findSent(payload, activityId),
  };
}
