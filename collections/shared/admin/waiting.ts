import { sql } from '@payloadcms/db-postgres';
import type { SQL } from '@payloadcms/db-postgres/drizzle';
import type { Payload } from 'payload';
import { z } from 'zod';
import { toExecutor } from '../../../platform/transactions.ts';
import { coming } from '../schedule.ts';
import { type Audience, isOf } from './roles.ts';

/** Something that waits for somebody: how many there are, and the first few. */
export interface Waiting {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly count: number;
  /** Below the admin's route: the list of all of them. */
  readonly href: string;
  readonly items: readonly WaitingItem[];
}

export interface WaitingItem {
  readonly collection: string;
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** UTC instant: since when it waits, or when it is due. */
  readonly at: string | null;
}

interface Kind {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly for: Audience;
  readonly href: string;
  /** Selects collection, id, title, note and at; the first by `at` are shown. */
  readonly rows: SQL;
  readonly newestFirst?: boolean;
}

const SHOWN = 4;

/** The list of what all filters of one of the sets let through. */
const listOfAny = (collection: string, ...sets: string[][]) =>
  `/collections/${collection}?${sets
    .flatMap((filters, set) => filters.map((filter, at) => `where[or][${set}][and][${at}]${filter}`))
    .join('&')}`;
const listOf = (collection: string, ...filters: string[]) => listOfAny(collection, filters);

/** Words can be missing in two ways: never given, or taken away. */
const WORDLESS = ['[alt][exists]=false', '[alt][equals]='].map((none) => [
  none,
  '[mimeType][contains]=image',
  '[decorative][not_equals]=true',
]);

const drafts = (collection: 'posts' | 'pages') => sql`
  select ${collection}::text as collection, v.parent_id::text as id, v.version_title as title,
    case when p._status = 'published' then 'changes to what is out' else 'not out yet' end as note, v.updated_at as at
  from ${sql.identifier(`_${collection}_v`)} v join ${sql.identifier(collection)} p on p.id = v.parent_id
  where v.latest and v.version__status = 'draft' and v.parent_id::text not in (
    select c.id from ${coming} c where c.by = 'schedule' and c.type = 'publish'
  )`;

