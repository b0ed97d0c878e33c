import type { Payload, PayloadRequest } from 'payload';
import type { IngestBatch, IngestOutcome, IngestResult, PostRecord, TagRecord } from '../../contracts/ingest.ts';
import { type Arrival, type Doc, findKnown, ingestBatch, isEditedHere, isSameSource } from '../../platform/ingest.ts';
import { replaceSchedule } from './ingest.schedule.ts';
import { createSlugs, type Slugs } from './ingest.slugs.ts';

type BlogRecord = PostRecord | TagRecord;
interface BlogArrival extends Arrival {
  readonly record: BlogRecord;
  readonly collection: 'posts' | 'pages' | 'tags';
  /** The document here that came from the same source. */
  readonly knownId: string | null;
  readonly knownHash: string;
}

/** Fields of a publication that an editor can change and an import writes. */
const POST_CONTENT = [
  'title',
  'slug',
  '_status',
  'publishedAt',
  'visibility',
  'tiers',
  'emailOnly',
  'featured',
  'authors',
  'tags',
  'excerpt',
  'featureImage',
  'featureImageUrl',
  'featureImageAlt',
  'featureImageCaption',
  'body',
  'metaTitle',
  'metaDescription',
  'canonicalUrl',
] as const;
const TAG_CONTENT = ['name', 'slug', 'description', 'internal', 'featureImageUrl', 'metaTitle', 'metaDescription', 'accentColor'] as const;

/** Takes posts, pages and tags from an import. */
export function createBlogIngest({ payload }: { payload: Payload }): { ingest(batch: IngestBatch): Promise<IngestResult> } {
  return {
    ingest: async (batch) => {
      const arrivals = await toArrivals(payload, batch);
      const tags = await listTagIds(payload, arrivals);
      // Each attempt has a `req` of its own: after a rollback nothing that was claimed counts.
      const attempts = new WeakMap<PayloadRequest, Slugs>();
      const slugsOf = (req: PayloadRequest): Slugs => {
        const slugs =
          attempts.get(req) ??
          createSlugs(
            payload,
            arrivals.map(({ record }) => record),
          );
        attempts.set(req, slugs);
        return slugs;
      };
      return ingestBatch({
        payload,
        batch,
        arrivals,
        judge: (arrival) => judge(payload, arrival),
        toContent,
        write: async (arrival, { req }) => {
          const { record, knownId } = arrival;
          const slug = knownId ? await slugOf(payload, arrival, req) : await slugsOf(req).claim(record, req);
          if (!knownId && slug !== record.slug) {
            arrival.warnings.push(`The address "${record.slug}" is taken here, so this one is "${slug}".`);
          }
          const data = record.kind === 'tag' ? toTagData(record, slug) : toPostData(record, slug, tags);
          const doc = await save(payload, arrival, data, req);
          if (record.kind !== 'tag')
            await replaceSchedule({ payload, req, record, collection: arrival.collection, id: doc.id, isNew: !knownId });
          return doc;
        },
      });
    },
  };
}

async function toArrivals(payload: Payload, batch: IngestBatch): Promise<BlogArrival[]> {
  const records = batch.records.map((record): BlogRecord => {
    if (record.kind === 'user') throw new Error('People belong to the account domain: hand them to services.account.');
    return record;
  });
  const idsOf = (test: (record: BlogRecord) => boolean) => records.filter(test).map((record) => record.source.id);
  const publications = idsOf((record) => record.kind !== 'tag');
  const [posts, pages, tags] = await Promise.all([
    findKnown(payload, 'posts', publications),
    findKnown(payload, 'pages', publications),
    findKnown(
      payload,
      'tags',
      idsOf((record) => record.kind === 'tag'),
    ),
  ]);
  return records.map((record) => {
    const { id } = record.source;
    const home =
      record.kind === 'tag' ? 'tags' : posts.has(id) ? 'posts' : pages.has(id) ? 'pages' : record.kind === 'page' ? 'pages' : 'posts';
    const known = { posts, pages, tags }[home].get(id);
    return { record, collection: home, warnings: [], knownId: known?.id ?? null, knownHash: known?.sourceHash ?? '' };
  });
}

async function judge(payload: Payload, { record, collection, knownId, knownHash, warnings }: BlogArrival): Promise<IngestOutcome | null> {
  if (!knownId) return null;
  if (isSameSource(knownHash, record.source.hash)) return { type: 'unchanged', id: knownId };
  const doc: Doc = { ...(await payload.findByID({ collection, id: knownId, depth: 0, draft: collection !== 'tags' })) };
  if (!isEditedHere(String(doc.sourceHash ?? knownHash), toContent(doc))) return null;
  warnings.push('It has changed at the source, but was edited here since the last import: it is left as it is here.');
  return { type: 'unchanged', id: knownId };
}

async function save(payload: Payload, arrival: BlogArrival, data: Record<string, unknown>, req: PayloadRequest): Promise<Doc> {
  const { collection, knownId } = arrival;
  const options = { collection, data: data as never, depth: 0, req } as const;
  const doc = knownId ? await payload.update({ ...options, id: knownId }) : await payload.create(options);
  return { ...doc };
}

/** A record that is here keeps its address, whatever else has changed. */
async function slugOf(payload: Payload, { collection, knownId }: BlogArrival, req: PayloadRequest): Promise<string> {
  const doc = await payload.findByID({ collection, id: knownId ?? '', depth: 0, select: { slug: true }, req });
  return doc.slug;
}

/** Ids here of the tags that posts in the batch carry, by source id. */
async function listTagIds(payload: Payload, arrivals: readonly BlogArrival[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(arrivals.flatMap(({ record }) => (record.kind === 'tag' ? [] : record.tags)));
  const known = await findKnown(payload, 'tags', [...wanted]);
  return new Map([...known].map(([sourceId, { id }]) => [sourceId, id]));
}

function toPostData(record: PostRecord, slug: string, tags: ReadonlyMap<string, string>): Record<string, unknown> {
  const { kind: _kind, source, state, original, authors, tags: tagSources, tiers, ...fields } = record;
  return {
    ...fields,
    slug,
    _status: state === 'published' ? 'published' : 'draft',
    authors: [...authors],
    tags: tagSources.flatMap((sourceId) => tags.get(sourceId) ?? []),
    tiers: [...tiers],
    sourceId: source.id,
    sourceHash: source.hash,
    sourceJson: original,
  };
}

function toTagData({ kind: _kind, source, ...fields }: TagRecord, slug: string): Record<string, unknown> {
  return { ...fields, slug, sourceId: source.id, sourceHash: source.hash };
}

function toContent(doc: Doc): unknown {
  const names = 'title' in doc ? POST_CONTENT : TAG_CONTENT;
  return Object.fromEntries(names.map((name) => [name, doc[name] ?? null]));
}
