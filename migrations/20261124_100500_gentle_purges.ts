import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres';

/** Purges may say of some tags that pages are stale rather than wrong; what an import brings waits behind what people do. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP));
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN));
}

const UP = `
-- A part of tags; a process of before this migration purges all of them, which is never wrong.
alter table cache_purges add column if not exists soft text[] not null default '{}';

alter table activity_handlings add column if not exists imported boolean not null default false;
drop index if exists activity_handlings_due_idx;
-- What is due: people's first, then imports', oldest first.
create index if not exists activity_handlings_due_idx
  on activity_handlings (imported, seq)
  where state = 'pending';
`;

const DOWN = `
drop index if exists activity_handlings_due_idx;
create index if not exists activity_handlings_due_idx
  on activity_handlings (seq)
  where state = 'pending';
alter table activity_handlings drop column if exists imported;
alter table cache_purges drop column if exists soft;
`;
