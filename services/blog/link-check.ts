import { sql } from '@payloadcms/db-postgres';
import { APIError, type Payload, type PayloadRequest } from 'payload';
import { HOMED } from '../../core/homes.ts';
import type { LinkFinding, LinkPlace } from '../../core/link-findings.ts';
import { listLinks } from '../../core/richtext/links.ts';
import { listReferences } from '../../core/richtext/references.ts';
import { defineJob, enqueue, type JobDefinition } from '../../platform/queue.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import type { Probe } from './link-probe.ts';
import { IS_OUT } from './out.ts';

const BATCH = 100;
const MOST_ADDRESSES = 5000;
const MOST_FINDINGS = 500;
const MOST_PLACES = 20;
const AT_ONCE = 6;
const KEPT = 10;
const LEASE_HOURS = 2;

type Work = { readonly check: string };

/** Everything an address was found in, by address. */
type Places = Map<string, LinkPlace[]>;

/** Begins a check for the editor of the request; refused while one is under way. The worker does it. */
export async function startLinkCheck(req: PayloadRequest, startedBy: string): Promise<{ id: string }> {
  return inTransaction(req.payload, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('rose:link-check'))`);
    const { rows: running } = await tx.execute(sql`
      select id from link_checks where state in ('queued', 'running') and updated_at > now() - ${LEASE_HOURS} * interval '1 hour'
    `);
    if (running.length > 0) throw new APIError('A check is under way already. Its findings will appear here.', 409, undefined, true);
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into link_checks (state, started_by_id, created_at, updated_at) values ('queued', ${startedBy}::uuid, now(), now())
      returning id::text as id
    `);
    const id = rows[0]?.id ?? '';
    await tx.execute(sql`
      delete from link_checks where id not in (select id from link_checks order by created_at desc limit ${KEPT})
    `);
    await enqueue(tx, linkCheckQueue, { check: id });
    return { id };
  });
}

/** The queue alone, for whoever only puts work into it. */
const linkCheckQueue = defineJob<Work>({
  name: 'blog.check-links',
  policy: 'standard',
  retryLimit: 2,
  retryDelay: 30,
  expireInSeconds: LEASE_HOURS * 3600,
  run: async () => {
    throw new Error('The link check was not introduced to its probe.');
  },
});

/**
 * Walks what visitors can read (public bodies of what is out) and asks where each address leads. Only
 * when an editor has asked for it. `blogOrigin` is what addresses without a host are seen from.
 */
export function createLinkCheck(options: { payload: Payload; probe: Probe; blogOrigin: string }): JobDefinition<Work> {
  return {
    ...linkCheckQueue,
    run: async ({ check }, { signal }) => {
      const { payload, probe, blogOrigin } = options;
      const tx = toExecutor(payload);
      await tx.execute(sql`update link_checks set state = 'running', updated_at = now() where id = ${check}::uuid`);
      const { documents, places, findings } = await readPlaces(payload, blogOrigin);
      const addresses = [...places.keys()].slice(0, MOST_ADDRESSES);
      let done = 0;
      const save = (state: 'running' | 'done') =>
        tx.execute(sql`
          update link_checks set state = ${state}::enum_link_checks_state, documents = ${documents}, links = ${done}, broken = ${findings.length},
            findings = ${JSON.stringify(findings.slice(0, MOST_FINDINGS))}::jsonb, updated_at = now(),
            finished_at = case when ${state} = 'done' then now() end
          where id = ${check}::uuid
        `);
      const next = addresses.values();
      const work = async () => {
        for (const url of next) {
          if (signal.aborted) throw new Error('The worker stops; the check begins again later.');
          const probed = await probe(url);
          if (probed.type === 'broken') {
            findings.push({ url, code: probed.code, says: probed.says, places: (places.get(url) ?? []).slice(0, MOST_PLACES) });
          }
          done += 1;
          if (done % 25 === 0) await save('running');
        }
      };
      try {
        await Promise.all(Array.from({ length: AT_ONCE }, work));
      } catch (error) {
        await tx.execute(sql`update link_checks set state = 'failed', updated_at = now() where id = ${check}::uuid`);
        throw error;
      }
      await save('done');
    },
  };
}

interface Row extends Record<string, unknown> {
  collection: 'posts' | 'pages';
  id: string;
  title: string | null;
  public_body: unknown;
}

/** Every outgoing address of what is out, and internal links whose target is not. */
async function readPlaces(payload: Payload, blogOrigin: string): Promise<{ documents: number; places: Places; findings: LinkFinding[] }> {
  const places: Places = new Map();
  const targets = new Map<string, LinkPlace[]>();
  let documents = 0;
  for (const collection of ['posts', 'pages'] as const) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { rows } = await toExecutor(payload).execute<Row>(sql`
        select ${collection}::text as collection, id::text as id, title, public_body from ${sql.identifier(collection)} p
        where ${IS_OUT} and id > ${after}::uuid
        order by id limit ${BATCH}
      `);
      for (const row of rows) {
        documents += 1;
        for (const { url, where } of listLinks(row.public_body)) add(places, toAddress(url, blogOrigin), toPlace(row, where));
        for (const { relationTo, id } of listReferences(row.public_body).documents)
          add(targets, `${relationTo} ${id}`, toPlace(row, 'a link'));
      }
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) break;
      after = last.id;
    }
  }
  return { documents, places, findings: await findLost(payload, targets) };
}

function toPlace(row: Row, where: string): LinkPlace {
  return { collection: row.collection, id: row.id, title: row.title ?? 'Untitled', where };
}

/** What a reader's browser would ask for; null for what is not asked for at all. */
function toAddress(url: string, blogOrigin: string): string | null {
  if (url.startsWith('#')) return null;
  const address = URL.parse(url, blogOrigin);
  if (!address) return url;
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return null;
  address.hash = '';
  return address.href;
}

function add(places: Places, key: string | null, place: LinkPlace): void {
  if (key === null) return;
  const known = places.get(key);
  if (!known) places.set(key, [place]);
  else if (!known.some(({ id, where }) => id === place.id && where === place.where)) known.push(place);
}

/** What a link inside the house can name. */
const NAMED = [...HOMED, 'users', 'media'] as const;

/** Internal links to what a visitor cannot open: deleted, taken back, or never out. One look-up for each kind. */
async function findLost(payload: Payload, targets: ReadonlyMap<string, LinkPlace[]>): Promise<LinkFinding[]> {
  const asked = [...targets].map(([key, places]) => ({ kind: key.split(' ')[0] ?? '', id: key.split(' ')[1] ?? '', places }));
  const lost: LinkFinding[] = [];
  for (const [kind, group] of Map.groupBy(asked, (target) => target.kind)) {
    const collection = NAMED.find((one) => one === kind);
    if (!collection) continue;
    const { docs } = await payload.find({
      collection,
      where: { id: { in: group.map(({ id }) => id) } },
      overrideAccess: false,
      depth: 0,
      pagination: false,
      select: {},
    });
    const there = new Set(docs.map(({ id }) => String(id)));
    for (const { id, places } of group) {
      if (there.has(id)) continue;
      lost.push({
        url: `${kind}/${id}`,
        code: null,
        says: 'A link inside the house: what it names is gone or not out.',
        places: places.slice(0, MOST_PLACES),
      });
    }
  }
  return lost;
}
