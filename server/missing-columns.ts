import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Payload } from 'payload';

/**
 * What the collections keep and the database has no place for, as `tags.motto`, or `quotes` for a whole
 * table: somebody edited a collection and made no migration yet.
 */
export async function listMissingColumns(payload: Payload): Promise<string[]> {
  const { rows } = await payload.db.pool.query<{ table: string; column: string }>(
    'select table_name as table, column_name as column from information_schema.columns where table_schema = current_schema()',
  );
  const present = new Set(rows.flatMap(({ table, column }) => [table, `${table}.${column}`]));
  return Object.values(payload.db.tables).flatMap((one) => {
    const { name, columns } = getTableConfig(one as PgTable);
    if (!present.has(name)) return [name];
    return columns.map((column) => `${name}.${column.name}`).filter((column) => !present.has(column));
  });
}

/** In development: says what is missing, and what to do. */
export async function tellMissingColumns(payload: Payload, say: (line: string) => void): Promise<void> {
  const missing = await listMissingColumns(payload);
  if (missing.length === 0) return;
  const some = missing.slice(0, 5).join(', ');
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
  say(`The database has no ${some}${more}: run \`node rose.mjs migrations create NAME\`, and this starts again by itself.`);
}
