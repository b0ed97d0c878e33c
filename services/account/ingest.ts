import { sql } from '@payloadcms/db-postgres';
import type { Payload, PayloadRequest } from 'payload';
import type { IngestBatch, IngestOutcome, IngestResult, UserRecord } from '../../contracts/ingest.ts';
import type { Tx } from '../../contracts/shared.ts';
import type { User } from '../../payload-types.ts';
import { emit } from '../../platform/emit.ts';
import { type Arrival, findKnown, ingestBatch, isEditedHere, isSameSource } from '../../platform/ingest.ts';

interface PersonArrival extends Arrival {
  readonly record: UserRecord;
  readonly collection: 'users';
  readonly knownId: string | null;
  readonly knownHash: string;
}

const CONTENT = ['name', 'slug', 'email', 'roles', 'status', 'bio', 'location', 'website', 'profileImageUrl'] as const;

/**
 * Takes people from an import: staff and members, without a password and invited at most. An address
 * that has an account here keeps it untouched: a file must not change who may do what.
 */
export function createAccountIngest({ payload }: { payload: Payload }): { ingest(batch: IngestBatch): Promise<IngestResult> } {
  return {
    ingest: async (batch) => {
      const arrivals = await toArrivals(payload, batch);
      const claimed = new Set<string>();
      return ingestBatch({
        payload,
        batch,
        arrivals,
        judge: (arrival) => judge(payload, arrival, claimed),
        toContent: (doc) => Object.fromEntries(CONTENT.map((name) => [name, doc[name] ?? null])),
        write: async ({ record, knownId, warnings }, { req, tx }) => {
          const slug = await claimSlug({ payload, wanted: record.slug, knownId, req });
          if (slug !== record.slug) warnings.push(`The address "${record.slug}" is taken here, so this one is "${slug}".`);
          const id = knownId ?? (await insertPerson(tx, { ...record, slug }));
          if (knownId) await payload.update({ collection: 'users', id, data: toChanges(record, slug), depth: 0, req });
          return { ...(await payload.findByID({ collection: 'users', id, depth: 0, req })) };
        },
      });
    },
  };
}

/** The Local API wants a password of whoever is new; these people have none, so they are written as sign-in writes them. */
async function insertPerson(tx: Tx, { source, ...person }: UserRecord): Promise<string> {
  const status = person.roles.every((role) => role === 'member') ? 'active' : 'invited';
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into users (email, name, slug, status, bio, location, website, profile_image_url, publishes, source_id, source_hash, created_at, updated_at)
    values (${person.email}, ${person.name}, ${person.slug}, ${status}, ${person.bio}, ${person.location}, ${person.website},
      ${person.profileImageUrl}, false, ${source.id}, ${source.hash}, now(), now())
    returning id::text as id
  `);
  const id = rows[0]?.id;
  if (!id) throw new Error(`The database did not answer with an id for ${source.id}.`);
  for (const [index, role] of person.roles.entries()) {
    await tx.execute(sql`insert into users_roles ("order", parent_id, value) values (${index + 1}, ${id}::uuid, ${role})`);
  }
  await emit(tx, {
    type: 'Create',
    object: { type: 'users', id },
    visibility: 'internal',
    imported: true,
    data: { tags: [`users:${id}`, 'users'] },
  });
  return id;
}

function toChanges(
  { name, email, bio, location, website, profileImageUrl, roles, source }: UserRecord,
  slug: string | null,
): Partial<Pick<User, (typeof CONTENT)[number] | 'sourceHash'>> {
  return { name, slug, email, bio, location, website, profileImageUrl, roles: [...roles], sourceHash: source.hash };
}

async function toArrivals(payload: Payload, batch: IngestBatch): Promise<PersonArrival[]> {
  const records = batch.records.map((record): UserRecord => {
    if (record.kind !== 'user') throw new Error('Only people belong to the account domain.');
    return record;
  });
  const known = await findKnown(
    payload,
    'users',
    records.map((record) => record.source.id),
  );
  return records.map((record) => {
    const here = known.get(record.source.id);
    return { record, collection: 'users', warnings: [], knownId: here?.id ?? null, knownHash: here?.sourceHash ?? '' };
  });
}

async function judge(payload: Payload, arrival: PersonArrival, claimed: Set<string>): Promise<IngestOutcome | null> {
  const { record, knownId, knownHash, warnings } = arrival;
  if (knownId) {
    if (isSameSource(knownHash, record.source.hash)) return { type: 'unchanged', id: knownId };
    const doc = await payload.findByID({ collection: 'users', id: knownId, depth: 0 });
    if (!isEditedHere(knownHash, Object.fromEntries(CONTENT.map((name) => [name, doc[name] ?? null])))) return null;
    warnings.push('It has changed at the source, but was edited here since the last import: it is left as it is here.');
    return { type: 'unchanged', id: knownId };
  }
  const { docs } = await payload.find({
    collection: 'users',
    where: { email: { equals: record.email } },
    depth: 0,
    limit: 1,
    pagination: false,
  });
  const [own] = docs;
  if (own) {
    warnings.push('This address has an account here already. It is left as it is; what the person wrote is attributed to it.');
    return { type: 'unchanged', id: own.id };
  }
  if (claimed.has(record.email)) return { type: 'skipped', reason: 'Its e-mail address stands in the file twice; the first was taken.' };
  claimed.add(record.email);
  return null;
}

async function claimSlug({
  payload,
  wanted,
  knownId,
  req,
}: {
  payload: Payload;
  wanted: string | null;
  knownId: string | null;
  req: PayloadRequest;
}): Promise<string | null> {
  if (wanted === null) return null;
  for (let next = 1; ; next++) {
    const slug = next === 1 ? wanted : `${wanted.slice(0, 180)}-${next}`;
    const { totalDocs } = await payload.count({
      collection: 'users',
      where: { and: [{ slug: { equals: slug } }, ...(knownId ? [{ id: { not_equals: knownId } }] : [])] },
      req,
    });
    if (totalDocs === 0) return slug;
  }
}
