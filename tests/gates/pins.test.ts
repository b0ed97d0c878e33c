import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUGS } from './bugs.ts';
import { compareLedger, readLedger } from './ledger.ts';

const folder = new URL('./pins/', import.meta.url);

test('every bug of the old platform is pinned, or says what is missing', () => {
  const pinned = new Set<string>();
  for (const file of readdirSync(folder)) {
    for (const [, bug] of readFileSync(new URL(file, folder), 'utf8').matchAll(/\bpin(?:<[^>]*>)?\(\s*'([^']+)'/g)) pinned.add(bug ?? '');
  }
  const missing = Object.keys(BUGS).filter((bug) => !pinned.has(bug));
  expect(compareLedger(missing, readLedger(new URL('./pins.txt', import.meta.url)))).toEqual({ unlisted: [], healed: [] });
});
