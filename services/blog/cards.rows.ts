import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { Tag, User } from '../../payload-types.ts';
import { prepared } from '../../platform/prepared.ts';
import { toExecutor } from '../../platform/transactions.ts';

/** What a card says of a person. */
export type AuthorRow = Pick<User, 'id' | 'slug' | 'name' | 'bio' | 'website' | 'profileImage' | 'profileImageUrl'>;
/** What a card says of a tag; internal ones are told apart by the reader. */
export type TagRow = Pick<Tag, 'id' | 'slug' | 'name' | 'description' | 'accentColor' | 'internal'>;

/** People by id. Every list of posts asks for them, so it is one statement that each connection plans once. */
export async function findAuthors(payload: Payload, ids: readonly string[]): Promise<ReadonlyMap<string, AuthorRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await toExecutor(payload).execute<AuthorRow & Record<string, unknown>>(
    prepared(sql`
      select id::text as id, slug, name, bio, website, profile_image_id::text as "profileImage", profile_image_url as "profileImageUrl"
      from users where id = any(${toUnique(ids)}::uuid[])`),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Tags by id. */
export async function findTags(payload: Payload, ids: readonly string[]): Promise<ReadonlyMap<string, TagRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await toExecutor(payload).execute<TagRow & Record<string, unknown>>(
    prepared(sql`
      select id::text as id, slug, name, description, accent_color as "accentColor", internal
      from tags where id = any(${toUnique(ids)}::uuid[])`),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const toUnique = (ids: readonly string[]) => sql.param([...new Set(ids)]);
