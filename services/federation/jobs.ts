import { defineJob } from '../../platform/queue.ts';

/**
 * One try at one delivery. The job carries nothing but the delivery's id: neither keys nor content
 * are in the queue's table. Later tries are jobs of their own; the queue's own repeats are for crashes.
 */
export const deliver = defineJob<{ deliveryId: string }>({
  name: 'federation.deliver',
  policy: 'short',
  concurrency: 8,
  retryLimit: 10,
  retryDelay: 5,
  expireInSeconds: 60,
  run: ({ deliveryId }, { services }) => services.federation.attemptDelivery({ deliveryId }),
});
