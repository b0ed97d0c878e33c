import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';
import { IS_OUT } from './out.ts';

const ofPosts = (ids: readonly string[]) => sql`
  select users_id from posts_rels where path = 'authors' and parent_id = any(${sql.param([...ids])}::uuid[])
  union select users_id from pages_rels where path = 'authors' and parent_id = any(${sql.param([...ids])}::uuid[])
`;

/** Which of `among`, and of the authors of the posts and pages that are named, have signed something that is out. */
export async function listPublishingAuthors(
  tx: Tx,
  { among, postIds = [] }: { among: readonly string[]; postIds?: readonly string[] },
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with asked as (select unnest(${sql.param([...among])}::uuid[]) as id union ${ofPosts(postIds)})
    select a.id::text as id from asked a where a.id is not null and (
      exists (
        select 1 from posts_rels r join posts p on p.id = r.parent_id
        where r.users_id = a.id and r.path = 'authors' and ${IS_OUT}
      ) or exists (
        select 1 from pages_rels r join pages p on p.id = r.parent_id
        where r.users_id = a.id and r.path = 'authors' and ${IS_OUT}
      )
    )
  `);
  return rows.map(({ id }) => id);
}
