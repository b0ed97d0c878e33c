import type { Payload, PayloadRequest } from 'payload';
import type { PostRecord } from '../../contracts/ingest.ts';

/** Queues Payload's own scheduled publishing for a record that waits for its day, in place of any older one. */
export async function replaceSchedule({
  payload,
  req,
  record,
  collection,
  id,
  isNew,
}: {
  payload: Payload;
  req: PayloadRequest;
  record: PostRecord;
  collection: 'posts' | 'pages' | 'tags';
  id: string;
  isNew: boolean;
}): Promise<void> {
  if (!isNew) {
    await payload.delete({
      collection: 'payload-jobs',
      where: {
        and: [{ taskSlug: { equals: 'schedulePublish' } }, { 'input.doc.value': { equals: id } }, { completedAt: { exists: false } }],
      },
      req,
    });
  }
  if (record.state !== 'scheduled' || !record.publishedAt) return;
  await payload.jobs.queue({
    task: 'schedulePublish',
    input: { type: 'publish', doc: { relationTo: collection, value: id } } as never,
    waitUntil: new Date(record.publishedAt),
    req,
  });
}
