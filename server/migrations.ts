import fs from 'node:fs';
import path from 'node:path';
import type {} from '@payloadcms/db-postgres';
import type { Migration, Payload } from 'payload';
import pg from 'pg';
import { migrations } from '../migrations/index.ts';

/** Any number; it only has to be the same in every process of every version. */
const LOCK = 7_016_301;

/** The database was made by a version that knows more migrations than this one. */
export class NewerSchema extends Error {
  override name = 'NewerSchema';
}

/**
 * Brings the database to this version's schema. One process migrates under an advisory
 * lock, others wait for it; throws NewerSchema when the database is ahead of us.
 * `afterwards` runs under the same lock. Answers how many migrations were applied.
 */
export async function migrate(payload: Payload, databaseUrl: string, afterwards: () => Promise<unknown> = async () => {}): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const done = await listApplied(client);
    const known = new Set(migrations.map(({ name }) => name));
    const foreign = done.filter((name) => name !== 'dev' && !known.has(name));
    if (foreign.length > 0) {
      throw new NewerSchema(
        `This database was made by a newer Rose Ash (it has the migration ${foreign.at(-1)}, unknown here). Start that version, or choose another DATABASE_URL or ROSE_DATA.`,
      );
    }
    const pending = migrations.filter(({ name }) => !done.includes(name));
    if (pending.length > 0) await payload.db.migrate({ migrations: migrations as unknown as Migration[] });
    await afterwards();
    return pending.length;
  } finally {
    await client.end();
  }
}

/** Throws while a migration of this version is not applied; for `/readyz`. */
export async function assertMigrated(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  const { rows } = await pool.query<{ name: string }>('select name from payload_migrations');
  const applied = new Set(rows.map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !applied.has(name));
  if (pending.length > 0) throw new Error(`${pending.length} migrations are not applied.`);
}

async function listApplied(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ there: boolean }>("select to_regclass('payload_migrations') is not null as there");
  if (!found[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>('select name from payload_migrations order by name');
  return rows.map(({ name }) => name);
}

/** Writes the next migration from the difference to the last snapshot; null when there is none. */
export async function createMigration(payload: Payload, name: string): Promise<string | null> {
  const dir = payload.db.migrationDir;
  if (!(await hasDrift(payload))) return null;
  const before = new Set(fs.readdirSync(dir));
  await payload.db.createMigration({ migrationName: name, payload, forceAcceptWarning: true });
  const made = fs.readdirSync(dir).find((file) => file.endsWith('.ts') && file !== 'index.ts' && !before.has(file));
  if (!made) throw new Error('Payload wrote no migration file.');
  toNativeTypeScript(path.join(dir, made));
  writeIndex(dir);
  return path.join(dir, made);
}

/** Whether the collections have changed since the last snapshot in migrations/. */
export async function hasDrift(payload: Payload): Promise<boolean> {
  const { generateDrizzleJson, generateMigration } = payload.db.requireDrizzleKit();
  const latest = fs
    .readdirSync(payload.db.migrationDir)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .at(-1);
  const before = latest
    ? JSON.parse(fs.readFileSync(path.join(payload.db.migrationDir, latest), 'utf8'))
    : payload.db.defaultDrizzleSnapshot;
  const statements = await generateMigration(before, await generateDrizzleJson(payload.db.schema));
  return statements.length > 0;
}

/** The statements with which Payload would make the collections' schema on an empty database. */
export async function listOwnStatements(payload: Payload): Promise<string[]> {
  const { generateDrizzleJson, generateMigration } = payload.db.requireDrizzleKit();
  return generateMigration(payload.db.defaultDrizzleSnapshot, await generateDrizzleJson(payload.db.schema));
}

/** Lists the migrations in the order of their names; the only generated file that is rewritten. */
export function writeIndex(dir: string): void {
  const names = fs
    .readdirSync(dir)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  const imports = names.map((name) => `import * as m${name} from './${name}.ts';`);
  const entries = names.map((name) => `  { name: '${name}', up: m${name}.up, down: m${name}.down },`);
  fs.writeFileSync(path.join(dir, 'index.ts'), `${imports.join('\n')}\n\nexport const migrations = [\n${entries.join('\n')}\n];\n`);
}

/** Native type stripping needs `import type`; Payload's template does not write it. */
function toNativeTypeScript(file: string): void {
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(
    file,
    text.replace(/import \{ MigrateUpArgs, MigrateDownArgs, sql \}/, 'import { type MigrateUpArgs, type MigrateDownArgs, sql }'),
  );
}
