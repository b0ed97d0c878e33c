import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { SITE_NAMES } from '../../contracts/shared.ts';

const sites = path.dirname(import.meta.dirname);

test.each(SITE_NAMES)('%s offers the fragments that it has', async (name) => {
  const { site } = await import(pathToFileURL(path.join(sites, name, 'site.ts')).href);
  const files = readdirSync(path.join(sites, name, 'pages/internal/fragments')).map((file) => path.parse(file).name);
  expect(site.name).toBe(name);
  expect(files.sort()).toEqual([...site.fragments].sort());
});
