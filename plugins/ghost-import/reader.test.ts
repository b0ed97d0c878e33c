import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRows } from './reader.ts';
import { createReporter, UnreadableExport } from './report.ts';
import type { FoundRow } from './rows.ts';
import { spoolExport } from './spool.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rose-reader-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(content: string | Buffer): Promise<string> {
  const file = path.join(folder, 'x.json');
  await writeFile(file, content);
  return file;
}
async function collect(rows: AsyncIterable<FoundRow>): Promise<FoundRow[]> {
  const all: FoundRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
const rowsOf = async (content: string | Buffer) => collect(readRows(await write(content)));

const posts = {
  posts: [
    { id: 1, title: 'a' },
    { id: 2, nested: { x: [1, { y: null }] } },
  ],
  tags: [],
};
test.each([
  ['{ db: [{ meta, data }] }', { db: [{ meta: { version: '6' }, data: posts }] }],
  ['{ meta, data }', { meta: {}, data: posts }],
  ['data before meta', { data: posts, meta: { data: { tags: [{ id: 3 }] } } }],
  ['{ data: { meta, data } }', { data: { meta: {}, data: posts } }],
])('%s', async (_shape, value) => {
  const rows = await rowsOf(`\ufeff${JSON.stringify(value)}`);
  expect(rows.map(({ table, index, value: row }) => [table, index, row])).toEqual([
    ['posts', 0, posts.posts[0]],
    ['posts', 1, posts.posts[1]],
  ]);
});

test('rows that cross chunks are whole', async () => {
  const big = Array.from({ length: 500 }, (_, id) => ({ id, text: `${'é"\\😀'.repeat(300)}${id}` }));
  const rows = await rowsOf(JSON.stringify({ data: { posts: big } }));
  expect(rows.map((row) => row.value)).toEqual(big);
});

test.each([
  ['an empty file', '', /is empty/],
  ['no JSON', 'hello', /not whole JSON/],
  ['half a file', '{"data":{"posts":[{"id":1}', /not whole JSON/],
  ['two documents', '{"data":{}} {}', /not whole JSON/],
  ['JSON of something else', '{"posts":[{"id":1}]}', /not a Ghost export/],
  ['a list', '[1]', /not a Ghost export/],
  ['a zip', Buffer.from('PK\u0003\u0004xxxx'), /is a zip/],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0]), /compressed/],
])('%s is refused in a sentence', async (_what, content, sentence) => {
  const error = await rowsOf(content).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UnreadableExport);
  expect(String(error)).toMatch(sentence);
});

test('a folder and a missing file are refused', async () => {
  await expect(collect(readRows(folder))).rejects.toThrow(/not a file/);
  await expect(collect(readRows(path.join(folder, 'none')))).rejects.toThrow(/There is no file/);
});

test('a row nested without end is marked, those after it are whole', async () => {
  const rows = await rowsOf(`{"data":{"posts":[{"id":1,"x":${'['.repeat(50_000)}1${']'.repeat(50_000)}},{"id":2}]}}`);
  expect(rows.map(({ tooDeep }) => tooDeep)).toEqual([true, false]);
  expect(rows[1]?.value).toEqual({ id: 2 });
});

test('a column named __proto__ changes nobody', async () => {
  const rows = await rowsOf('{"data":{"posts":[{"id":1,"__proto__":{"polluted":true}}]}}');
  expect(rows[0]?.value).toEqual({ id: 1 });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('secrets do not get past the reader, every table is counted', async () => {
  const reporter = createReporter();
  const spool = await spoolExport(
    await write(
      JSON.stringify({
        data: {
          users: [{ id: 1, name: 'a', password: 'p4ss', reset_token: 't0ken' }],
          settings: [
            { id: 1, key: 'title', value: 'T' },
            { id: 2, key: 'mailgun_api_key', value: 'k3y' },
            { id: 3, key: 'password', value: 'p4ss' },
          ],
          api_keys: [{ id: 1, secret: 's3cret' }],
        },
      }),
    ),
    reporter,
  );
  expect(reporter.report.found).toEqual({ users: 1, settings: 3, api_keys: 1 });
  expect([...spool.list('users')]).toEqual([{ id: 1, name: 'a' }]);
  expect([...spool.list('settings')].map((row) => row.key)).toEqual(['title']);
  expect([...spool.list('api_keys')]).toEqual([]);
  spool.close();
});
