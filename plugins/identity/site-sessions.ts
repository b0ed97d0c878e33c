import { createHash, randomBytes } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import type { SignedInDevice } from '../../contracts/doors.ts';
import type { HostName, Tx } from '../../contracts/shared.ts';
import { toDeviceName } from './device-name.ts';

/** A site's own session of a person: good as long as the grant that it rests on. */
export interface LiveSession {
  readonly id: string;
  readonly userId: string;
  readonly deviceUid: string;
}

export interface NewSession {
  readonly site: HostName;
  readonly userId: string;
  readonly grantId: string;
  /** The sign-in at the issuer (one per device), and its name towards this site in logout tokens. */
  readonly deviceUid: string;
  readonly oidcSid: string;
  /** Payload's session, when it is the admin that is signed in to. */
  readonly payloadSid?: string;
  /** What the browser says it is. */
  readonly device: string;
  readonly seconds: number;
}

const toHash = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Opens a session; the answered token is the cookie's value and known to nobody else. */
export async function createSiteSession(tx: Tx, session: NewSession): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into site_sessions (site, token_hash, user_id, grant_id, device_uid, oidc_sid, payload_sid, device, expires_at)
    values (
      ${session.site}, ${toHash(token)}, ${session.userId}::uuid, ${session.grantId}, ${session.deviceUid},
      ${session.oidcSid}, ${session.payloadSid ?? null}, ${session.device.slice(0, 300)},
      now() + ${session.seconds} * interval '1 second'
    )
    returning id::text as id
  `);
  const [row] = rows;
  if (!row) throw new Error('the session was not written');
  return { id: row.id, token };
}

/**
 * The session behind a cookie, with its grant checked in the same statement: a session whose
 * grant is gone, has run out or is somebody else's is no session.
 */
export async function findLiveSession(tx: Tx, { site, token }: { site: HostName; token: string }): Promise<LiveSession | null> {
  const { rows } = await tx.execute<{ id: string; user_id: string; device_uid: string; is_stale: boolean }>(sql`
    select s.id::text as id, s.user_id::text as user_id, s.device_uid, s.seen_at < now() - interval '10 minutes' as is_stale
    from site_sessions s
    join oidc_payloads g on g.model = 'Grant' and g.id = s.grant_id and g.account_id = s.user_id::text
      and (g.expires_at is null or g.expires_at > now())
    where s.token_hash = ${toHash(token)} and s.site = ${site} and s.ended_at is null and s.expires_at > now()
  `);
  const [row] = rows;
  if (!row) return null;
  if (row.is_stale) await tx.execute(sql`update site_sessions set seen_at = now() where id = ${row.id}::uuid`);
  return { id: row.id, userId: row.user_id, deviceUid: row.device_uid };
}

/** The device behind a session of Payload's admin; null for one of the local form. */
export async function findDeviceOfPayloadSession(tx: Tx, payloadSid: string): Promise<string | null> {
  const { rows } = await tx.execute<{ device_uid: string }>(sql`
    select device_uid from site_sessions where payload_sid = ${payloadSid} and ended_at is null
  `);
  return rows[0]?.device_uid ?? null;
}

interface DeviceRow extends Record<string, unknown> {
  sid: string;
  sites: string[];
  device: string;
  is_this: boolean | null;
  created_at: Date | string;
  seen_at: Date | string;
}

/** A person's devices, the one seen last first. */
export async function listDevices(tx: Tx, { userId, sid }: { userId: string; sid?: string | undefined }): Promise<SignedInDevice[]> {
  const { rows } = await tx.execute<DeviceRow>(sql`
    select (array_agg(s.id::text order by s.seen_at desc))[1] as sid, array_agg(distinct s.site) as sites,
      (array_agg(s.device order by s.seen_at desc))[1] as device, bool_or(s.id::text = ${sid ?? null}) as is_this,
      min(s.created_at) as created_at, max(s.seen_at) as seen_at
    from site_sessions s
    join oidc_payloads g on g.model = 'Grant' and g.id = s.grant_id and (g.expires_at is null or g.expires_at > now())
    where s.user_id = ${userId}::uuid and s.ended_at is null and s.expires_at > now()
    group by s.device_uid
    order by max(s.seen_at) desc
  `);
  return rows.map((row) => ({
    sid: row.sid,
    sites: row.sites,
    device: toDeviceName(row.device),
    isThis: row.is_this === true,
    createdAt: new Date(row.created_at).toISOString(),
    seenAt: new Date(row.seen_at).toISOString(),
  }));
}

/** The device of one of a person's own sessions; null for a stranger's. */
export async function findDevice(tx: Tx, { userId, sid }: { userId: string; sid: string }): Promise<string | null> {
  const { rows } = await tx.execute<{ device_uid: string }>(sql`
    select device_uid from site_sessions where id::text = ${sid} and user_id::text = ${userId}
  `);
  return rows[0]?.device_uid ?? null;
}

/** Each answers the ids of the sessions that it ended; the admin's sessions end in the same statement. */
export const endSessionsOfGrant = (tx: Tx, grantId: string) => end(tx, sql`grant_id = ${grantId}`);
export const endSessionsOfDevice = (tx: Tx, deviceUid: string) => end(tx, sql`device_uid = ${deviceUid}`);
export const endSessionOfToken = (tx: Tx, site: HostName, token: string) => end(tx, sql`site = ${site} and token_hash = ${toHash(token)}`);
export const endSessionsOfSid = (tx: Tx, site: HostName, oidcSid: string) => end(tx, sql`site = ${site} and oidc_sid = ${oidcSid}`);

async function end(tx: Tx, condition: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with ended as (
      update site_sessions set ended_at = now() where ended_at is null and ${condition} returning id, payload_sid
    ), left_admin as (
      delete from users_sessions where id in (select payload_sid from ended where payload_sid is not null)
    )
    select id::text as id from ended
  `);
  return rows.map(({ id }) => id);
}
