import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';

/** Fonts and pictures are compressed as they are; of what is this small nothing would be saved. */
const TEXT = /\.(css|js|mjs|json|svg|txt|xml|webmanifest)$/;
const AT_LEAST = 600;

/** Writes `.br` and `.gz` beside each text of the build, as small as they get, so that no visitor waits for it. */
export function precompressed(): AstroIntegration {
  return {
    name: 'rose-precompressed',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
          if (!entry.isFile() || !TEXT.test(entry.name)) continue;
          const file = path.join(entry.parentPath, entry.name);
          const content = await readFile(file);
          if (content.length < AT_LEAST) continue;
          const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
          await writeFile(`${file}.br`, brotliCompressSync(content, { params }));
          await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
        }
      },
    },
  };
}
