/**
 * Prints the pictures of the sample co-op into `samples/pictures/`:
 * `node samples/generate/pictures.mjs`. Kept small; the pictures are in the repository.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { inks } from './ink.mjs';
import * as scenes from './scenes.mjs';
import * as wares from './wares.mjs';

const pictures = {
  'field-in-winter': scenes.field(),
  'platen-press': scenes.press(),
  beetroots: scenes.beetroots(),
  squashes: scenes.squashes(),
  'rose-from-ash': scenes.phoenix(),
  'tunnel-at-night': scenes.tunnel(),
  'apple-tree': scenes.orchard(),
  'long-table': scenes.table(),
  'robin-on-the-fork': scenes.compost(),
  'seed-packets': scenes.seeds(),
  'veg-box': wares.vegBox(),
  calendar: wares.calendar(),
  'tea-towel': wares.towel(),
  'rosehip-syrup': wares.syrup(),
  'cut-block': wares.workshop(),
  hands: wares.hands(),
};

const faces = {
  'face-nell': wares.face({ ground: inks.sage, skin: '#e9c3a5', hair: '#7a3b2c', clothes: inks.rose, style: 'bun' }),
  'face-tomas': wares.face({ ground: inks.straw, skin: '#d9a982', hair: '#33272a', clothes: inks.leaf, style: 'beard' }),
  'face-adaeze': wares.face({ ground: inks.blush, skin: '#7d4f38', hair: '#261c1e', clothes: inks.night, style: 'short' }),
};

const target = fileURLToPath(new URL('../pictures/', import.meta.url));
await mkdir(target, { recursive: true });
for (const [name, svg] of Object.entries(pictures)) {
  await sharp(Buffer.from(svg)).webp({ quality: 74, effort: 6 }).toFile(`${target}${name}.webp`);
}
for (const [name, svg] of Object.entries(faces)) {
  await sharp(Buffer.from(svg))
    .extract({ left: 213, top: 0, width: 854, height: 854 })
    .resize(400)
    .webp({ quality: 78, effort: 6 })
    .toFile(`${target}${name}.webp`);
}
