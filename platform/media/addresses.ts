import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isSame } from '../../core/same.ts';

export const WIDTHS = [320, 640, 960, 1280, 1920] as const;
export const FORMATS = ['avif', 'webp'] as const;
export type Format = (typeof FORMATS)[number];

export interface Variant {
  readonly id: string;
  /** Of the file and how it is cut; another one makes another address, so each may be kept for good. */
  readonly fingerprint: string;
  readonly width: number;
  /** With a fixed ratio, cut around the focal point; without, as high as the picture is. */
  readonly height?: number;
  readonly format: Format;
}

export const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const VARIANT = /^([1-9]\d{1,3})(?:x([1-9]\d{1,3}))?\.(avif|webp)$/;

/** What names a file of ours: `/media/<id>/<name>?v=<fingerprint>`; only `id` decides what is sent. */
export function toFileAddress({ id, filename, fingerprint }: { id: string; filename: string; fingerprint: string | null }): string {
  return `/media/${id}/${encodeURIComponent(filename)}${fingerprint ? `?v=${fingerprint}` : ''}`;
}

const keys = new Map<string, Buffer>();
const signed = new LRUCache<string, string>({ max: 20_000 });

/** `/media/<id>/<width>.<format>?v=…&s=…`: only sizes that we named ourselves are ever made. */
export function toVariantAddress(variant: Variant, secret: string): string {
  const { id, fingerprint } = variant;
  const name = toName(variant);
  const key = `${id}/${name}/${fingerprint}/${secret}`;
  const known = signed.get(key);
  if (known) return known;
  const address = `/media/${id}/${name}?v=${fingerprint}&s=${sign(variant, secret)}`;
  signed.set(key, address);
  return address;
}

/**
 * The variant that a name and a query ask for; null when its name is none of a variant, `forged` when the
 * signature is by none of `secrets`, of which the first is the one in use.
 */
export function readVariant(
  { id, name, query }: { id: string; name: string; query: URLSearchParams },
  secrets: readonly string[],
): Variant | 'forged' | null {
  const [, width, height, format] = VARIANT.exec(name) ?? [];
  if (!width || !format) return null;
  const variant: Variant = {
    id,
    fingerprint: query.get('v') ?? '',
    width: Number(width),
    ...(height ? { height: Number(height) } : {}),
    format: format === 'avif' ? 'avif' : 'webp',
  };
  return secrets.some((secret) => isSame(sign(variant, secret), query.get('s') ?? '')) ? variant : 'forged';
}

/** The file name of a variant: `640.avif`, `640x427.webp`. */
export function toName({ width, height, format }: Pick<Variant, 'width' | 'height' | 'format'>): string {
  return `${width}${height ? `x${height}` : ''}.${format}`;
}

/** 72 bits of HMAC-SHA-256 (RFC 2104): short, because a page holds many, and no use to guess at over a network. */
function sign(variant: Variant, secret: string): string {
  const key = keys.get(secret) ?? createHmac('sha256', secret).update('rose media variants').digest();
  keys.set(secret, key);
  return createHmac('sha256', key)
    .update(`${variant.id}/${toName(variant)}?v=${variant.fingerprint}`)
    .digest('base64url')
    .slice(0, 12);
}

/** Stands for the version of a file that has none. */
export const NO_FINGERPRINT = '0';

/** The small size of a picture, for lines of lists, mails and the admin. */
export function toThumbnailAddress({ id, fingerprint }: { id: string; fingerprint: string | null }, secret: string): string {
  return toVariantAddress({ id, fingerprint: fingerprint ?? NO_FINGERPRINT, width: 320, format: 'webp' }, secret);
}

/** The admin's small picture of a document; null when it has none. */
export function toThumbnail(doc: Readonly<Record<string, unknown>>, secret: string): string | null {
  const { id, filename, fingerprint, mimeType } = doc;
  if (typeof id !== 'string' || typeof filename !== 'string' || typeof mimeType !== 'string' || !mimeType.startsWith('image/')) return null;
  const file = { id, filename, fingerprint: typeof fingerprint === 'string' ? fingerprint : null };
  return mimeType === 'image/svg+xml' ? toFileAddress(file) : toThumbnailAddress(file, secret);
}
