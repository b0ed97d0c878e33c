import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Payload } from 'payload';
import send from 'send';
import type { Mount } from '../contracts/doors.ts';
import { SITE_NAMES } from '../contracts/shared.ts';
import { MEDIA_POLICY, toMediaKind } from '../core/media-kinds.ts';
import { ID, readVariant, toName } from '../platform/media/addresses.ts';
import { findChapters } from '../platform/media/chapters.ts';
import { toMediaFolder } from '../platform/media/files.ts';
import { refuse } from '../platform/media/refusal.ts';
import { findMediaRows, type MediaRow } from '../platform/media/rows.ts';
import { getVariants } from '../platform/media/variants.ts';
import { listSecrets } from '../platform/payload-secrets.ts';

const FOR_GOOD = 'public, max-age=31536000, immutable';
const FOR_A_WHILE = 'public, max-age=300';
/** A process that has not seen a change yet may go by the old row for so long; a new address says that it is old. */
const REMEMBERED_MS = 15_000;

/**
 * `/media/<id>/<name>` at every host, so that a page's pictures come over the connection that it came by:
 * the file itself (ranges for players), a signed size of it, or `chapters.vtt`.
 */
export function createMediaMounts({ payload, cmsOrigin }: { payload: Payload; cmsOrigin: string }): Mount[] {
  const variants = getVariants(payload);
  const rows = new LRUCache<string, MediaRow>({ max: 5000, ttl: REMEMBERED_MS });

  async function readRow(id: string): Promise<MediaRow | null> {
    const row = (await findMediaRows(payload, [id])).get(id) ?? null;
    if (row) rows.set(id, row);
    else rows.delete(id);
    return row;
  }

  /** The row and where its file should lie; read anew when the address or the disk says that it changed. */
  async function findFile(id: string, version: string | null): Promise<{ row: MediaRow; source: string; isHere: boolean } | null> {
    const known = rows.get(id);
    const first = known && (version === null || known.fingerprint === version) ? known : null;
    for (const row of [first, () => readRow(id)]) {
      const found = typeof row === 'function' ? await row() : row;
      if (!found) continue;
      const source = path.join(toMediaFolder(payload), found.filename);
      const isHere = await access(source).then(
        () => true,
        () => false,
      );
      if (isHere || found !== first) return { row: found, source, isHere };
    }
    return null;
  }

  async function handler(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.setHeader('allow', 'GET, HEAD');
      refuse('Files are only read here.', 405);
    }
    const url = URL.parse(req.url ?? '', 'http://media');
    const [id = '', name = '', ...rest] = (url?.pathname ?? '').split('/').slice(2);
    if (!url || !ID.test(id) || !name || rest.length > 0) return refuse('There is no such file.', 404);
    const query = url.searchParams;
    const found = await findFile(id, query.get('v'));
    if (!found) return refuse('There is no such file.', 404);
    const { row, source, isHere } = found;
    const isCurrent = query.get('v') === row.fingerprint;

    if (name === 'chapters.vtt') return sendText(req, res, await findChapters(payload, id));
    const variant = readVariant({ id, name, query }, listSecrets(payload));
    if (variant === 'forged' && name !== encodeURIComponent(row.filename)) {
      return refuse('This size was not asked for by a page of ours, so it is not made.', 403);
    }
    if (!isHere) return sendElsewhere(req, res, cmsOrigin);
    const isSized = variant !== null && variant !== 'forged' && row.mimeType !== 'image/svg+xml' && toMediaKind(row.mimeType) === 'picture';
    const file = isSized ? await variants.find(row, variant) : source;
    setHeaders(res, {
      type: isSized ? `image/${variant.format}` : row.mimeType,
      etag: `"${row.fingerprint}${isSized ? `-${toName(variant)}` : ''}"`,
      keep: isCurrent ? FOR_GOOD : FOR_A_WHILE,
    });
    return sendFile(req, res, file);
  }

  return [...SITE_NAMES, 'cms' as const].map((host) => ({ role: host, host, path: '/media', handler }));
}

function setHeaders(res: ServerResponse, { type, etag, keep }: { type: string; etag: string; keep: string }) {
  res.setHeader('content-type', /^(text\/|image\/svg)/.test(type) ? `${type}; charset=utf-8` : type);
  res.setHeader('content-security-policy', MEDIA_POLICY);
  res.setHeader('x-content-type-options', 'nosniff');
  res.setHeader('cache-control', keep);
  res.setHeader('etag', etag);
  const kind = toMediaKind(type);
  // Documents are kept, not shown: a reader of PDF in a browser is a program with an origin, ours.
  if (kind === null || kind === 'document') res.setHeader('content-disposition', 'attachment');
}

/** A file that lies on another machine is asked for at the admin's host, which is where uploads arrive. */
function sendElsewhere(req: IncomingMessage, res: ServerResponse, cmsOrigin: string): void {
  if (new URL(cmsOrigin).host === req.headers.host) refuse('This file is not here any more.', 404);
  res.writeHead(307, { location: cmsOrigin + (req.url ?? ''), 'cache-control': 'no-store' }).end();
}

/** Ranges, conditions and HEAD as in RFC 9110. */
function sendFile(req: IncomingMessage, res: ServerResponse, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    res.once('close', resolve);
    const options = {
      root: path.dirname(file),
      index: false,
      dotfiles: 'deny',
      etag: false,
      lastModified: false,
      cacheControl: false,
    } as const;
    send(req, encodeURIComponent(path.basename(file)), options)
      .on('error', (error: Error & { status?: number; headers?: Record<string, string> }) => {
        for (const header of ['content-type', 'content-disposition', 'cache-control', 'etag']) res.removeHeader(header);
        if (error.status !== 416) return reject(error);
        res.writeHead(416, { 'content-range': error.headers?.['Content-Range'] ?? 'bytes */*', 'cache-control': 'no-store' }).end();
      })
      .pipe(res);
  });
}

function sendText(req: IncomingMessage, res: ServerResponse, text: string | null): void {
  if (text === null) refuse('There is no such file.', 404);
  const body = Buffer.from(text);
  setHeaders(res, { type: 'text/vtt', etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`, keep: FOR_A_WHILE });
  res.setHeader('content-length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}
