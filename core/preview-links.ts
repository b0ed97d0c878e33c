import { createHmac } from 'node:crypto';
import { PREVIEW_READERS, type PreviewReader } from './preview-readers.ts';
import { isSame } from './same.ts';

/** Every part is covered by the signature: whoever has a link may see this one view until then, and nothing else. */
export interface PreviewLink {
  readonly kind: 'post' | 'page';
  readonly id: string;
  readonly as: PreviewReader;
  /** Seconds since the epoch. */
  readonly until: number;
  /** An editor's own link: the page offers the other two views as well. A link to share never does. */
  readonly switchable: boolean;
}

export type PreviewVerdict =
  | { readonly type: 'good'; readonly link: PreviewLink }
  | { readonly type: 'altered' }
  | { readonly type: 'expired' };

/** A link that was made to be sent to somebody works this long, in seconds. */
export const SHARED_PREVIEW = 7 * 24 * 3600;
/** An editor's own, made anew at every save. */
export const OWN_PREVIEW = 12 * 3600;

/** The path and query on the blog's host at which the draft is shown. */
export function toPreviewPath(link: PreviewLink, secret: string): string {
  const query = new URLSearchParams({
    as: link.as,
    until: String(link.until),
    ...(link.switchable ? { switch: 'yes' } : {}),
    signature: sign(link, secret),
  });
  return `/preview/${link.kind}/${encodeURIComponent(link.id)}/?${query}`;
}

/** Reads what `toPreviewPath` wrote with any of the secrets; `now` is in seconds. What was altered is never called expired. */
export function readPreviewLink(
  asked: { kind: string; id: string; query: URLSearchParams; now: number },
  secrets: readonly string[],
): PreviewVerdict {
  const { kind, id, query, now } = asked;
  const as = PREVIEW_READERS.find((reader) => reader === query.get('as'));
  const until = query.get('until') ?? '';
  if (!as || (kind !== 'post' && kind !== 'page') || !/^\d{1,12}$/.test(until)) return { type: 'altered' };
  const link: PreviewLink = { kind, id, as, until: Number(until), switchable: query.get('switch') === 'yes' };
  if (!secrets.some((secret) => isSame(sign(link, secret), query.get('signature') ?? ''))) return { type: 'altered' };
  return now <= link.until ? { type: 'good', link } : { type: 'expired' };
}

/** HMAC-SHA-256 (RFC 2104) under a key of this purpose alone, in base64url. */
function sign({ kind, id, as, until, switchable }: PreviewLink, secret: string): string {
  const key = createHmac('sha256', secret).update('rose preview links').digest();
  return createHmac('sha256', key)
    .update(JSON.stringify(['preview-1', kind, id, as, until, switchable]))
    .digest('base64url');
}
