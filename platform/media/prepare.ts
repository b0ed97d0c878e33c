import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import type { MediaKind } from '../../core/media-kinds.ts';
import type { FilmFacts } from '../../core/mp4.ts';
import { sanitizeSvg, toSizedSvg } from '../../core/svg.ts';
import { parseVtt, toVtt } from '../../core/webvtt.ts';
import { type Content, toContent, type Upload } from './content.ts';
import { cleanPicture } from './raster.ts';
import { refuse } from './refusal.ts';

export interface Prepared {
  readonly file: Upload;
  readonly kind: MediaKind;
  readonly animated: boolean;
  readonly film: FilmFacts | null;
  /** Of the bytes that are kept. */
  readonly hash: string;
}

/**
 * An upload as it may be kept: what it is was found out by its bytes, a picture is written anew without
 * anything beside its pixels, a drawing and captions without anything that acts. Films, recordings and
 * documents stay as they are. Refuses in a sentence.
 */
export async function prepareUpload(upload: Upload): Promise<Prepared> {
  const content = await toContent(upload);
  const { kind, mimeType, name } = content;
  const made = await clean(content);
  if (!made) {
    const [film, hash] = [await content.film(), await content.hash()];
    return { file: { ...upload, name, mimetype: mimeType }, kind, animated: false, film, hash };
  }
  // What was put on disk as it came is not needed any more.
  if (upload.tempFilePath) await unlink(upload.tempFilePath);
  return {
    file: { name, mimetype: mimeType, data: made.data, size: made.data.length },
    kind,
    animated: made.animated,
    film: null,
    hash: createHash('sha256').update(made.data).digest('hex'),
  };
}

async function clean(content: Content): Promise<{ data: Buffer; animated: boolean } | null> {
  const { kind, mimeType, name } = content;
  if (kind === 'picture') return cleanPicture(await content.read(), { mimeType, name });
  if (kind === 'drawing') {
    const svg = sanitizeSvg((await content.read()).toString('utf8'));
    if (!svg) return refuse(`“${name}” cannot be read as an SVG drawing.`);
    return { data: Buffer.from(toSizedSvg(svg).svg), animated: false };
  }
  if (kind === 'captions') {
    const cues = parseVtt((await content.read()).toString('utf8'));
    if (!cues) return refuse(`“${name}” cannot be read as WebVTT: a time is missing or runs backwards.`);
    return { data: Buffer.from(toVtt(cues)), animated: false };
  }
  return null;
}
