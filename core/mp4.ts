export interface FilmFacts {
  readonly width: number;
  readonly height: number;
}

const DEEPEST = 4;
const MOST_BOXES = 5000;

/** Where the `moov` box of an MP4 file lies; `readAt` gives `length` bytes from `position`. Null when there is none. */
export async function findMovieBox(
  size: number,
  readAt: (position: number, length: number) => Promise<Uint8Array>,
): Promise<{ start: number; length: number } | null> {
  for (let at = 0, boxes = 0; at + 8 <= size && boxes < MOST_BOXES; boxes += 1) {
    const head = toView(await readAt(at, 16));
    if (head.byteLength < 8) return null;
    const length = toLength(head, 0, size - at);
    if (length === null) return null;
    if (toType(head, 4) === 'moov') return { start: at, length };
    at += length;
  }
  return null;
}

/** Size of a film by its `moov` box (ISO/IEC 14496-12 §8.3.2), that of its largest track; null when no track is seen. */
export function readMovieBox(moov: Uint8Array): FilmFacts | null {
  const view = toView(moov);
  const sizes: FilmFacts[] = [];
  const walk = (start: number, end: number, depth: number): void => {
    for (let at = start, boxes = 0; at + 8 <= end && boxes < MOST_BOXES; boxes += 1) {
      const length = toLength(view, at, end - at);
      if (length === null) return;
      const type = toType(view, at + 4);
      if (type === 'tkhd') {
        const size = toSize(view, at + 8, at + length);
        if (size) sizes.push(size);
      }
      if ((type === 'moov' || type === 'trak') && depth < DEEPEST) walk(at + 8, at + length, depth + 1);
      at += length;
    }
  };
  walk(0, view.byteLength, 0);
  return sizes.sort((one, other) => other.width * other.height - one.width * one.height)[0] ?? null;
}

/** Width and height after the matrix, which may turn a film on its side. */
function toSize(view: DataView, start: number, end: number): FilmFacts | null {
  const matrixAt = start + (view.getUint8(start) === 1 ? 52 : 40);
  if (matrixAt + 44 > end) return null;
  const [width, height] = [view.getUint32(matrixAt + 36) / 65_536, view.getUint32(matrixAt + 40) / 65_536].map(Math.round);
  if (!width || !height) return null;
  const isTurned = view.getInt32(matrixAt) === 0 && view.getInt32(matrixAt + 4) !== 0;
  return isTurned ? { width: height, height: width } : { width, height };
}

function toLength(view: DataView, at: number, left: number): number | null {
  const short = view.getUint32(at);
  if (short === 0) return left;
  if (short !== 1) return short >= 8 && short <= left ? short : null;
  if (at + 16 > view.byteLength) return null;
  const long = Number(view.getBigUint64(at + 8));
  return long >= 16 && long <= left ? long : null;
}

function toType(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
