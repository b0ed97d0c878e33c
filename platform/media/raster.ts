import sharp, { type Sharp } from 'sharp';
import { MOST_PIXELS } from '../../core/media-kinds.ts';
import { createBounded } from './bounded.ts';
import { refuse } from './refusal.ts';

/** A part of a picture in per cent of its sides. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CleanPicture {
  readonly data: Buffer;
  readonly animated: boolean;
  /** See `toPlaceholderOf`. */
  readonly placeholder: string | null;
}

/** Decoding takes the whole picture into memory: only so many at a time, whatever is made of them. */
const uploads = createBounded({ atOnce: 2, waiting: 50 });

/**
 * The picture written anew, in its own format and size: upright, without place, time, camera or anything
 * else that stood beside its pixels, and without whatever was hung on behind them. A colour profile is kept;
 * print colours become those of screens. The placeholder is of what `crop` leaves.
 */
export function cleanPicture(data: Buffer, about: { mimeType: string; name: string; crop: Crop | null }): Promise<CleanPicture> {
  return inTurn(() => rewrite(data, about));
}

/**
 * A blurred miniature of what `crop` leaves, as a `data:` address of 200 characters at most, to stand where the
 * picture will be. None for a picture that can be seen through: it would shine through for good. `read` is
 * called when its turn has come.
 */
export function toPlaceholderOf(read: () => Promise<Buffer>, crop: Crop | null): Promise<string | null> {
  return inTurn(async () => toPlaceholder(await read(), crop));
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return uploads.run(work) ?? refuse('Too many pictures are being read at the moment. Please try again in a minute.', 503);
}

async function rewrite(
  data: Buffer,
  { mimeType, name, crop }: { mimeType: string; name: string; crop: Crop | null },
): Promise<CleanPicture> {
  const unreadable = `“${name}” cannot be read as a picture. Open it in a picture program and save it again.`;
  // Only the header is read here, so a bomb is turned away before it goes off.
  const facts = await sharp(data, { limitInputPixels: false })
    .metadata()
    .catch(() => refuse(unreadable));
  const frames = facts.pages ?? 1;
  const pixels = (facts.width ?? 0) * (facts.height ?? 0) * frames;
  if (pixels === 0) refuse(unreadable);
  if (pixels > MOST_PIXELS) {
    refuse(
      `“${name}” has ${Math.round(pixels / 1_000_000)} million pixels; ${MOST_PIXELS / 1_000_000} million are the most. Make it smaller and try again.`,
      413,
    );
  }
  const animated = frames > 1;
  const picture = sharp(data, { animated, limitInputPixels: MOST_PIXELS, failOn: 'error' });
  if (!animated) picture.autoOrient();
  if (facts.space !== 'cmyk') picture.keepIccProfile();
  const written = await toFormat(picture, mimeType)
    .toBuffer()
    .catch(() => refuse(unreadable));
  return { data: written, animated, placeholder: await toPlaceholder(written, crop) };
}

/** The quality of what is kept; what visitors get is made from it, smaller. */
function toFormat(picture: Sharp, mimeType: string): Sharp {
  switch (mimeType) {
    case 'image/png':
      return picture.png({ compressionLevel: 9 });
    case 'image/webp':
      return picture.webp({ quality: 92, smartSubsample: true });
    case 'image/avif':
      return picture.avif({ quality: 80, effort: 2 });
    case 'image/gif':
      return picture.gif();
    default:
      return picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4', mozjpeg: true });
  }
}

const PLACEHOLDER_SIDES = [16, 12, 9, 6];
const LONGEST_PLACEHOLDER = 200;

async function toPlaceholder(data: Buffer, crop: Crop | null): Promise<string | null> {
  const tiny = await toTiny(data, crop).catch(() => null);
  if (!tiny || !(await sharp(tiny).stats()).isOpaque) return null;
  for (const side of PLACEHOLDER_SIDES) {
    const made = await sharp(tiny).removeAlpha().resize(side, side, { fit: 'inside' }).webp({ quality: 20, effort: 6 }).toBuffer();
    const address = `data:image/webp;base64,${made.toString('base64')}`;
    if (address.length <= LONGEST_PLACEHOLDER) return address;
  }
  return null;
}

async function toTiny(data: Buffer, crop: Crop | null): Promise<Buffer> {
  const picture = sharp(data, { limitInputPixels: MOST_PIXELS });
  if (crop) {
    const { width, height } = await sharp(data, { limitInputPixels: false }).metadata();
    picture.extract(toPixels(crop, width, height));
  }
  return picture.resize(32, 32, { fit: 'inside' }).png().toBuffer();
}

/** The part that `crop` names, in pixels, inside the picture whatever the rounding. */
export function toPixels(crop: Crop, width: number, height: number): { left: number; top: number; width: number; height: number } {
  const left = Math.min(width - 1, Math.round((crop.x / 100) * width));
  const top = Math.min(height - 1, Math.round((crop.y / 100) * height));
  const size = toCroppedSize(crop, width, height);
  return { left, top, width: Math.min(size.width, width - left), height: Math.min(size.height, height - top) };
}

/** Width and height of what is left, in pixels. */
export function toCroppedSize(crop: Crop | null, width: number, height: number): { width: number; height: number } {
  if (!crop) return { width, height };
  return { width: Math.max(1, Math.round((crop.width / 100) * width)), height: Math.max(1, Math.round((crop.height / 100) * height)) };
}
