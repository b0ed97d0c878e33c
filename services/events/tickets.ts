import { randomBytes } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import type { PaidLines, Quote } from '../../contracts/cart.ts';
import type { TicketView } from '../../contracts/events.ts';
import type { Tx, Viewer } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { toThumbnailUrl } from '../../platform/pictures.ts';
import { prepared } from '../../platform/prepared.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { type EventsDeps, toPath } from './deps.ts';

interface QuoteRow extends Record<string, unknown> {
  id: string;
  name: string;
  title: string;
  slug: string;
  price: number;
  member_price: number | null;
  currency: string;
  for_sale: boolean;
  image_id: string | null;
  fingerprint: string | null;
}

/** One statement, because every order waits for it. Events that are over sell nothing. */
export async function quote(
  { payload }: EventsDeps,
  { tx, ids, viewer }: { tx?: Tx; ids: readonly string[]; viewer: Viewer | null },
): Promise<readonly Quote[]> {
  const { rows } = await (tx ?? toExecutor(payload)).execute<QuoteRow>(
    prepared(sql`
    select t.id::text as id, t.name, e.title, e.slug, t.price::int as price, t.member_price::int as member_price,
      t.currency, coalesce(t.for_sale, true) and e.ends_at > now() as for_sale,
      m.id::text as image_id, m.fingerprint
    from ticket_types t
    join events e on e.id = t.event_id and e._status = 'published'
    left join media m on m.id = e.image_id
    where t.id = any(${sql.param([...ids])}::uuid[])
  `),
  );
  const isMember = viewer !== null && (viewer.paid || viewer.tiers.length > 0);
  return rows.map((row) => ({
    sellableId: row.id,
    kind: 'ticket',
    title: `${row.title}: ${row.name}`,
    brand: null,
    imageUrl: toThumbnailUrl(payload, { id: row.image_id, fingerprint: row.fingerprint }),
    path: toPath(row.slug),
    unitPrice: { amount: isMember && row.member_price !== null ? row.member_price : row.price, currency: row.currency },
    taxBasisPoints: 0,
    forSale: row.for_sale,
  }));
}

/** One ticket for each seat of each line; a repeat finds them there. Answers how many were made. */
export async function issueTickets({ tx, order }: { tx: Tx; order: PaidLines }): Promise<number> {
  const seats = order.lines.flatMap((line) =>
    Array.from({ length: line.quantity }, (_, index) => ({
      order_line_id: line.id,
      ticket_type_id: line.sellableId,
      seat: index + 1,
      code: toCode(),
    })),
  );
  const { rows } = await tx.execute<{ id: string; event_id: string }>(sql`
    insert into tickets (
      code, event_id, ticket_type_id, state, holder_name, holder_email, holder_id, order_number, order_line_id, seat,
      created_at, updated_at
    )
    select s.code, t.event_id, t.id, 'valid', ${order.name}, ${order.email}, ${order.customerId}, ${order.number},
      s.order_line_id, s.seat, now(), now()
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as s (order_line_id text, ticket_type_id uuid, seat int, code text)
    join ticket_types t on t.id = s.ticket_type_id
    on conflict (order_line_id, seat) do nothing
    returning id::text as id, event_id::text as event_id
  `);
  for (const { id, event_id: eventId } of rows) {
    await emit(tx, {
      type: 'Create',
      object: { type: 'tickets', id },
      actor: order.customerId ? { type: 'users', id: order.customerId } : null,
      target: { type: 'events', id: eventId },
      visibility: 'internal',
      data: { orderNumber: order.number },
    });
  }
  return rows.length;
}

interface TicketRow extends Record<string, unknown> {
  code: string;
  title: string;
  slug: string;
  name: string;
  starts_at: Date | string;
  ends_at: Date | string;
  time_zone: string;
  place: string | null;
  state: TicketView['state'];
}

/** Tickets of a person or of an order, soonest first. Whoever asks by order has shown that they may see it. */
export async function listTickets(
  { payload }: EventsDeps,
  query: { tx?: Tx } & ({ holderId: string } | { orderNumber: string }),
): Promise<readonly TicketView[]> {
  const { rows } = await (query.tx ?? toExecutor(payload)).execute<TicketRow>(sql`
    select k.code, e.title, e.slug, t.name, e.starts_at, e.ends_at, e.startsat_tz as time_zone, e.place, k.state
    from tickets k
    join ticket_types t on t.id = k.ticket_type_id
    join events e on e.id = k.event_id
    where ${'holderId' in query ? sql`k.holder_id = ${query.holderId}` : sql`k.order_number = ${query.orderNumber}`}
    order by e.starts_at, k.seat
  `);
  return rows.map((row) => ({
    code: row.code,
    eventTitle: row.title,
    path: toPath(row.slug),
    ticketName: row.name,
    startsAt: new Date(row.starts_at).toISOString(),
    endsAt: new Date(row.ends_at).toISOString(),
    timeZone: row.time_zone,
    place: row.place,
    state: row.state,
  }));
}

/** Crockford's base 32: no letter that is taken for a digit; 75 bits, so nobody guesses one. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function toCode(): string {
  return Array.from(randomBytes(15), (byte) => ALPHABET[byte % 32]).join('');
}
