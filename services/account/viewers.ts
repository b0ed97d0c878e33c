import { sql } from '@payloadcms/db-postgres';
import { z } from 'zod';
import type { Tx, UserRole, Viewer } from '../../contracts/shared.ts';

const uuid = z.uuid();

interface ViewerRow extends Record<string, unknown> {
  id: string;
  email: string;
  name: string | null;
  roles: UserRole[] | null;
  paid: boolean;
  tiers: string[] | null;
}

/** A person as they are now, in one statement; null when gone or locked. */
export async function findViewer(tx: Tx, { userId, sid }: { userId: string; sid?: string }): Promise<Viewer | null> {
  if (!uuid.safeParse(userId).success) return null;
  const { rows } = await tx.execute<ViewerRow>(sql`
    select u.id::text as id, u.email, u.name, coalesce(u.paid_until > now(), false) as paid,
      (select array_agg(r.value::text order by r."order") from users_roles r where r.parent_id = u.id) as roles,
      (select array_agg(t.text order by t."order") from users_texts t where t.parent_id = u.id and t.path = 'tiers') as tiers
    from users u
    where u.id = ${userId}::uuid and u.status is distinct from 'locked'
  `);
  const [row] = rows;
  if (!row) return null;
  return {
    id: row.id,
    email: row.email,
    name: row.name ?? '',
    roles: row.roles ?? ['member'],
    paid: row.paid,
    tiers: row.tiers ?? [],
    ...(sid ? { sid } : {}),
  };
}
