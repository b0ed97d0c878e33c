import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subset from 'subset-font';

/**
 * The fonts of the cards that other sites show (`share-picture.draw.ts`), cut from the npm packages of the design:
 * TrueType, because the library that draws reads no WOFF2, and one weight each. Run it again when a package changes.
 */
const { resolve } = createRequire(import.meta.url);
const faces = [
  {
    name: 'serif',
    from: '@fontsource-variable/newsreader/files/newsreader-',
    cut: 'opsz-normal.woff2',
    variationAxes: { opsz: 48, wght: 500 },
  },
  { name: 'sans', from: '@fontsource-variable/source-sans-3/files/source-sans-3-', cut: 'wght-normal.woff2', variationAxes: { wght: 600 } },
];
const parts = [
  { name: 'latin', text: `${letters([0x20, 0x7e], [0xa0, 0xff], [0x2010, 0x2026])}ŒœŠšŽž€′″−←→` },
  { name: 'latin-ext', text: letters([0x100, 0x24f], [0x1e00, 0x1eff]) },
];

for (const face of faces) {
  for (const part of parts) {
    const source = await readFile(resolve(`${face.from}${part.name}-${face.cut}`));
    const bytes = await subset(source, part.text, { targetFormat: 'sfnt', noHinting: true, variationAxes: face.variationAxes });
    await writeFile(new URL(`${face.name}-${part.name}.ttf`, import.meta.url), bytes);
    console.log(face.name, part.name, bytes.length);
  }
}

function letters(...ranges) {
  return ranges.map(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('')).join('');
}
