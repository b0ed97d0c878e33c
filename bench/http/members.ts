import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';

/**
 * Signs members in to the blog without a thousand walks through the sign-in pages: written are the
 * person, the grant and the site's session, as the identity door writes them. Answers cookies.
 */
export async function createMembers(databaseUrl: string, count: number): Promise<string[]> {
  const sql = new Pool({ connectionString: databaseUrl, max: 2 });
  const members = Array.from({ length: count }, (_, at) => {
    const token = randomBytes(32).toString('base64url');
    return {
      id: randomUUID(),
      grant: randomUUID(),
      device: randomUUID(),
      token,
      hash: createHash('sha256').update(token).digest('base64url'),
      at,
    };
  });
  try {
    await sql.query(
      `insert into users (id, name, email) select id, 'Member ' || n, 'member' || n || '@bench.example' from unnest($1::uuid[], $2::int[]) as m (id, n)`,
      [members.map(({ id }) => id), members.map(({ at }) => at)],
    );
    await sql.query(`insert into users_roles ("order", parent_id, value) select 1, id, 'member' from unnest($1::uuid[]) as m (id)`, [
      members.map(({ id }) => id),
    ]);
    await sql.query(
      `insert into oidc_payloads (model, id, payload, account_id, expires_at)
       select 'Grant', id, '{}', account, now() + interval '1 day' from unnest($1::text[], $2::text[]) as g (id, account)`,
      [members.map(({ grant }) => grant), members.map(({ id }) => id)],
    );
    await sql.query(
      `insert into site_sessions (site, token_hash, user_id, grant_id, device_uid, oidc_sid, device, expires_at)
       select 'blog', hash, person, grant_id, device, device, 'bench', now() + interval '1 day'
       from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) as s (hash, person, grant_id, device)`,
      [
        members.map(({ hash }) => hash),
        members.map(({ id }) => id),
        members.map(({ grant }) => grant),
        members.map(({ device }) => device),
      ],
    );
  } finally {
    await sql.end();
  }
  return members.map(({ token }) => `rose_session=${token}`);
}
