import fs from 'node:fs';
import path from 'node:path';
import type { Payload } from 'payload';
import pg from 'pg';
import { listOwnStatements, migrate } from './migrations.ts';

const LIST = 'migrations/beside-payload.txt';
const HEAD = `# What the migrations make by hand, beside what Payload makes of the collections, in the schema public:
#   + made by hand  |  - Payload would make it, a migration took it away  |  ~ otherwise than Payload makes it
# Written by "node rose.mjs migrations list"; "npm run check" compares it with a database that was migrated from nothing.
`;

/** Names and definitions of a schema's objects: `index posts_out_idx` → `CREATE INDEX …`. */
export type Catalog = ReadonlyMap<string, string>;

/**
 * One line for everything in which a database migrated from nothing differs from the one that
 * Payload alone would make. `payload` is on an empty database, whose server is asked for a second one.
 */
export async function listBesidePayload(payload: Payload, databaseUrl: string): Promise<string[]> {
  await migrate(payload, databaseUrl);
  const own = await makePayloadsOwn(databaseUrl, await listOwnStatements(payload));
  return toDifferences(own, await withClient(databaseUrl, readCatalog));
}

export function toDifferences(own: Catalog, migrated: Catalog): string[] {
  const lines: string[] = [];
  for (const [name, definition] of migrated) {
    const before = own.get(name);
    if (before === undefined) lines.push(`+ ${name} ${definition}`.trimEnd());
    else if (before !== definition) lines.push(`~ ${name} ${definition}, not ${before}`);
  }
  for (const name of own.keys()) if (!migrated.has(name)) lines.push(`- ${name}`);
  // By name, so that a table stands beside its columns.
  return lines.sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
}

export function writeBesidePayload(root: string, lines: readonly string[]): boolean {
  const file = path.join(root, LIST);
  const text = `${HEAD}${lines.join('\n')}\n`;
  const isNew = !fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text;
  if (isNew) fs.writeFileSync(file, text);
  return isNew;
}

/** A sentence for every object that is there and not listed, or listed and not there. */
export function findUnlisted(root: string, lines: readonly string[]): string[] {
  const listed = new Set(readBesidePayload(root));
  const found = new Set(lines);
  return [
    ...lines.filter((line) => !listed.has(line)).map((line) => `The migrations make what ${LIST} does not list: ${line}`),
    ...[...listed].filter((line) => !found.has(line)).map((line) => `${LIST} lists what no migration makes: ${line}`),
  ];
}

export function readBesidePayload(root: string): string[] {
  const file = path.join(root, LIST);
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The catalog of a second database, made of Payload's statements alone. */
async function makePayloadsOwn(databaseUrl: string, statements: readonly string[]): Promise<Catalog> {
  const name = 'payload_alone';
  await withClient(databaseUrl, (client) => client.query(`create database ${name}`));
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return withClient(url.href, async (client) => {
    for (const statement of statements) await client.query(statement);
    return readCatalog(client);
  });
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function readCatalog(client: pg.Client): Promise<Catalog> {
  const { rows } = await client.query<{ name: string; definition: string }>(CATALOG);
  return new Map(rows.map(({ name, definition }) => [name, definition.replace(/\s+/g, ' ')]));
}

/**
 * Everything in `public` that can be made by hand. What belongs to an extension is the extension's;
 * the index of a primary key or a unique constraint is the constraint's.
 */
const CATALOG = `
with its as (select objid, classid from pg_depend where deptype = 'e'),
  here as (select 'public'::regnamespace::oid as oid)
select 'extension ' || extname as name, '' as definition from pg_extension where extname <> 'plpgsql'
union all
select 'table ' || c.relname, concat_ws(' ', case c.relpersistence when 'u' then 'unlogged' end, array_to_string(c.reloptions, ' '))
  from pg_class c, here where c.relnamespace = here.oid and c.relkind in ('r', 'p', 'v', 'm')
union all
select 'sequence ' || c.relname, 'from ' || s.seqstart from pg_class c join pg_sequence s on s.seqrelid = c.oid, here
  where c.relnamespace = here.oid
union all
select 'column ' || c.relname || '.' || a.attname,
    concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
      'default ' || pg_get_expr(d.adbin, d.adrelid), nullif('generated ' || a.attgenerated::text, 'generated '))
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum, here
  where c.relnamespace = here.oid and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
union all
select 'index ' || i.indexname, i.indexdef from pg_indexes i
  where i.schemaname = 'public' and not exists (select from pg_constraint k where k.conindid = format('public.%I', i.indexname)::regclass and k.contype in ('p', 'u', 'x'))
union all
select 'constraint ' || conrelid::regclass::text || '.' || conname, pg_get_constraintdef(k.oid) from pg_constraint k, here
  where k.connamespace = here.oid and k.conrelid <> 0 and k.contype <> 'n'
union all
select 'trigger ' || t.tgrelid::regclass::text || '.' || t.tgname, pg_get_triggerdef(t.oid) from pg_trigger t where not t.tgisinternal
union all
select 'function ' || p.oid::regprocedure::text, md5(pg_get_functiondef(p.oid)) from pg_proc p, here
  where p.pronamespace = here.oid and p.prokind in ('f', 'p') and (p.oid, 'pg_proc'::regclass) not in (select objid, classid from its)
union all
select 'text search ' || c.cfgname, '' from pg_ts_config c, here where c.cfgnamespace = here.oid
union all
select 'type ' || t.typname, coalesce((select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), '')
  from pg_type t, here where t.typnamespace = here.oid and t.typtype in ('e', 'd') and (t.oid, 'pg_type'::regclass) not in (select objid, classid from its)
`;
