import { crc32, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_PIECE, joinGzip, joinPieces, toPiece } from './gzip.ts';

const bytes = fc.uint8Array({ maxLength: 5000 }).map((array) => Buffer.from(array));

test('pieces joined are the gzip of the bytes joined, as zlib reads it', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 6 }), (parts) => {
      expect(gunzipSync(joinGzip(parts.map((part) => toPiece(part))))).toEqual(Buffer.concat(parts));
    }),
  );
});

test('joining in groups gives the same checksum', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 6 }), fc.nat(6), (parts, at) => {
      const pieces = parts.map((part) => toPiece(part));
      const grouped = joinPieces([joinPieces(pieces.slice(0, at)), joinPieces(pieces.slice(at))]);
      expect(grouped.crc).toBe(crc32(Buffer.concat(parts)));
      expect(gunzipSync(joinGzip([EMPTY_PIECE, grouped]))).toEqual(Buffer.concat(parts));
    }),
  );
});

test('a large page of repeated text stays small', () => {
  const page = Buffer.from('<p>The mill bakes on Tuesdays.</p>\n'.repeat(20_000));
  const gzip = joinGzip([toPiece(page.subarray(0, 300_000)), toPiece(page.subarray(300_000))]);
  expect(gunzipSync(gzip)).toEqual(page);
  expect(gzip.length).toBeLessThan(page.length / 50);
});
