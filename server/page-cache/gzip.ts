import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, deflateRawSync } from 'node:zlib';

/**
 * A stretch of bytes that is compressed once and then joined to others: raw deflate flushed to a
 * byte boundary, without a final block, with what is needed to combine the checksums.
 */
export interface Piece {
  readonly bytes: Buffer;
  readonly deflated: Buffer;
  readonly crc: number;
  /** x^(8·length) modulo the CRC polynomial: moves the CRC of what stands before over this piece. */
  readonly shift: number;
}

const POLYNOMIAL = 0xedb88320;
const ONE = 0x80000000 | 0;
/** RFC 1952: magic, deflate, no flags, no time, no extra flags, unknown system. */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** RFC 1951: an empty, final block with fixed codes. */
const FINAL_BLOCK = Buffer.from([0x03, 0x00]);
const SQUARES = toSquares();
/** Below it the way to another thread costs as much as the work. */
const SMALL = 2048;
const deflate = promisify(deflateRaw);

export const EMPTY_PIECE: Piece = { bytes: Buffer.alloc(0), deflated: Buffer.alloc(0), crc: 0, shift: ONE };

/** `level` as in zlib. Costs about as much as compressing the bytes alone. */
export function toPiece(bytes: Buffer, level = 6): Piece {
  if (bytes.length === 0) return EMPTY_PIECE;
  return toPieceOf(bytes, deflateRawSync(bytes, { level, finishFlush: constants.Z_SYNC_FLUSH }));
}

/** The same; what is large enough to be felt is compressed on a thread beside the main one. */
export async function preparePiece(bytes: Buffer, level = 6): Promise<Piece> {
  if (bytes.length < SMALL) return toPiece(bytes, level);
  return toPieceOf(bytes, await deflate(bytes, { level, finishFlush: constants.Z_SYNC_FLUSH }));
}

function toPieceOf(bytes: Buffer, deflated: Buffer): Piece {
  return { bytes, deflated, crc: crc32(bytes), shift: toShift(bytes.length) };
}

/** One piece out of several, without compressing again. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  let crc = 0;
  let shift = ONE;
  for (const piece of pieces) {
    crc = multiply(piece.shift, crc) ^ piece.crc;
    shift = multiply(piece.shift, shift);
  }
  return {
    bytes: Buffer.concat(pieces.map((piece) => piece.bytes)),
    deflated: Buffer.concat(pieces.map((piece) => piece.deflated)),
    crc: crc >>> 0,
    shift,
  };
}

/** A complete gzip member (RFC 1952) of the pieces in their order. */
export function joinGzip(pieces: readonly Piece[]): Buffer {
  let size = GZIP_HEAD.length + FINAL_BLOCK.length + 8;
  let crc = 0;
  let length = 0;
  for (const piece of pieces) {
    size += piece.deflated.length;
    length += piece.bytes.length;
    crc = multiply(piece.shift, crc) ^ piece.crc;
  }
  const out = Buffer.allocUnsafe(size);
  let at = GZIP_HEAD.copy(out, 0);
  for (const piece of pieces) at += piece.deflated.copy(out, at);
  at += FINAL_BLOCK.copy(out, at);
  at = out.writeUInt32LE(crc >>> 0, at);
  out.writeUInt32LE(length % 2 ** 32, at);
  return out;
}

/** Product of two polynomials over GF(2) modulo the CRC polynomial, lowest power in the highest bit. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = ONE; a !== 0; bit >>>= 1) {
    if (a & bit) {
      product ^= b;
      a &= ~bit;
    }
    b = b & 1 ? (b >>> 1) ^ POLYNOMIAL : b >>> 1;
  }
  return product;
}

function toShift(length: number): number {
  let shift = ONE;
  // Three squarings turn bytes into bits.
  for (let n = length, k = 3; n > 0; n = Math.floor(n / 2), k++) {
    if (n % 2 === 1) shift = multiply(SQUARES[k % 32] ?? ONE, shift);
  }
  return shift;
}

/** x^(2^k) for k from 0 to 31; the multiplicative order makes them repeat after 32. */
function toSquares(): number[] {
  const squares = [0x40000000];
  for (let k = 1; k < 32; k++) {
    const last = squares[k - 1] ?? ONE;
    squares.push(multiply(last, last));
  }
  return squares;
}
