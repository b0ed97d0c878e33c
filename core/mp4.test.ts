import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMovieBox, readMovieBox } from './mp4.ts';

function box(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + body.length);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  bytes.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(body, 8);
  return bytes;
}

function movie({ turned = false } = {}): Uint8Array {
  const head = new Uint8Array(100);
  const track = new Uint8Array(84);
  const trackView = new DataView(track.buffer);
  if (turned) trackView.setInt32(44, 0x10000);
  else trackView.setInt32(40, 0x10000);
  trackView.setUint32(76, 1920 << 16);
  trackView.setUint32(80, 1080 << 16);
  return box('moov', new Uint8Array([...box('mvhd', head), ...box('trak', box('tkhd', track))]));
}

test('the size of a film, also of one that was held upright', () => {
  expect(readMovieBox(movie())).toEqual({ width: 1920, height: 1080 });
  expect(readMovieBox(movie({ turned: true }))).toEqual({ width: 1080, height: 1920 });
});

test('the box is found behind others', async () => {
  const file = new Uint8Array([...box('ftyp', new Uint8Array(12)), ...box('mdat', new Uint8Array(500)), ...movie()]);
  const found = await findMovieBox(file.length, async (position, length) => file.subarray(position, position + length));
  expect(found).toEqual({ start: 20 + 508, length: movie().length });
});

test('nothing that is fed to it breaks it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(250), (noise, at) => {
      const bytes = new Uint8Array([...movie()]);
      bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), at < bytes.length ? at : 0);
      readMovieBox(bytes);
      readMovieBox(noise);
    }),
  );
});
