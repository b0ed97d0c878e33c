import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type';
import type { PayloadRequest } from 'payload';
import { findMediaType, LIMITS, type MediaKind } from '../../core/media-kinds.ts';
import { type FilmFacts, findMovieBox, readMovieBox } from '../../core/mp4.ts';
import { findSvgRoot } from '../../core/svg.ts';
import { refuse } from './refusal.ts';

export type Upload = NonNullable<PayloadRequest['file']>;

export interface Content {
  readonly kind: MediaKind;
  /** As the bytes say. */
  readonly mimeType: string;
  /** With the extension of its type. */
  readonly name: string;
  /** The whole file. Only what is small enough to be worked on should be asked for. */
  read(): Promise<Buffer>;
  /** Width and height of an MP4 film, by its own head; null for what does not say. */
  film(): Promise<FilmFacts | null>;
  /** SHA-256, in hexadecimal; streamed for a file on disk. */
  hash(): Promise<string>;
}

/**
 * What an upload is by its bytes. Refused, with a sentence: what we do not take, what is larger than its
 * kind may be, and a name whose extension says something else than the content.
 */
export async function toContent(upload: Upload): Promise<Content> {
  const file = upload.tempFilePath || null;
  const size = file ? (await stat(file)).size : upload.data.length;
  if (size === 0) refuse(`“${upload.name}” is empty.`);
  const mimeType = await findType(upload, file, size);
  const type = findMediaType(mimeType);
  const extension = path.extname(upload.name).slice(1).toLowerCase();
  if (!mimeType || !type) {
    refuse(
      `“${upload.name}” is ${mimeType ? `a file of the type ${mimeType}` : 'of no kind that is known here'}, which cannot be uploaded. Pictures, SVG drawings, films (MP4, WebM), recordings, captions (WebVTT), PDF and office documents can.`,
    );
  }
  if (extension !== '' && !type.extensions.includes(extension)) {
    refuse(
      `“${upload.name}” holds ${type.name}, which its name does not say. If that is right, rename it to end in .${type.extensions[0]}.`,
    );
  }
  if (size > LIMITS[type.kind]) {
    refuse(`“${upload.name}” has ${toMegabytes(size)}; ${type.name} may have ${toMegabytes(LIMITS[type.kind])} at most.`, 413);
  }
  return {
    kind: type.kind,
    mimeType,
    name: extension === '' ? `${upload.name}.${type.extensions[0]}` : upload.name,
    read: async () => (file ? readFile(file) : upload.data),
    film: () => (type.kind === 'film' ? readFilm(upload, file, size).catch(() => null) : Promise.resolve(null)),
    hash: async () => {
      const hash = createHash('sha256');
      if (file) await pipeline(createReadStream(file), hash);
      else hash.update(upload.data);
      return hash.digest('hex');
    },
  };
}

const LARGEST_HEAD = 50_000_000;

async function readFilm(upload: Upload, file: string | null, size: number): Promise<FilmFacts | null> {
  if (!file) {
    const moov = await findMovieBox(size, async (position, length) => upload.data.subarray(position, position + length));
    return moov && readMovieBox(upload.data.subarray(moov.start, moov.start + moov.length));
  }
  const handle = await open(file);
  try {
    const readAt = async (position: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    const moov = await findMovieBox(size, readAt);
    return moov && moov.length <= LARGEST_HEAD ? readMovieBox(await readAt(moov.start, moov.length)) : null;
  } finally {
    await handle.close();
  }
}

async function findType(upload: Upload, file: string | null, size: number): Promise<string | null> {
  const found = await (file ? fileTypeFromFile(file) : fileTypeFromBuffer(upload.data)).catch(() => undefined);
  const mimeType = found?.mime.split(';')[0];
  if (mimeType && mimeType !== 'application/xml') return mimeType;
  // SVG has no magic number; whether it is one is found out by reading it, if it is small enough to be.
  if (size > LIMITS.drawing) return mimeType ?? null;
  const text = (file ? await readFile(file) : upload.data).toString('utf8');
  return findSvgRoot(text) === -1 ? (mimeType ?? null) : 'image/svg+xml';
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
