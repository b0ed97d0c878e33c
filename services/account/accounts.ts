import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';

const normalise = (email: string) => email.trim().toLowerCase();

/** Locked people get no mail; everybody else may sign in, and whoever is new registers by it. */
export async function maySignIn(tx: Tx, email: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select 1 as locked from users where email = ${normalise(email)} and status = 'locked'`);
  return rows.length === 0;
}

/**
 * Staff and a member with one address are one person, so there is one account per address. Two
 * sign-ins at the same moment make one account. An invitation is accepted by the first sign-in.
 */
export async function getOrCreateByEmail(tx: Tx, email: string): Promise<{ id: string; created: boolean } | null> {
  const address = normalise(email);
  const { rows: made } = await tx.execute<{ id: string }>(sql`
    with person as (
      insert into users (email, name, status, publishes, created_at, updated_at)
      values (${address}, ${toName(address)}, 'active', false, now(), now())
      on conflict (email) do nothing
      returning id
    ), role as (
      insert into users_roles ("order", parent_id, value) select 1, id, 'member' from person
    )
    select id::text as id from person
  `);
  if (made[0]) {
    await emit(tx, {
      type: 'Create',
      object: { type: 'users', id: made[0].id },
      actor: { type: 'users', id: made[0].id },
      visibility: 'internal',
    });
    return { id: made[0].id, created: true };
  }
  const { rows } = await tx.execute<{ id: string; status: string }>(sql`
    select id::text as id, status from users where email = ${address} for update
  `);
  const [row] = rows;
  if (!row || row.status === 'locked') return null;
  if (row.status === 'invited') {
    await tx.execute(sql`update users set status = 'active', updated_at = now() where id = ${row.id}::uuid`);
    await emit(tx, { type: 'Accept', object: { type: 'users', id: row.id }, actor: { type: 'users', id: row.id }, visibility: 'internal' });
  }
  return { id: row.id, created: false };
}

/** Something to say until the person tells their name: `jo.smith@…` is "Jo Smith". */
export function toName(email: string): string {
  const words =
    (email.split('@')[0] ?? '')
      .split('+')[0]
      ?.split(/[._-]+/)
      .filter(Boolean) ?? [];
  return (
    words
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' ')
      .slice(0, 191) || 'New member'
  );
}