/** In the order in which somebody would ask in the morning: people first, then the work at the desk, then the machines. */
const KINDS: readonly Kind[] = [
  {
    key: 'orders',
    title: 'Orders to pack',
    hint: 'Goods that were paid for in the last fortnight.',
    for: 'editors',
    href: listOf('orders', '[state][equals]=paid'),
    rows: sql`
      select 'orders' as collection, o.id::text as id, o.number as title,
        (select string_agg(l.quantity::int || ' × ' || l.title, ', ' order by l.position) from order_lines l
          where l.order_id = o.id and l.kind = 'product') as note, o.paid_at as at
      from orders o
      where o.state = 'paid' and o.paid_at > now() - interval '14 days'
        and exists (select from order_lines l where l.order_id = o.id and l.kind = 'product')`,
  },
  {
    key: 'refunds',
    title: 'Money to pay back',
    hint: 'Paid, but the goods were gone.',
    for: 'editors',
    href: listOf('orders', '[state][equals]=refund_due'),
    rows: sql`
      select 'orders' as collection, id::text, number as title, coalesce(name, email) as note, paid_at as at
      from orders where state = 'refund_due'`,
  },
  {
    key: 'comments',
    title: 'Comments to check',
    hint: 'Readers wait for them to appear.',
    for: 'editors',
    href: listOf('comments', '[status][equals]=pending'),
    rows: sql`
      select 'comments' as collection, id::text, left(text, 90) as title,
        coalesce(author_name, actor_handle, 'somebody') as note, created_at as at
      from comments where status = 'pending'`,
  },
  {
    key: 'notes',
    title: 'Notes to settle',
    hint: 'What editors asked each other.',
    for: 'staff',
    href: listOf('editorial-notes', '[done][not_equals]=true'),
    rows: sql`
      select 'editorial-notes' as collection, n.id::text, left(n.text, 90) as title, coalesce(u.name, '') as note, n.created_at as at
      from editorial_notes n left join users u on u.id = n.author_id where n.done is not true`,
  },
  {
    key: 'drafts',
    title: 'Drafts of posts',
    hint: 'Begun, and not out yet.',
    for: 'staff',
    href: listOf('posts', '[_status][equals]=draft'),
    rows: drafts('posts'),
    newestFirst: true,
  },
  {
    key: 'page-drafts',
    title: 'Drafts of pages',
    hint: 'Begun, and not out yet.',
    for: 'staff',
    href: listOf('pages', '[_status][equals]=draft'),
    rows: drafts('pages'),
    newestFirst: true,
  },
  {
    key: 'scheduled',
    title: 'Next to go out',
    hint: 'By schedule, without anybody here.',
    for: 'staff',
    href: '/calendar',
    rows: sql`
      select collection, id, title, at,
        case when type = 'unpublish' then 'is taken back' when by = 'date' then 'goes out by its date' else 'goes out' end as note
      from ${coming} c where at > now()`,
  },
  {
    key: 'media',
    title: 'Pictures without words',
    hint: 'Nobody who cannot see them knows what they show.',
    for: 'staff',
    href: listOfAny('media', ...WORDLESS),
    rows: sql`
      select 'media' as collection, id::text, filename as title, '' as note, created_at as at
      from media m where coalesce(alt, '') = '' and mime_type like 'image/%' and decorative is not true`,
  },
  {
    key: 'deliveries',
    title: 'Deliveries that failed',
    hint: 'Other servers never got these; they can be sent again.',
    for: 'editors',
    href: listOf('deliveries', '[state][equals]=dead'),
    rows: sql`
      select 'deliveries' as collection, id::text, activity_type || ' to ' || host as title, coalesce(last_error, '') as note, updated_at as at
      from deliveries where state = 'dead'`,
    newestFirst: true,
  },
  {
    key: 'mails',
    title: 'Mails that failed',
    hint: 'Refused for good, or tried nine times.',
    for: 'admins',
    href: listOf('mails', '[state][equals]=failed'),
    rows: sql`
      select 'mails' as collection, id::text, subject as title, coalesce(last_error, '') as note, updated_at as at
      from mails where state = 'failed'`,
    newestFirst: true,
  },
  {
    key: 'handlings',
    title: 'Work that stands still',
    hint: 'Each holds back the later work on the same thing until it is tried again.',
    for: 'admins',
    href: listOf('activity-handlings', '[state][equals]=dead'),
    rows: sql`
      select 'activity-handlings' as collection, id::text, handler || ' of ' || object_type as title, coalesce(last_error, '') as note, updated_at as at
      from activity_handlings where state = 'dead'`,
    newestFirst: true,
  },
];

const answer = z.object({
  key: z.string(),
  count: z.number(),
  items: z.array(
    z.object({
      collection: z.string(),
      id: z.string(),
      title: z.string().nullable(),
      note: z.string().nullable(),
      at: z.string().nullable(),
    }),
  ),
});

/**
 * What waits for this person, in one statement whatever there is: only kinds that the role may see,
 * only those with something in them. Others get nothing.
 */
export async function findWaiting(payload: Payload, user: unknown): Promise<Waiting[]> {
  const mine = KINDS.filter((kind) => isOf(user, kind.for));
  if (mine.length === 0) return [];
  const { rows } = await toExecutor(payload).execute(sql.join(mine.map(toCount), sql` union all `));
  const found = new Map(rows.map((row) => answer.parse(row)).map((row) => [row.key, row]));
  return mine.flatMap(({ key, title, hint, href }) => {
    const row = found.get(key);
    if (!row || row.count === 0) return [];
    const items = row.items.map((item) => ({ ...item, title: item.title?.trim() || 'Untitled', note: item.note ?? '' }));
    return [{ key, title, hint, href, count: row.count, items }];
  });
}

function toCount({ key, rows, newestFirst }: Kind): SQL {
  const order = newestFirst ? sql`w.at desc` : sql`w.at`;
  return sql`
    select ${key}::text as key, count(*)::int as count, coalesce(
      json_agg(json_build_object(
        'collection', collection, 'id', id, 'title', title, 'note', note,
        'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      ) order by n) filter (where n <= ${SHOWN}), '[]') as items
    from (select w.*, row_number() over (order by ${order}) as n from (${rows}) w) o`;
}
