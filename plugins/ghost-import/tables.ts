/** The tables of an export that are read, and what becomes of their secrets. */

/** For link tables, the column that says which record the row belongs to. */
const OWNER_COLUMN: Readonly<Record<string, string>> = {
  posts_meta: 'post_id',
  posts_tags: 'post_id',
  posts_authors: 'post_id',
  posts_products: 'post_id',
  roles_users: 'user_id',
};

const READ = new Set(['posts', 'tags', 'users', 'members', 'roles', 'products', 'settings', ...Object.keys(OWNER_COLUMN)]);

/** Rows of these are part of another record: they are counted with it. */
export const LINK_TABLES = Object.keys(OWNER_COLUMN);

/** Read for what they mean, not kept as records of their own. */
export const REFERENCE_TABLES = new Set(['roles', 'settings', 'products']);

/** The only settings this version reads; no secret among them. */
const SETTINGS = new Set(['url', 'title', 'dbHash', 'db_hash']);

export function isRead(table: string): boolean {
  return READ.has(table);
}

export function ownerOf(table: string, row: Readonly<Record<string, unknown>>): string {
  const column = OWNER_COLUMN[table];
  return column ? String(row[column] ?? '') : '';
}

/** The row without what must never be kept or shown: passwords and keys do not get past the reader. */
export function withoutSecrets(table: string, row: Readonly<Record<string, unknown>>): Record<string, unknown> | null {
  if (table === 'settings') {
    return typeof row.key === 'string' && SETTINGS.has(row.key) ? { id: row.id, uuid: row.uuid, key: row.key, value: row.value } : null;
  }
  return Object.fromEntries(Object.entries(row).filter(([column]) => !/password|secret|token|api_key|^salt$/i.test(column)));
}
