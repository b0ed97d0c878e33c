import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const ROOMS = ['platform', 'services', 'plugins', 'server', 'collections'];

test('docs/points.md lists the named points of the code, all of them and no others', () => {
  const inCode = new Set<string>();
  for (const room of ROOMS) {
    for (const file of readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
      const text = readFileSync(path.join(root, room, file), 'utf8');
      for (const [, name] of text.matchAll(/\bawait reached\('([\w.-]+)'\)/g)) inCode.add(name ?? '');
    }
  }
  const listed = [...readFileSync(path.join(root, 'docs/points.md'), 'utf8').matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, name]) => name);
  expect(inCode.size).toBeGreaterThan(10);
  expect([...listed].sort()).toEqual([...inCode].sort());
});

/** What the platform must survive at every one of its points. */
const SURVIVED = ['activity', 'ingest', 'place', 'pay', 'settle', 'expire', 'delivery', 'follow', 'mail', 'transaction'];

test('a crash gate kills the process at each of them', () => {
  const gates = readdirSync(path.join(root, 'tests/gates/crash')).filter((file) => file.endsWith('.crash.test.ts'));
  const killed = gates.map((file) => readFileSync(path.join(root, 'tests/gates/crash', file), 'utf8')).join('\n');
  const listed = [...readFileSync(path.join(root, 'docs/points.md'), 'utf8').matchAll(/^\| `([\w.-]+)` \|/gm)].map(
    ([, name]) => name ?? '',
  );
  const left = listed.filter((name) => SURVIVED.includes(name.split('.')[0] ?? '') && !killed.includes(`'${name}'`));
  expect(left).toEqual([]);
});
