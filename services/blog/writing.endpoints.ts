import { APIError, type Endpoint, type PayloadRequest } from 'payload';
import { z } from 'zod';
import { OWN_PREVIEW, SHARED_PREVIEW, toPreviewPath } from '../../core/preview-links.ts';
import { PREVIEW_READERS } from '../../core/preview-readers.ts';
import { readBody, requireRole } from '../../platform/endpoint-input.ts';
import { createGuardedFetch, type GuardedFetch } from '../../platform/guarded-fetch.ts';
import { toOrigin } from '../../platform/origins.ts';
import { createRateLimits, type RateLimits } from '../../platform/rate-limits.ts';
import { renderCard } from './card-preview.ts';
import { lookUpBookmark, lookUpEmbed } from './lookups.ts';

const previewLink = z.object({
  kind: z.enum(['post', 'page']),
  id: z.guid(),
  as: z.enum(PREVIEW_READERS),
  /** To be sent to somebody: this view alone, for a week. */
  toShare: z.boolean().default(false),
});

const card = z.object({ fields: z.looseObject({ blockType: z.string().max(100) }) });

/** What people who write ask the house while they write: links to drafts, and what a card will look like. */
export const writingEndpoints: Endpoint[] = [
  { path: '/blog/bookmark-lookup', method: 'get', handler: (req) => lookUp(req, lookUpBookmark) },
  { path: '/blog/embed-lookup', method: 'get', handler: (req) => lookUp(req, lookUpEmbed) },
  {
    path: '/blog/preview-links',
    method: 'post',
    handler: async (req) => {
      requireStaff(req);
      const { toShare, ...asked } = await readBody(
        req,
        previewLink,
        'Say which post or page it is, and whether as visitor, member or paid.',
      );
      // Throws when there is none, or this person may not read it.
      await req.payload.findByID({
        collection: asked.kind === 'post' ? 'posts' : 'pages',
        id: asked.id,
        draft: true,
        depth: 0,
        select: {},
        joins: false,
        overrideAccess: false,
        req,
      });
      const until = Math.floor(Date.now() / 1000) + (toShare ? SHARED_PREVIEW : OWN_PREVIEW);
      const path = toPreviewPath({ ...asked, until, switchable: !toShare }, req.payload.secret);
      return Response.json({ url: toOrigin(req.payload, 'blog') + path, until: new Date(until * 1000).toISOString() });
    },
  },
  {
    path: '/blog/card-preview',
    method: 'post',
    handler: async (req) => {
      requireStaff(req);
      const { fields } = await readBody(req, card, 'Say which card, with its fields.');
      return Response.json({ html: await renderCard(req.payload, fields) });
    },
  },
];

/** Enough for somebody who fills a post with links, too little for whoever would scan the web through us. */
const LOOKUPS = { name: 'lookups', times: 60, seconds: 600 } as const;
const fetchGuarded = createGuardedFetch({ timeoutMs: 8000, maxBytes: 3 * 1024 * 1024 });
let limits: RateLimits | undefined;

async function lookUp<Facts>(req: PayloadRequest, find: (fetch: GuardedFetch, address: string) => Promise<Facts>): Promise<Response> {
  const userId = requireStaff(req);
  const address = z.string().trim().min(1).max(2000).safeParse(req.searchParams.get('url'));
  if (!address.success) throw new APIError('Give the address to look up.', 400, undefined, true);
  limits ??= createRateLimits({ type: 'postgres', pool: req.payload.db.pool });
  await limits.check(LOOKUPS, userId);
  return Response.json(await find(fetchGuarded, address.data), { headers: { 'cache-control': 'private, no-store' } });
}

/** Whoever may write. */
function requireStaff(req: PayloadRequest): string {
  return requireRole(req, ['admin', 'editor', 'author'], 'Only people who write here may do this.');
}
