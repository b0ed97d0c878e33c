import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { toExecutor } from '../transactions.ts';

/** A column in which a file may be named; names of tables and columns come from the database's own catalogue. */
export interface Source {
  readonly collection: string;
  /** With its table's alias. */
  readonly column: string;
  /** A reference, or text in which ids and addresses stand. */
  readonly kind: 'id' | 'text';
  /** From the column's table up to the document. */
  readonly joins: string;
  readonly owner: string;
  readonly title: string;
  /** Of drafts only the newest counts. */
  readonly latest: string | null;
}

interface Column extends Record<string, unknown> {
  table: string;
  column: string;
  type: string;
  /** Where a foreign key leads. */
  target: string | null;
}

const known = new WeakMap<Payload, Promise<Source[]>>();

/** Every column of every collection and global that may name a file; read once for a process. */
export function listSources(payload: Payload): Promise<Source[]> {
  const sources = known.get(payload) ?? readSources(payload);
  known.set(payload, sources);
  return sources;
}

async function readSources(payload: Payload): Promise<Source[]> {
  const { rows } = await toExecutor(payload).execute<Column>(sql`
    select c.relname::text as table, a.attname::text as column, t.typname::text as type, f.target
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join lateral (
      select k.confrelid::regclass::text as target from pg_constraint k
      where k.contype = 'f' and k.conrelid = c.oid and k.conkey = array[a.attnum] limit 1
    ) f on true
    where c.relkind = 'r'`);
  const tables = new Map<string, Column[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);

  const roots = new Map<string, { slug: string; title: string | null }>();
  for (const { config } of Object.values(payload.collections)) {
    // Payload's own note that somebody has a document open is no use of it.
    if (config.slug.startsWith('payload-')) continue;
    roots.set(toTable(config.slug), { slug: config.slug, title: toColumn(config.admin.useAsTitle ?? 'id') });
  }
  for (const { slug } of payload.config.globals) roots.set(toTable(slug), { slug, title: null });
  const found = rows.flatMap((row) => {
    const isReference = row.target === 'media' && !/^_?parent_id$/.test(row.column);
    const isText = row.type === 'jsonb' || (/^(varchar|text)$/.test(row.type) && /(^|_)(url|src|image|thumbnail|icon)$/.test(row.column));
    const way = isReference || isText ? toOwner(row.table, tables, roots) : null;
    return way ? [{ ...way, column: `t0."${row.column}"`, kind: isReference ? ('id' as const) : ('text' as const) }] : [];
  });
  // Traces (activities, mails, deliveries) name files too, and keep nobody from anything.
  const shows = new Set([
    ...found.filter(({ kind }) => kind === 'id').map(({ collection }) => collection),
    ...Object.values(payload.collections).flatMap(({ config }) =>
      config.flattenedFields.some((field) => field.type === 'richText') ? [config.slug as string] : [],
    ),
  ]);
  return found.filter(({ collection, kind }) => kind === 'id' || (shows.has(collection) && collection !== 'media'));
}

/** Rows of arrays and relations belong to the document that their parents lead to. */
function toOwner(table: string, tables: ReadonlyMap<string, Column[]>, roots: ReadonlyMap<string, { slug: string; title: string | null }>) {
  let joins = `"${table}" t0`;
  let latest: string | null = null;
  for (let at = table, step = 0; step < 8; step += 1) {
    const root = roots.get(at);
    if (root) {
      const hasTitle = root.title !== null && tables.get(at)?.some(({ column }) => column === root.title);
      const title = hasTitle ? `t${step}."${root.title}"` : "''";
      return { collection: root.slug, joins, owner: `t${step}.id`, title, latest };
    }
    const columns = tables.get(at) ?? [];
    const up = columns.find(({ column }) => column === '_parent_id') ?? columns.find(({ column }) => column === 'parent_id');
    if (!up?.target) return null;
    if (columns.some(({ column }) => column === 'latest')) latest = `t${step}.latest is true`;
    joins += ` join "${up.target}" t${step + 1} on t${step + 1}.id = t${step}."${up.column}"`;
    at = up.target;
  }
  return null;
}

function toTable(slug: string): string {
  return slug.replaceAll('-', '_');
}

function toColumn(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
