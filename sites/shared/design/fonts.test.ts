import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cutFonts, fontFaces } from './fonts.generate.mjs';

test('the fonts in the repository are as generated, and an English page needs at most 60 kB of them', { timeout: 60_000 }, async () => {
  let english = 0;
  for (const [name, bytes] of await cutFonts()) {
    expect(Buffer.compare(await readFile(new URL(`./fonts/${name}`, import.meta.url)), bytes), name).toBe(0);
    if (name.endsWith('-core.woff2')) english += bytes.length;
  }
  expect(english).toBeLessThanOrEqual(60_000);
});

test('fonts.css is as generated, apart from what the formatter does to it', async () => {
  const plain = (css: string) => css.replaceAll("'", '"').replaceAll(/\s+/g, ' ');
  expect(plain(await readFile(new URL('./fonts.css', import.meta.url), 'utf8'))).toBe(plain(fontFaces()));
});
