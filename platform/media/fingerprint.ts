import { createHash } from 'node:crypto';
import type { Crop } from './raster.ts';

const FILE_LENGTH = 10;

export interface Focus {
  /** Per cent from the left and from the top. */
  readonly x: number;
  readonly y: number;
}

/** What changes when the file, its crop or its focal point does; `file` is its hash, or an older fingerprint of it. */
export function toFingerprint({ file, crop, focus }: { file: string; crop: Crop | null; focus: Focus | null }): string {
  const start = file.slice(0, FILE_LENGTH);
  if (!crop && !focus) return start;
  const how = createHash('sha256').update(JSON.stringify([crop && [crop.x, crop.y, crop.width, crop.height], focus && [focus.x, focus.y]]));
  return `${start}${how.digest('hex').slice(0, 6)}`;
}

/** A crop that cuts something off; null for none, and for one that keeps everything. */
export function toCrop(value: unknown): Crop | null {
  if (typeof value !== 'object' || value === null) return null;
  const read = (name: string): number => (name in value ? Number(Reflect.get(value, name)) : Number.NaN);
  const [x, y, width, height] = [read('x'), read('y'), read('width'), read('height')].map((number) => Math.round(number * 100) / 100);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  const isInside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 100.5 && y + height <= 100.5;
  return isInside && (width < 99.5 || height < 99.5) ? { x, y, width, height } : null;
}

/** A focal point off the middle; null for the middle itself. */
export function toFocus({ focalX, focalY }: { focalX?: number | null | undefined; focalY?: number | null | undefined }): Focus | null {
  const bound = (value: number) => Math.min(100, Math.max(0, Math.round(value)));
  const focus = { x: bound(focalX ?? 50), y: bound(focalY ?? 50) };
  return focus.x === 50 && focus.y === 50 ? null : focus;
}

/** The focal point, which is one of the whole picture, as seen in what the crop leaves. */
export function toFocusWithin(crop: Crop | null, focus: Focus | null): Focus | null {
  if (!crop || !focus) return focus;
  const within = (at: number, start: number, length: number) => Math.min(100, Math.max(0, Math.round(((at - start) / length) * 100)));
  return { x: within(focus.x, crop.x, crop.width), y: within(focus.y, crop.y, crop.height) };
}
