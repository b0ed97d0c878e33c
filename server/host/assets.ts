import { createReadStream, type Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { readHead } from './request-head.ts';

export interface Assets {
  /** Serves a file of the site's build; false when there is none of that name. */
  send(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

interface Asset {
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  readonly type: string;
  readonly immutable: boolean;
  /** Read on first use, with what the build compressed (`sites/shared/precompressed.ts`); null where it did not. */
  bodies: Promise<{ identity: Buffer; gzip: Buffer | null; br: Buffer | null }> | null;
}

const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};
/** Larger files are streamed from disk each time. */
const KEPT_IN_MEMORY = 512 * 1024;

/** Files of `dist/<site>/client`, listed once: what is not in the list is not on this disk. */
export async function readAssets(folder: string): Promise<Assets> {
  const assets = await listAssets(folder);
  return {
    async send(req, res) {
      if (req.method !== 'GET' && req.method !== 'HEAD') return false;
      const asset = assets.get((req.url ?? '').split('?', 1)[0] ?? '');
      if (!asset) return false;
      await sendAsset(asset, req, res);
      return true;
    },
  };
}

async function listAssets(folder: string): Promise<Map<string, Asset>> {
  const entries: Dirent[] = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const assets = new Map<string, Asset>();
  for (const entry of entries) {
    const extension = path.extname(entry.name);
    if (!entry.isFile() || extension === '.br' || extension === '.gz' || extension === '.html') continue;
    const file = path.join(entry.parentPath, entry.name);
    const url = `/${path.relative(folder, file).split(path.sep).map(encodeURIComponent).join('/')}`;
    const { size, mtimeMs } = await stat(file);
    assets.set(url, {
      file,
      size,
      etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
      type: TYPES[extension] ?? 'application/octet-stream',
      // Astro puts a hash of the content into these names.
      immutable: url.startsWith('/_astro/'),
      bodies: null,
    });
  }
  return assets;
}

async function sendAsset(asset: Asset, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { encoding, ifNoneMatch } = readHead(req);
  res.setHeader('etag', asset.etag);
  res.setHeader('cache-control', asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
  res.setHeader('vary', 'accept-encoding');
  if (ifNoneMatch?.includes(asset.etag)) return void res.writeHead(304).end();
  res.setHeader('content-type', asset.type);

  if (asset.size > KEPT_IN_MEMORY) {
    res.setHeader('content-length', asset.size);
    if (req.method === 'HEAD') return void res.end();
    return new Promise((resolve) => pipeline(createReadStream(asset.file), res, () => resolve()));
  }
  asset.bodies ??= readBodies(asset);
  const bodies = await asset.bodies;
  const body = (encoding === 'identity' ? null : encoding === 'br' ? (bodies.br ?? bodies.gzip) : bodies.gzip) ?? bodies.identity;
  if (body !== bodies.identity) {
    res.setHeader('content-encoding', body === bodies.br ? 'br' : 'gzip');
    // A strong validator belongs to one representation.
    res.setHeader('etag', `W/${asset.etag}`);
  }
  res.setHeader('content-length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}

async function readBodies(asset: Asset) {
  const [identity, gzip, br] = await Promise.all([
    readFile(asset.file),
    readFile(`${asset.file}.gz`).catch(() => null),
    readFile(`${asset.file}.br`).catch(() => null),
  ]);
  return { identity, gzip, br };
}
