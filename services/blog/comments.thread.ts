import type { Comment, CommentThread } from '../../contracts/blog-pages.ts';

/** A comment as it is kept, published or taken away, oldest first. */
export interface CommentRow {
  readonly id: string;
  readonly parent: string | null;
  readonly inReplyTo: string | null;
  /** Null when it was taken away. */
  readonly html: string | null;
  readonly author: Comment['author'];
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly pinned: boolean;
}

/**
 * Comments in two levels: those that began a thread, pinned ones first and then the oldest, each with all
 * its answers in the order in which they came. One that was taken away keeps its place while something
 * answers it, so that the answers still make sense; an answer whose thread is not there is left out.
 */
export function toThread(rows: readonly CommentRow[]): Omit<CommentThread, 'tags'> {
  const names = new Map(rows.map(({ id, html, author }) => [id, html === null ? null : author.name]));
  const answered = new Set(rows.filter(({ html }) => html !== null).flatMap(({ parent, inReplyTo }) => [parent, inReplyTo]));
  const keeps = ({ id, html }: CommentRow) => html !== null || answered.has(id);
  const toComment = (row: CommentRow, replies: readonly Comment[]): Comment => {
    const { parent, inReplyTo, ...own } = row;
    const name = inReplyTo !== null && inReplyTo !== parent ? names.get(inReplyTo) : null;
    return { ...own, inReplyTo: inReplyTo !== null && name ? { id: inReplyTo, name } : null, replies };
  };
  const comments = rows
    .filter(({ parent }) => parent === null)
    .filter(keeps)
    .map((row) =>
      toComment(
        row,
        rows
          .filter(({ parent }) => parent === row.id)
          .filter(keeps)
          .map((reply) => toComment(reply, [])),
      ),
    )
    .toSorted((a, b) => Number(b.pinned) - Number(a.pinned));
  const count = comments.reduce(
    (sum, { html, replies }) => sum + Number(html !== null) + replies.filter((reply) => reply.html !== null).length,
    0,
  );
  return { count, comments };
}
