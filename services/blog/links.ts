import { sql } from '@payloadcms/db-postgres';
import type { SQL } from '@payloadcms/db-postgres/drizzle';
import type { Payload, PayloadRequest, Where } from 'payload';
import { z } from 'zod';
import { type Rewrite, rewriteLinks, toRewrite } from '../../core/richtext/links.ts';
import { isBody } from '../../core/richtext/types.ts';
import type { Page, Post } from '../../payload-types.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';

const KINDS = ['posts', 'pages'] as const;
type Kind = (typeof KINDS)[number];

/** Addresses that a document has beside its body. */
const ADDRESS_FIELDS = ['featureImageUrl', 'canonicalUrl', 'ogImageUrl', 'twitterImageUrl'] as const;

const MOST_FOUND = 500;
const MOST_AT_ONCE = 100;

const rule = z.object({
  from: z.string().trim().min(2).max(2000),
  to: z.string().trim().min(1).max(2000),
  /** Whatever stands below the address goes along. */
  prefix: z.boolean(),
});
export const linkPreview = rule;
export const linkReplacement = rule.extend({
  documents: z
    .array(z.object({ collection: z.enum(KINDS), id: z.guid() }))
    .min(1)
    .max(MOST_AT_ONCE),
});
export type LinkRule = z.infer<typeof rule>;

export interface FoundDocument {
  readonly collection: Kind;
  readonly id: string;
  readonly title: string;
  readonly state: 'published' | 'draft' | 'changed';
  readonly changes: readonly { readonly where: string; readonly before: string; readonly after: string }[];
}

/** What a replacement would do: each post and page with such an address, in what is out and in the draft of it. Writes nothing. */
export async function previewLinks(payload: Payload, asked: LinkRule): Promise<{ documents: FoundDocument[]; more: boolean }> {
  const ids = await findCandidates(payload, asked.from);
  const rewrite = toRewrite(asked);
  const documents: FoundDocument[] = [];
  for (const kind of KINDS) {
    const known = ids.filter(({ collection }) => collection === kind).map(({ id }) => id);
    const pairs = await findPairs(payload, kind, known);
    for (const { published, draft } of pairs) {
      const doc = draft ?? published;
      if (!doc) continue;
      const changes = [...toChanges(published, rewrite), ...toChanges(draft, rewrite)];
      const distinct = [...new Map(changes.map((one) => [`${one.where} ${one.before}`, one])).values()];
      if (distinct.length === 0) continue;
      const state = !published ? 'draft' : draft ? 'changed' : 'published';
      documents.push({ collection: kind, id: doc.id, title: doc.title || 'Untitled', state, changes: distinct });
    }
  }
  return { documents, more: ids.length >= MOST_FOUND };
}

/**
 * Replaces the address in the documents chosen, each in a transaction of its own and with a version as after any
 * save: what is out is mended where it is out, a draft stays a draft. Answers how many changed and which could not.
 */
export async function replaceLinks(
  req: PayloadRequest,
  { documents, ...asked }: z.infer<typeof linkReplacement>,
): Promise<{ changed: number; failed: { collection: Kind; id: string; sentence: string }[] }> {
  const rewrite = toRewrite(asked);
  const failed: { collection: Kind; id: string; sentence: string }[] = [];
  let changed = 0;
  for (const { collection, id } of documents) {
    try {
      if (await inTransaction(req.payload, () => mend(req, collection, id, rewrite), { req })) changed += 1;
    } catch (error) {
      failed.push({ collection, id, sentence: error instanceof Error ? error.message : 'It could not be saved.' });
    }
  }
  return { changed, failed };
}

type Doc = Post | Page;

async function mend(req: PayloadRequest, collection: Kind, id: string, rewrite: Rewrite): Promise<boolean> {
  const { payload } = req;
  const [pair] = await findPairs(payload, collection, [id], req);
  if (!pair) throw new Error('It is gone.');
  const save = { collection, id, depth: 0, overrideAccess: false, user: req.user, req } as const;
  const out = pair.published && toPatch(pair.published, rewrite);
  const draft = pair.draft && toPatch(pair.draft, rewrite);
  if (!out && !draft) return false;
  // A whole one, else the fields that were changed in the draft alone would come out with it.
  if (pair.published && out)
    await payload.update({ ...save, data: { ...toContent(pair.published), ...out, _status: 'published' } as never });
  // Saving what is out made it the newest version, so the draft is laid on top again.
  if (pair.draft)
    await payload.update({ ...save, draft: true, data: { ...toContent(pair.draft), ...(draft ?? {}), _status: 'draft' } as never });
  return true;
}

