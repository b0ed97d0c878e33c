export type MediaKind = 'picture' | 'drawing' | 'film' | 'sound' | 'captions' | 'document';

interface MediaType {
  readonly kind: MediaKind;
  /** For people. */
  readonly name: string;
  /** The first is the usual one. */
  readonly extensions: readonly string[];
}

const MEGABYTE = 1_000_000;

/** Most bytes of an upload. */
export const LIMITS: Readonly<Record<MediaKind, number>> = {
  picture: 25 * MEGABYTE,
  drawing: MEGABYTE,
  film: 500 * MEGABYTE,
  sound: 200 * MEGABYTE,
  captions: MEGABYTE,
  document: 50 * MEGABYTE,
};

/** Most pixels of a picture, all its frames together: what takes more is a bomb, or of no use on a page. */
export const MOST_PIXELS = 100_000_000;

/** What may be uploaded, by the type that its content has. */
const TYPES: Readonly<Record<string, MediaType>> = {
  'image/jpeg': { kind: 'picture', name: 'a JPEG picture', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  'image/png': { kind: 'picture', name: 'a PNG picture', extensions: ['png'] },
  'image/webp': { kind: 'picture', name: 'a WebP picture', extensions: ['webp'] },
  'image/avif': { kind: 'picture', name: 'an AVIF picture', extensions: ['avif'] },
  'image/gif': { kind: 'picture', name: 'a GIF picture', extensions: ['gif'] },
  'image/svg+xml': { kind: 'drawing', name: 'an SVG drawing', extensions: ['svg'] },
  'video/mp4': { kind: 'film', name: 'an MP4 film', extensions: ['mp4', 'm4v'] },
  'video/x-m4v': { kind: 'film', name: 'an MP4 film', extensions: ['m4v', 'mp4'] },
  'video/webm': { kind: 'film', name: 'a WebM film', extensions: ['webm'] },
  'audio/mpeg': { kind: 'sound', name: 'an MP3 recording', extensions: ['mp3'] },
  'audio/mp4': { kind: 'sound', name: 'an M4A recording', extensions: ['m4a', 'mp4'] },
  'audio/x-m4a': { kind: 'sound', name: 'an M4A recording', extensions: ['m4a', 'mp4'] },
  'audio/aac': { kind: 'sound', name: 'an AAC recording', extensions: ['aac'] },
  'audio/ogg': { kind: 'sound', name: 'an Ogg recording', extensions: ['ogg', 'oga', 'opus'] },
  'audio/flac': { kind: 'sound', name: 'a FLAC recording', extensions: ['flac'] },
  'audio/wav': { kind: 'sound', name: 'a WAV recording', extensions: ['wav'] },
  'text/vtt': { kind: 'captions', name: 'WebVTT captions', extensions: ['vtt'] },
  'application/pdf': { kind: 'document', name: 'a PDF document', extensions: ['pdf'] },
  'application/epub+zip': { kind: 'document', name: 'an EPUB book', extensions: ['epub'] },
  'application/zip': { kind: 'document', name: 'a ZIP archive', extensions: ['zip'] },
  'application/vnd.oasis.opendocument.text': { kind: 'document', name: 'an OpenDocument text', extensions: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { kind: 'document', name: 'an OpenDocument sheet', extensions: ['ods'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    kind: 'document',
    name: 'a Word document',
    extensions: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    kind: 'document',
    name: 'an Excel sheet',
    extensions: ['xlsx'],
  },
};

export const MEDIA_TYPES: readonly string[] = Object.keys(TYPES);

/** What a type is; null for one that is not taken. */
export function findMediaType(mimeType: string | null | undefined): MediaType | null {
  return (mimeType && Object.hasOwn(TYPES, mimeType) ? TYPES[mimeType] : null) ?? null;
}

export function toMediaKind(mimeType: string | null | undefined): MediaKind | null {
  return findMediaType(mimeType)?.kind ?? null;
}

/** CSP of every file: nothing in it acts, asks elsewhere or belongs to our origin, even when it is opened by itself. */
export const MEDIA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox";
