import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import type { MediaKind } from '../../core/media-kinds.ts';
import type { FilmFacts } from '../../core/mp4.ts';
import { sanitizeSvg, toSizedSvg } from '../../core/svg.ts';
import { parseVtt, toVtt } from '../../core/webvtt.ts';
import { type Content, toContent, type Upload } from './content.ts';
import { type CleanPicture, type Crop, cleanPicture } from './raster.ts';
import { refuse } from './refusal.ts';

export interface Prepared {
  readonly file: Upload;
  readonly kind: MediaKind;
  readonly animated: boolean;
  /** Of a picture; see `toPlaceholderOf`. */
  readonly placeholder: string | null;
  readonly film: FilmFacts | null;
  /** Of the bytes that are kept. */
  readonly hash: string;
}

/**
 * An upload as it may be kept: what it is was found out by its bytes, a picture is written anew without
 * anything beside its pixels, a drawing and captions without anything that acts. Films, recordings and
 * documents stay as they are. `crop` is what will be shown of a picture. Refuses in a sentence.
 */
export async function prepareUpload(upload: Upload, crop: Crop | null): Promise<Prepared> {
  const content = await toContent(upload);
  const { kind, mimeType, name } = content;
  const made = await clean(content, crop);
  if (!made) {
    const [film, hash] = [await content.film(), await content.hash()];
    return { file: { ...upload, name, mimetype: mimeType }, kind, animated: false, placeholder: null, film, hash };
  }
  // What was put on disk as it came is not needed any more.
  if (upload.tempFilePath) await unlink(upload.tempFilePath);
  return {
    file: { name, mimetype: mimeType, data: made.data, size: made.data.length },
    kind,
    animated: made.animated,
    placeholder: made.placeholder,
    film: null,
    hash: createHash('sha256').update(made.data).digest('hex'),
  };
}

async function clean(content: Content, crop: Crop | null): Promise<CleanPicture | null> {
  const { kind, mimeType, name } = content;
  if (kind === 'picture') return cleanPicture(await content.read(), { mimeType, name, crop });
  if (kind === 'drawing') {
    const svg = sanitizeSvg((await content.read()).toString('utf8'));
    if (!svg) return refuse(`“${name}” cannot be read as an SVG drawing.`);
    return { data: Buffer.from(toSizedSvg(svg).svg), animated: false, placeholder: null };
  }
  if (kind === 'captions') {
    const cues = parseVtt((await content.read()).toString('utf8'));
    if (!cues) return refuse(`“${name}” cannot be read as WebVTT: a time is missing or runs backwards.`);
    return { data: Buffer.from(toVtt(cues)), animated: false, placeholder: null };
  }
  return null;
}