/** A document as it is out, and its draft when there is one that is newer or the only one. */
async function findPairs(
  payload: Payload,
  collection: Kind,
  ids: readonly string[],
  req?: PayloadRequest,
): Promise<{ published: Doc | null; draft: Doc | null }[]> {
  if (ids.length === 0) return [];
  const where: Where = { id: { in: [...ids] } };
  const ask = { collection, where, depth: 0, pagination: false, limit: ids.length, joins: false, ...(req ? { req } : {}) } as const;
  const main = await payload.find(ask);
  const newest = await payload.find({ ...ask, draft: true });
  const drafts = new Map(newest.docs.map((doc) => [doc.id, doc]));
  return main.docs.map((doc) => {
    const latest = drafts.get(doc.id);
    return {
      published: doc._status === 'published' ? doc : null,
      draft: latest?._status === 'draft' ? latest : doc._status === 'published' ? null : doc,
    };
  });
}

function toChanges(doc: Doc | null, rewrite: Rewrite): { where: string; before: string; after: string }[] {
  if (!doc) return [];
  const { body } = doc;
  const inBody = isBody(body) ? rewriteLinks(body, rewrite).changes : [];
  return [
    ...inBody.map(({ url, where, after }) => ({ where, before: url, after })),
    ...ADDRESS_FIELDS.flatMap((name) => {
      const before = doc[name];
      const after = before ? rewrite(before) : null;
      return before && after ? [{ where: name, before, after }] : [];
    }),
  ];
}

function toPatch(doc: Doc, rewrite: Rewrite): Partial<Record<string, unknown>> | null {
  const patch: Record<string, unknown> = {};
  const { body } = doc;
  if (isBody(body)) {
    const { body: after, changes } = rewriteLinks(body, rewrite);
    if (changes.length > 0) patch.body = after;
  }
  for (const name of ADDRESS_FIELDS) {
    const before = doc[name];
    const after = before ? rewrite(before) : null;
    if (after) patch[name] = after;
  }
  return Object.keys(patch).length > 0 ? patch : null;
}

/** What an editor could have typed; what the house makes itself is made anew. */
function toContent(doc: Doc): Record<string, unknown> {
  const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, publicBody: _publicBody, publicText: _publicText, ...content } = doc;
  return content;
}

/** Documents whose text has the address somewhere, the newest first; whether it is one of a link is seen later. */
async function findCandidates(payload: Payload, from: string): Promise<{ collection: Kind; id: string }[]> {
  // As it stands in JSON, and as HTML in it has it.
  const forms = [...new Set([from, from.replaceAll('&', '&amp;')].map((form) => JSON.stringify(form).slice(1, -1)))];
  const has = (text: SQL) =>
    sql.join(
      forms.map((form) => sql`position(${form} in ${text}) > 0`),
      sql` or `,
    );
  const parts = KINDS.map((kind) => {
    const text = (prefix: string) =>
      sql.raw(
        `concat_ws(' ', ${['body', 'feature_image_url', 'canonical_url', 'og_image_url', 'twitter_image_url'].map((name) => `${prefix}${name}`).join(', ')})`,
      );
    return sql`
      select ${kind}::text as collection, d.id, d.updated_at from ${sql.identifier(kind)} d where ${has(text('d.'))}
      union
      select ${kind}::text, d.id, d.updated_at from ${sql.identifier(`_${kind}_v`)} v join ${sql.identifier(kind)} d on d.id = v.parent_id
      where v.latest and v.version__status = 'draft' and (${has(text('v.version_'))})`;
  });
  const { rows } = await toExecutor(payload).execute<{ collection: Kind; id: string }>(sql`
    select collection, id::text as id from (${sql.join(parts, sql` union all `)}) f order by updated_at desc, id limit ${MOST_FOUND}
  `);
  return rows;
}
