import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { canReadBody, type Visibility } from '../../contracts/blog.ts';
import type { CommentThread } from '../../contracts/blog-pages.ts';
import type { AccessClass } from '../../contracts/shared.ts';
import { sanitizeComment, toCommentHtml } from '../../core/comment-html.ts';
import { toSafeUrl } from '../../core/html.ts';
import { prepared } from '../../platform/prepared.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { type CommentRow, toThread } from './comments.thread.ts';

/** So many are read; a longer thread is cut at its end. */
const MOST = 1000;
const NOBODY: CommentThread = { count: 0, comments: [], tags: [] };

interface Row extends Record<string, unknown> {
  id: string;
  parent: string | null;
  in_reply_to: string | null;
  status: 'published' | 'hidden' | 'deleted';
  text: string;
  html: string | null;
  author: string | null;
  name: string | null;
  slug: string | null;
  actor: string | null;
  handle: string | null;
  created_at: Date | string;
  edited_at: Date | string | null;
  pinned: boolean | null;
}

/** The thread below a post, for whoever may read the post itself; what waits to be checked is not in it. */
export async function listComments(payload: Payload, { postId, access }: { postId: string; access: AccessClass }): Promise<CommentThread> {
  const { rows } = await toExecutor(payload).execute<Row>(
    prepared(sql`
    select c.id::text as id, c.parent_id::text as parent, c.in_reply_to_id::text as in_reply_to, c.status, c.text, c.html, u.id::text as author,
      coalesce(u.name, nullif(c.author_name, '')) as name, case when u.publishes then u.slug end as slug,
      c.actor, c.actor_handle as handle, c.created_at, c.edited_at, c.pinned
    from comments c left join users u on u.id = c.author_id
    where c.post_id = ${postId}::uuid and c.status in ('published', 'hidden', 'deleted')
    order by c.created_at, c.id limit ${MOST}`),
  );
  // Most posts have none, and then it is all the same who asks.
  if (rows.length === 0 || !(await mayRead(payload, postId, access))) return NOBODY;
  const authors = new Set(rows.flatMap(({ author }) => author ?? []));
  return { ...toThread(rows.map(toRow)), tags: [...authors].map((id) => `users:${id}`) };
}

/** How many can be read below each post; one question for the list. */
export async function countComments(payload: Payload, postIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (postIds.length === 0) return new Map();
  const { rows } = await toExecutor(payload).execute<{ id: string; count: string }>(
    prepared(sql`
    select c.post_id::text as id, count(*) as count
    from comments c left join comments p on p.id = c.parent_id
    where c.post_id = any(${sql.param([...postIds])}::uuid[]) and c.status = 'published'
      and (c.parent_id is null or p.status in ('published', 'hidden', 'deleted'))
    group by 1`),
  );
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

async function mayRead(payload: Payload, postId: string, access: AccessClass): Promise<boolean> {
  const { docs } = await payload.find({
    collection: 'posts',
    overrideAccess: false,
    where: { id: { equals: postId } },
    select: { visibility: true, tiers: true },
    depth: 0,
    pagination: false,
    limit: 1,
  });
  const [post] = docs;
  if (!post) return false;
  const visibility: Visibility = post.visibility;
  return canReadBody({ visibility, tiers: Array.isArray(post.tiers) ? post.tiers.map(String) : [] }, access);
}

function toRow(row: Row): CommentRow {
  const html = row.html?.trim() ? sanitizeComment(row.html) : toCommentHtml(row.text);
  const actor = row.actor && /^https?:/.test(row.actor) ? toSafeUrl(row.actor) : null;
  return {
    id: row.id,
    parent: row.parent,
    inReplyTo: row.in_reply_to,
    html: row.status === 'published' ? html : null,
    author: {
      name: row.name ?? row.handle ?? 'Somebody who has left',
      handle: row.handle,
      url: row.slug ? `/author/${encodeURIComponent(row.slug)}/` : actor,
    },
    createdAt: new Date(row.created_at).toISOString(),
    editedAt: row.edited_at ? new Date(row.edited_at).toISOString() : null,
    pinned: row.pinned === true,
  };
}
