import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readBesidePayload, toDifferences } from './beside-payload.ts';

const root = path.resolve(import.meta.dirname, '..');

test('what was made by hand, taken away or made otherwise is a line each', () => {
  const own = new Map([
    ['index a_idx', 'CREATE INDEX a_idx ON a (x)'],
    ['column a.x', 'numeric'],
    ['table a', ''],
  ]);
  const migrated = new Map([
    ['column a.x', 'integer'],
    ['table a', ''],
    ['table b', ''],
  ]);
  expect(toDifferences(own, migrated)).toEqual(['~ column a.x integer, not numeric', '- index a_idx', '+ table b']);
  expect(toDifferences(own, own)).toEqual([]);
});

test('every table and sequence that is made by hand is one that code names', () => {
  const made = readBesidePayload(root).flatMap((line) => /^\+ (?:table|sequence) (\w+)/.exec(line)?.[1] ?? []);
  expect(made.length).toBeGreaterThan(20);
  const code = ['collections', 'platform', 'plugins', 'services', 'server']
    .flatMap((folder) =>
      fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(root, folder, name)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => fs.readFileSync(file, 'utf8'))
    .join('\n');
  // A serial column's own sequence is named by nobody.
  const unnamed = made.filter((name) => !name.endsWith('_seq_seq') && !new RegExp(`\\b${name}\\b`).test(code));
  expect(unnamed).toEqual([]);
});
