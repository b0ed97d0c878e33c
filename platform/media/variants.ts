import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Payload } from 'payload';
import sharp from 'sharp';
import { MOST_PIXELS } from '../../core/media-kinds.ts';
import { toName, type Variant } from './addresses.ts';
import { createBounded } from './bounded.ts';
import { toMediaFolder, toVariantsFolder } from './files.ts';
import { toFocusWithin } from './fingerprint.ts';
import { toPixels } from './raster.ts';
import { refuse } from './refusal.ts';
import type { MediaRow } from './rows.ts';

/** Sizes of pictures, made when they are first asked for and kept on disk, where they may vanish at any time. */
export interface Variants {
  /** The file that holds it. Refuses with 503 when too many are being made. */
  find(row: MediaRow, variant: Pick<Variant, 'width' | 'height' | 'format'>): Promise<string>;
}

const known = new WeakMap<Payload, Variants>();

/** The one of this process, so that its bound holds for all who ask together. */
export function getVariants(payload: Payload): Variants {
  const variants = known.get(payload) ?? createVariants(payload);
  known.set(payload, variants);
  return variants;
}

function createVariants(payload: Payload): Variants {
  const bounded = createBounded({ atOnce: 2, waiting: 200 });
  const underway = new Map<string, Promise<string>>();

  async function find(row: MediaRow, variant: Pick<Variant, 'width' | 'height' | 'format'>): Promise<string> {
    const file = path.join(toVariantsFolder(payload, row.id), row.fingerprint, toName(variant));
    const known = underway.get(file);
    if (known) return known;
    if (
      await stat(file).then(
        () => true,
        () => false,
      )
    )
      return file;
    const again = underway.get(file);
    if (again) return again;
    const made = bounded.run(() => make(payload, row, variant, file));
    if (!made) return refuse('Too many pictures are being made at the moment. Please try again in a minute.', 503);
    underway.set(file, made);
    // Who waits hears of a failure by `made` itself.
    made.catch(() => {}).finally(() => underway.delete(file));
    return made;
  }
  return { find };
}

async function make(
  payload: Payload,
  row: MediaRow,
  { width, height, format }: Pick<Variant, 'width' | 'height' | 'format'>,
  file: string,
): Promise<string> {
  // Read by us: libvips remembers files by their names, and a replaced one keeps its name.
  const source = await readFile(path.join(toMediaFolder(payload), row.filename));
  const region = toRegion(row, height ? width / height : null);
  const picture = sharp(source, { limitInputPixels: MOST_PIXELS, animated: row.animated && format === 'webp' && !region });
  if (region) picture.extract(region);
  picture.resize(height ? { width, height, fit: 'fill' } : { width, withoutEnlargement: true });
  const bytes = await (format === 'avif'
    ? picture.avif({ quality: 52, effort: 3, chromaSubsampling: '4:2:0' })
    : picture.webp({ quality: 78 })
  ).toBuffer();
  await mkdir(path.dirname(file), { recursive: true });
  // Readers see the whole file or none, whichever process makes it.
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
  return file;
}

/** The part of the file that is shown, in pixels: its crop, and in that the largest part of the ratio around the focal point. */
function toRegion({ crop, focus, width, height }: MediaRow, ratio: number | null) {
  if (!width || !height || (!crop && !ratio)) return null;
  const whole = crop ? toPixels(crop, width, height) : { left: 0, top: 0, width, height };
  if (!ratio) return whole;
  const part = {
    width: Math.max(1, Math.min(whole.width, Math.round(whole.height * ratio))),
    height: Math.max(1, Math.min(whole.height, Math.round(whole.width / ratio))),
  };
  const within = toFocusWithin(crop, focus);
  const place = (size: number, taken: number, percent: number) =>
    Math.min(size - taken, Math.max(0, Math.round((percent / 100) * size - taken / 2)));
  return {
    left: whole.left + place(whole.width, part.width, within?.x ?? 50),
    top: whole.top + place(whole.height, part.height, within?.y ?? 50),
    ...part,
  };
}
