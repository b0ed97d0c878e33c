import { randomUUID } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import { jwtSign, type Payload } from 'payload';
import type { Tx, Viewer } from '../../contracts/shared.ts';
import { toCookie } from './http.ts';

/** Those whom the admin lets in; `access.admin` of the users says the same. */
export function mayEnterAdmin(viewer: Viewer): boolean {
  return viewer.roles.some((role) => role !== 'member');
}

/**
 * A real session of Payload, as its own form makes one: refreshing and signing out work as with
 * any other. The row is written by hand, as Payload's own function rewrites the whole user.
 */
export async function createAdminSession(tx: Tx, { payload, viewer, secure }: { payload: Payload; viewer: Viewer; secure: boolean }) {
  const seconds = payload.collections.users?.config.auth.tokenExpiration;
  if (!seconds) throw new Error('the collection of users has no sessions');
  const sid = randomUUID();
  await tx.execute(sql`delete from users_sessions where _parent_id = ${viewer.id}::uuid and expires_at < now()`);
  await tx.execute(sql`
    insert into users_sessions (_order, _parent_id, id, created_at, expires_at)
    select coalesce(max(_order), 0) + 1, ${viewer.id}::uuid, ${sid}, now(), now() + ${seconds} * interval '1 second'
    from users_sessions where _parent_id = ${viewer.id}::uuid
  `);
  const { token } = await jwtSign({
    fieldsToSign: { id: viewer.id, collection: 'users', email: viewer.email, roles: viewer.roles, sid },
    secret: payload.secret,
    tokenExpiration: seconds,
  });
  const name = `${payload.config.cookiePrefix}-token`;
  return { sid, cookie: toCookie({ name, value: token, seconds: seconds, secure }) };
}

/** Ends one session of Payload that has no device behind it (the local form's). */
export async function endAdminSession(tx: Tx, sid: string): Promise<void> {
  await tx.execute(sql`delete from users_sessions where id = ${sid}`);
}

/** The session of Payload behind a request to the admin; null for a guest. */
export async function findAdminSid(payload: Payload, headers: { cookie?: string | undefined; origin: string }): Promise<string | null> {
  if (!headers.cookie) return null;
  const { user } = await payload.auth({ headers: new Headers({ Cookie: headers.cookie, Origin: headers.origin }) });
  return user && '_sid' in user && typeof user._sid === 'string' ? user._sid : null;
}
