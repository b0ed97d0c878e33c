import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTree } from './architecture/files.ts';
import { type Breach, checkCycles, checkFloors } from './architecture/floors.ts';
import { checkManners } from './architecture/manners.ts';
import { checkOwnership } from './architecture/ownership.ts';

const root = path.resolve(import.meta.dirname, '..');

function check(folder: string): Breach[] {
  const files = readTree(folder);
  return [...checkFloors(files), ...checkCycles(files), ...checkManners(files), ...checkOwnership(files)];
}

test('the house keeps its own rules', () => {
  expect(check(root).map(({ rule, file, says }) => `${rule}: ${file} ${says}`)).toEqual([]);
});

test('the tree is seen at all', () => {
  const rooms = new Set(readTree(root).map((file) => file.path.split('/')[0]));
  for (const room of ['core', 'contracts', 'platform', 'collections', 'services', 'plugins', 'sites', 'server', 'cms', 'tests']) {
    expect(rooms).toContain(room);
  }
});

/** A small tree with one breach of each rule; every one of them has to be seen. */
const PLANTED: readonly { readonly rule: string; readonly file: string; readonly text: string }[] = [
  { rule: 'floors', file: 'core/a.ts', text: "import { x } from '../platform/x.ts';\n" },
  { rule: 'floors', file: 'core/b.ts', text: "import { getPayload } from 'payload';\n" },
  { rule: 'floors', file: 'core/c.ts', text: "import { readFile } from 'node:fs/promises';\n" },
  { rule: 'floors', file: 'contracts/a.ts', text: "import type { Payload } from 'payload';\n" },
  { rule: 'floors', file: 'services/blog/a.ts', text: "import { b } from '../market/b.ts';\n" },
  { rule: 'floors', file: 'services/blog/b.ts', text: "import { posts } from '../../collections/blog/posts.ts';\n" },
  { rule: 'floors', file: 'plugins/mail/a.ts', text: "import { b } from '../identity/b.ts';\n" },
  { rule: 'floors', file: 'plugins/mail/b.ts', text: "const b = await import('../../services/blog/b.ts');\n" },
  { rule: 'floors', file: 'collections/blog/a.ts', text: "import { users } from '../account/users.ts';\n" },
  { rule: 'floors', file: 'sites/blog/features/Post.astro', text: "---\nimport { getPayload } from 'payload';\n---\n<p></p>\n" },
  { rule: 'floors', file: 'sites/blog/features/Script.astro', text: "<script>import { x } from '../../market/x.ts';</script>\n" },
  { rule: 'floors', file: 'server/uses-tests.ts', text: "import { x } from '../tests/x.ts';\n" },
  { rule: 'cycles', file: 'core/ring.ts', text: "import { y } from './ring-two.ts';\nexport const x = y;\n" },
  { rule: 'length', file: 'core/long.ts', text: 'export const x = 1;\n'.repeat(401) },
  { rule: 'length', file: 'sites/blog/pages/long.astro', text: '<p></p>\n'.repeat(81) },
  { rule: 'length', file: 'plugins/long/index.ts', text: 'export const x = 1;\n'.repeat(121) },
  { rule: 'environment', file: 'platform/env-reader.ts', text: 'export const x = process.env.HOME;\n' },
  { rule: 'names', file: 'core/dateHelper.ts', text: 'export const x = 1;\n' },
  { rule: 'names', file: 'core/date-utils.ts', text: 'export const x = 1;\n' },
  { rule: 'names', file: 'sites/blog/features/post-card.astro', text: '<p></p>\n' },
  { rule: 'aliases', file: 'core/alias.ts', text: "import { x } from '@/x.ts';\n" },
  { rule: 'extensions', file: 'core/bare.ts', text: "import { x } from './x';\n" },
  { rule: 'markers', file: 'core/marker.ts', text: '// TODO later\nexport const x = 1;\n' },
  { rule: 'barrels', file: 'core/index.ts', text: 'export const x = 1;\n' },
  { rule: 'barrels', file: 'core/all.ts', text: "export * from './a.ts';\nexport { b } from './b.ts';\n" },
  { rule: 'ownership', file: 'services/blog/writes.ts', text: "await payload.create({ collection: 'products', data: {} });\n" },
  { rule: 'ownership', file: 'services/blog/sql.ts', text: 'await tx.execute(sql`update products set title = 1`);\n' },
  { rule: 'ownership', file: 'sites/blog/features/Names.astro', text: "---\nfind({ collection: 'posts' });\n---\n<p></p>\n" },
];

const NEEDED = [
  { file: 'core/ring-two.ts', text: "import { x } from './ring.ts';\nexport const y = x;\n" },
  { file: 'collections/market/products.ts', text: "export const products = { slug: 'products' };\n" },
];

let planted: string;
beforeAll(() => {
  planted = mkdtempSync(path.join(tmpdir(), 'rose-architecture-'));
  for (const { file, text } of [...PLANTED, ...NEEDED]) {
    mkdirSync(path.join(planted, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(planted, file), text);
  }
});
afterAll(() => rmSync(planted, { recursive: true, force: true }));

test.each(PLANTED)('a breach of $rule in $file is seen', ({ rule, file }) => {
  const seen = check(planted).filter((breach) => breach.rule === rule && (breach.file === file || breach.says.includes(file)));
  expect(seen.length).toBeGreaterThan(0);
});
