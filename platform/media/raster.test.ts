import sharp from 'sharp';
import { expect, test } from 'vitest';
import { cleanPicture, toPlaceholderOf } from './raster.ts';

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a23' } }).png();

test('a picture comes with its placeholder, of the part that is shown', async () => {
  const red = await picture(60, 60).toBuffer();
  const data = await picture(60, 120)
    .composite([{ input: await sharp(red).negate().toBuffer(), top: 60, left: 0 }])
    .toBuffer();
  const crop = { x: 0, y: 50, width: 100, height: 50 };
  const made = await cleanPicture(data, { mimeType: 'image/png', name: 'a.png', crop });
  const shown = await sharp(Buffer.from(made.placeholder?.split(',')[1] ?? '', 'base64')).stats();
  const whole = await cleanPicture(data, { mimeType: 'image/png', name: 'a.png', crop: null });
  // The lower half is the light one.
  expect(shown.channels[1]?.mean).toBeGreaterThan(180);
  expect(whole.placeholder).not.toBe(made.placeholder);
  expect(await toPlaceholderOf(async () => whole.data, crop)).toBe(made.placeholder);
});

test('cutting many pictures anew holds two in memory at a time; the fifty-third is asked to come again', async () => {
  const data = await picture(20, 20).toBuffer();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let held = 0;
  let most = 0;
  const cut = () =>
    toPlaceholderOf(async () => {
      most = Math.max(most, ++held);
      await gate;
      held -= 1;
      return data;
    }, null);
  const waiting = Array.from({ length: 52 }, cut);
  await expect(cut()).rejects.toMatchObject({ status: 503 });
  expect(held).toBe(2);
  open();
  expect(new Set(await Promise.all(waiting)).size).toBe(1);
  expect(most).toBe(2);
});
