import { DatabaseSync } from 'node:sqlite';
import { readRows } from './reader.ts';
import type { Reporter } from './report.ts';
import { UnreadableExport } from './report.ts';
import { isRead, ownerOf, withoutSecrets } from './tables.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The rows of an export, on disk, to be read in any order: memory does not grow with the file. */
export interface Spool {
  /** Rows of a table in the order of the file. */
  list(table: string): Generator<Row>;
  /** Rows of a link table that belong to one record. */
  listOf(table: string, owner: string): Row[];
  find(table: string, id: string): Row | null;
  /** Links whose record is not in the file. */
  listOrphans(table: string, ownerTable: string): Row[];
  /** Says once per address that it was met; true the first time. */
  meet(address: string): boolean;
  close(): void;
}

/**
 * Reads a whole export into a private temporary database, counting every table on the way. Nothing has
 * been written anywhere else when it throws.
 */
export async function spoolExport(file: string, reporter: Reporter): Promise<Spool> {
  // Without a name SQLite keeps the rows in a file that has none either: nobody else can open it, and it is gone when
  // this process is, however that ends.
  const db = new DatabaseSync('');
  try {
    db.exec(`
      pragma journal_mode = off;
      pragma synchronous = off;
      create table rows (seq integer primary key, name text not null, id text not null, owner text not null, json text not null);
      create table met (address text primary key) without rowid;
      begin;
    `);
    await fill(db, file, reporter);
    db.exec(`commit; create index by_id on rows (name, id); create index by_owner on rows (name, owner);`);
  } catch (error) {
    db.close();
    throw error;
  }
  return { ...createQueries(db), close: () => db.close() };
}

async function fill(db: DatabaseSync, file: string, reporter: Reporter): Promise<void> {
  const insert = db.prepare('insert into rows (name, id, owner, json) values (?, ?, ?, ?)');
  for await (const { table, index, value, tooDeep } of readRows(file)) {
    reporter.count('found', table);
    if (!isRead(table)) continue;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      reporter.skip(table, `row ${index + 1}`, 'The row is not a record with columns.');
      continue;
    }
    const row = value as Record<string, unknown>;
    const id = typeof row.id === 'string' || typeof row.id === 'number' ? String(row.id) : '';
    if (tooDeep) {
      reporter.skip(table, id || `row ${index + 1}`, 'A column is nested deeper than any of Ghost’s.');
      continue;
    }
    const kept = withoutSecrets(table, row);
    if (kept) insert.run(table, id, ownerOf(table, row), JSON.stringify(kept));
  }
  if (Object.keys(reporter.report.found).length === 0) {
    throw new UnreadableExport(`${file} is a Ghost export without a single row: there is nothing to import.`);
  }
}

function createQueries(db: DatabaseSync): Omit<Spool, 'close'> {
  const page = db.prepare('select seq, json from rows where name = ? and seq > ? order by seq limit 50');
  const byOwner = db.prepare('select json from rows where name = ? and owner = ? order by seq');
  const byId = db.prepare('select json from rows where name = ? and id = ? order by seq limit 1');
  const orphans = db.prepare(
    'select link.json from rows link where link.name = ? and not exists (select 1 from rows where name = ? and id = link.owner) order by link.seq',
  );
  const meet = db.prepare('insert or ignore into met (address) values (?)');
  return {
    *list(table) {
      for (let after = 0; ; ) {
        const rows = page.all(table, after);
        for (const row of rows) yield parse(row);
        const last = rows.at(-1)?.seq;
        if (typeof last !== 'number') return;
        after = last;
      }
    },
    listOf: (table, owner) => byOwner.all(table, owner).map(parse),
    find: (table, id) => {
      const row = byId.get(table, id);
      return row ? parse(row) : null;
    },
    listOrphans: (table, ownerTable) => orphans.all(table, ownerTable).map(parse),
    meet: (address) => Number(meet.run(address).changes) > 0,
  };
}

function parse(row: Readonly<Record<string, unknown>>): Row {
  return JSON.parse(String(row.json)) as Row;
}
