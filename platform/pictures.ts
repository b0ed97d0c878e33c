import type { Payload } from 'payload';
import type { Picture } from '../contracts/shared.ts';
import { toMediaKind } from '../core/media-kinds.ts';
import { type Format, toFileAddress, toThumbnailAddress, toVariantAddress, WIDTHS } from './media/addresses.ts';
import { toFocusWithin } from './media/fingerprint.ts';
import { toCroppedSize } from './media/raster.ts';
import { findMediaRows, type MediaRow } from './media/rows.ts';

/** The pictures of a list with one look-up, by id, in all their sizes. What is no picture is left out. */
export async function findPictures(payload: Payload, ids: readonly (string | null | undefined)[]): Promise<ReadonlyMap<string, Picture>> {
  const rows = await findMediaRows(payload, ids);
  return new Map([...rows].flatMap(([id, row]) => (isSeen(row) ? [[id, toPicture(payload, row)] as const] : [])));
}

export function toPicture(payload: Payload, row: MediaRow): Picture {
  const { crop, alt, caption, credit, placeholder } = row;
  const focus = toFocusWithin(crop, row.focus);
  const size = row.width && row.height ? toCroppedSize(crop, row.width, row.height) : null;
  const srcset = size && toSrcset(payload, row, size.width, 'webp');
  // AVIF does not move.
  const avif = size && !row.animated && toSrcset(payload, row, size.width, 'avif');
  return {
    url: toUrl(payload, row, size?.width),
    alt,
    ...size,
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
    ...(srcset ? { srcset } : {}),
    ...(avif ? { sources: [{ type: 'image/avif', srcset: avif }] } : {}),
    ...(placeholder ? { placeholder } : {}),
    ...(focus ? { focus } : {}),
  };
}

/** A small picture of a file for a line of a list or a mail; null when there is no file. */
export function toThumbnailUrl(payload: Payload, file: { id: string | null; fingerprint: string | null }): string | null {
  const { id, fingerprint } = file;
  return id ? payload.config.serverURL + toThumbnailAddress({ id, fingerprint }, payload.secret) : null;
}

/** Whole address of a file, for what is read away from our pages. */
export function toMediaUrl(payload: Payload, row: Pick<MediaRow, 'id' | 'filename' | 'fingerprint'>): string {
  return payload.config.serverURL + toFileAddress(row);
}

/** What is cut is shown cut everywhere: then the largest size stands for the file. */
function toUrl(payload: Payload, row: MediaRow, width: number | undefined): string {
  if (!row.crop || !width || row.mimeType === 'image/svg+xml') return toMediaUrl(payload, row);
  const { id, fingerprint } = row;
  return (
    payload.config.serverURL + toVariantAddress({ id, fingerprint, width: toWidths(width).at(-1) ?? width, format: 'webp' }, payload.secret)
  );
}

function toSrcset(payload: Payload, row: MediaRow, width: number, format: Format): string | null {
  if (row.mimeType === 'image/svg+xml') return null;
  const { id, fingerprint } = row;
  return toWidths(width)
    .map((each) => `${toVariantAddress({ id, fingerprint, width: each, format }, payload.secret)} ${each}w`)
    .join(', ');
}

/** Never larger than the picture is; its own width is the last when that is below our largest. */
function toWidths(width: number): number[] {
  const smaller = WIDTHS.filter((each) => each < width * 0.9);
  const largest = WIDTHS[WIDTHS.length - 1] ?? width;
  return smaller.length === WIDTHS.length ? smaller : [...smaller, Math.min(width, largest)];
}

function isSeen({ mimeType }: MediaRow): boolean {
  const kind = toMediaKind(mimeType);
  return kind === 'picture' || kind === 'drawing';
}
