import { randomUUID } from 'node:crypto';
import type { MessageQueue } from '@fedify/fedify';
import type { Payload } from 'payload';
import { defineJob, enqueue, type JobDefinition } from '../../platform/queue.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { inTransaction } from '../../platform/transactions.ts';

const PURPOSE = 'activitypub-queue';
const RETRIES = 8;

/**
 * Fedify's queue on ours. A message is leased, so it outlives a crash of its handler; repeats are
 * the queue's, which keeps the order per key; the payload is sealed, because Fedify's outgoing
 * messages carry private keys and incoming ones may be meant for few.
 *
 * `job` is for the worker's list; `listen` therefore only waits to be told to stop.
 */
export function createMessageQueue({
  payload,
  secrets,
  process,
  onGivenUp,
}: {
  payload: Payload;
  secrets: Secrets;
  process: (message: unknown) => Promise<void>;
  onGivenUp: (error: unknown) => void;
}): { queue: MessageQueue; job: JobDefinition<{ sealed: string }> } {
  const job = defineJob<{ sealed: string }>({
    name: 'activitypub.message',
    policy: 'key_strict_fifo',
    retryLimit: RETRIES,
    retryDelay: 5,
    expireInSeconds: 60,
    concurrency: 4,
    run: async ({ sealed }, { attempt }) => {
      try {
        await process(JSON.parse(secrets.open(sealed, PURPOSE)));
      } catch (error) {
        // A job that fails for good would hold back its key for ever; given up is done with.
        if (attempt < RETRIES) throw error;
        onGivenUp(error);
      }
    },
  });
  const put = async (message: unknown, options: Parameters<MessageQueue['enqueue']>[1]) => {
    const data = { sealed: secrets.seal(JSON.stringify(message), PURPOSE) };
    const startAfter = options?.delay ? new Date(Date.now() + options.delay.total('milliseconds')) : undefined;
    await inTransaction(payload, (tx) =>
      enqueue(tx, job, data, {
        singletonKey: options?.orderingKey ?? toSenderKey(message) ?? randomUUID(),
        ...(startAfter ? { startAfter } : {}),
      }),
    );
  };
  return {
    job,
    queue: {
      nativeRetrial: true,
      enqueue: put,
      enqueueMany: async (messages, options) => {
        for (const message of messages) await put(message, options);
      },
      listen: (_handler, options) =>
        new Promise((resolve) => {
          if (options?.signal?.aborted) resolve();
          else options?.signal?.addEventListener('abort', () => resolve(), { once: true });
        }),
    },
  };
}

/** What one actor sends is handled in the order in which it came: an Undo never overtakes its Follow. */
function toSenderKey(message: unknown): string | null {
  const { type, activity } = message as { type?: unknown; activity?: { actor?: unknown } };
  const actor = activity?.actor;
  const id = typeof actor === 'object' && actor !== null ? (actor as { id?: unknown }).id : actor;
  return type === 'inbox' && typeof id === 'string' ? `inbox ${id}` : null;
}
