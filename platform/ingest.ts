import { createHash } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import { type CollectionSlug, createLocalReq, type Payload, type PayloadRequest } from 'payload';
import { z } from 'zod';
import type { IngestBatch, IngestOutcome, IngestRecord, IngestResult } from '../contracts/ingest.ts';
import type { Tx } from '../contracts/shared.ts';
import { reached } from './points.ts';
import { inTransaction, toExecutor } from './transactions.ts';

export type Doc = Readonly<Record<string, unknown>> & { readonly id: string };

/** One record on its way in; `write` is called inside the transaction, at most once per attempt. */
export interface Arrival {
  readonly record: IngestRecord;
  readonly collection: CollectionSlug;
  readonly warnings: string[];
}

export interface Ingestion<One extends Arrival> {
  readonly payload: Payload;
  readonly batch: IngestBatch;
  readonly arrivals: readonly One[];
  /** Decides without writing: an outcome, or null when the record is to be written. */
  readonly judge: (arrival: One) => Promise<IngestOutcome | null>;
  /** Writes by the Local API with this `req`; answers the document as the database holds it. */
  readonly write: (arrival: One, context: { req: PayloadRequest; tx: Tx }) => Promise<Doc>;
  /** The fields an editor may have changed, of a document read at depth 0. */
  readonly toContent: (doc: Doc) => unknown;
}

/**
 * Takes a batch in: records that are to be written share one transaction, whose COMMIT is awaited; when
 * any of them fails, all are undone and written again one by one, so that only the bad one is missing.
 */
export async function ingestBatch<One extends Arrival>(ingestion: Ingestion<One>): Promise<IngestResult> {
  const { arrivals, batch, judge } = ingestion;
  const outcomes = new Map<One, IngestOutcome>();
  const open: One[] = [];
  for (const arrival of arrivals) {
    const outcome = await judge(arrival);
    if (outcome) outcomes.set(arrival, outcome);
    else if (batch.dryRun) outcomes.set(arrival, { type: 'written', id: null });
    else open.push(arrival);
  }
  for (const [arrival, outcome] of await writeAll(ingestion, open)) outcomes.set(arrival, outcome);
  if (open.length > 0) await reached('ingest.after-commit');
  return {
    records: arrivals.map((arrival) => ({
      sourceId: arrival.record.source.id,
      outcome: outcomes.get(arrival) ?? { type: 'skipped', reason: 'It was not decided upon.' },
      warnings: arrival.warnings,
    })),
  };
}

async function writeAll<One extends Arrival>(ingestion: Ingestion<One>, open: readonly One[]): Promise<Map<One, IngestOutcome>> {
  if (open.length === 0) return new Map();
  try {
    return await writeTogether(ingestion, open);
  } catch (error) {
    if (open.length === 1) return new Map(open.map((arrival) => [arrival, { type: 'skipped', reason: toReason(error) }]));
  }
  const outcomes = new Map<One, IngestOutcome>();
  for (const arrival of open) {
    for (const [one, outcome] of await writeAll(ingestion, [arrival])) outcomes.set(one, outcome);
  }
  return outcomes;
}

async function writeTogether<One extends Arrival>(ingestion: Ingestion<One>, arrivals: readonly One[]): Promise<Map<One, IngestOutcome>> {
  const { payload, write, toContent } = ingestion;
  const req = await createLocalReq({ context: { imported: true } }, payload);
  return inTransaction(
    payload,
    async (tx) => {
      const outcomes = new Map<One, IngestOutcome>();
      const marks: Mark[] = [];
      for (const arrival of arrivals) {
        const doc = await write(arrival, { req, tx });
        marks.push({ collection: arrival.collection, id: doc.id, mark: `${arrival.record.source.hash}.${toHash(toContent(doc))}` });
        outcomes.set(arrival, { type: 'written', id: doc.id });
        await reached('ingest.record-written');
      }
      await markContent(payload, tx, marks);
      await reached('ingest.before-commit');
      return outcomes;
    },
    { req },
  );
}

/**
 * `sourceHash` is `<hash of the source>.<hash of the content as written here>`: the first tells whether
 * the source has changed, the second whether somebody edited the record here. The second is known only
 * after the write, so it is added by SQL; that is no change of the record, hence no activity.
 */
async function markContent(payload: Payload, tx: Tx, marks: readonly Mark[]): Promise<void> {
  for (const collection of new Set(marks.map((mark) => mark.collection))) {
    const own = marks.filter((mark) => mark.collection === collection);
    const values = sql.join(
      own.map(({ id, mark }) => sql`(${id}::uuid, ${mark}::text)`),
      sql`, `,
    );
    await tx.execute(
      sql`update ${sql.identifier(collection)} doc set source_hash = new.mark from (values ${values}) new (id, mark) where doc.id = new.id`,
    );
    if (!payload.collections[collection].config.versions) continue;
    await tx.execute(sql`
      update ${sql.identifier(`_${collection}_v`)} version set version_source_hash = new.mark
      from (values ${values}) new (id, mark) where version.parent_id = new.id and version.latest
    `);
  }
}

interface Mark {
  readonly collection: CollectionSlug;
  readonly id: string;
  readonly mark: string;
}

/** What is here already, by source id. */
export async function findKnown(
  payload: Payload,
  collection: CollectionSlug,
  sourceIds: readonly string[],
): Promise<Map<string, { id: string; sourceHash: string }>> {
  if (sourceIds.length === 0) return new Map();
  const { rows } = await toExecutor(payload).execute<{ id: string; source_id: string; source_hash: string | null }>(sql`
    select id::text as id, source_id, source_hash from ${sql.identifier(collection)}
    where source_id = any(${sql.param([...sourceIds])}::text[])
  `);
  return new Map(rows.map((row) => [row.source_id, { id: row.id, sourceHash: row.source_hash ?? '' }]));
}

/** Whether a document is no longer what an import once wrote. */
export function isEditedHere(sourceHash: string, content: unknown): boolean {
  return sourceHash.split('.')[1] !== toHash(content);
}

export function isSameSource(sourceHash: string, hash: string): boolean {
  return sourceHash.split('.')[0] === hash;
}

function toHash(value: unknown): string {
  const stable = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
  return createHash('sha256')
    .update(stable ?? '')
    .digest('hex')
    .slice(0, 32);
}

/** What Payload says of fields that it refuses. */
const refusal = z.object({
  data: z.object({ errors: z.array(z.object({ path: z.string().optional(), message: z.string().optional() })) }),
});

/**
 * Why a record was refused, as a sentence for the person who imports. A failed query says all its values,
 * which are the record itself, so only what the database answered is told.
 */
function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message.startsWith('Failed query')) {
    const answer = error.cause instanceof Error ? error.cause.message : 'no reason given';
    return `The database refused it: ${answer.slice(0, 500)}.`;
  }
  const fields = refusal
    .safeParse(error)
    .data?.data.errors.map(({ path, message }) => `${path}: ${message}`)
    .join('; ');
  return `${error.message}${fields ? ` ${fields}` : ''}`.slice(0, 1000);
}
