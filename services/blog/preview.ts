import type { Payload } from 'payload';
import { canReadBody, type Preview } from '../../contracts/blog.ts';
import type { AccessClass } from '../../contracts/shared.ts';
import { type PreviewLink, readPreviewLink, toPreviewPath } from '../../core/preview-links.ts';
import { PREVIEW_READERS, type PreviewReader } from '../../core/preview-readers.ts';
import { toPublicBody } from '../../core/richtext/paywall.ts';
import { isBody } from '../../core/richtext/types.ts';
import { renderBody } from '../../platform/bodies.ts';
import { listSecrets } from '../../platform/payload-secrets.ts';
import { toCards } from './cards.ts';
import { toPage } from './posts.ts';

/** The newest draft as a reader of its class will see it. The link is the right to see it, whoever brings it. */
export async function findPreview(payload: Payload, asked: { kind: string; id: string; query: URLSearchParams }): Promise<Preview> {
  const verdict = readPreviewLink({ ...asked, now: Math.floor(Date.now() / 1000) }, listSecrets(payload));
  if (verdict.type !== 'good') return verdict;
  const { link } = verdict;
  const doc = await findDraft(payload, link);
  if (!doc) return { type: 'gone' };
  const tiers = Array.isArray(doc.tiers) ? doc.tiers.map(String) : [];
  const access = toAccess(link.as, doc.visibility, tiers);
  const mayRead = canReadBody({ visibility: doc.visibility, tiers }, access);
  const body = mayRead || !isBody(doc.body) ? doc.body : toPublicBody(doc.body, doc.visibility);
  const [[card], text] = await Promise.all([toCards(payload, link.kind, [doc]), renderBody(payload, { body, reader: access })]);
  if (!card) return { type: 'gone' };
  return {
    type: 'ok',
    post: toPage(card, doc, text, !mayRead),
    access,
    as: link.as,
    until: new Date(link.until * 1000).toISOString(),
    views: link.switchable ? PREVIEW_READERS.map((as) => ({ as, path: toPreviewPath({ ...link, as }, payload.secret) })) : [],
  };
}

async function findDraft(payload: Payload, { kind, id }: PreviewLink) {
  const collection = kind === 'post' ? 'posts' : 'pages';
  return payload.findByID({ collection, id, draft: true, depth: 0, joins: false, disableErrors: true });
}

/** A paying member of a post for certain tiers is one of a tier that it names. */
function toAccess(as: PreviewReader, visibility: string, tiers: readonly string[]): AccessClass {
  if (as === 'visitor') return 'guest';
  if (as === 'member') return 'member';
  return visibility === 'tiers' && tiers.length > 0 ? `tiers:${tiers.toSorted().join(',')}` : 'paid';
}
