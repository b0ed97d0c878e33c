import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toHtml } from '../../core/richtext/to-html.ts';
import type { Body } from '../../core/richtext/types.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { importGhost } from '../../plugins/ghost-import/index.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
let folder: string;
beforeAll(async () => {
  house = await bootTest();
  folder = await mkdtemp(path.join(tmpdir(), 'rose-ghost-test-'));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const lexical = (text: string) =>
  JSON.stringify({
    root: {
      type: 'root',
      version: 1,
      children: [{ type: 'paragraph', version: 1, children: [{ type: 'extended-text', version: 1, text, format: 0 }] }],
    },
  });

const post = (id: string, columns: Record<string, unknown> = {}) => ({
  id: `6b04${id.padStart(20, '0')}`,
  uuid: null,
  title: `Post ${id}`,
  slug: `post-${id}`,
  lexical: lexical(`Body of ${id}`),
  type: 'post',
  status: 'published',
  visibility: 'public',
  created_at: '2021-05-01 10:00:00',
  published_at: '2021-05-01 12:00:00',
  ...columns,
});

const staff = (id: string, columns: Record<string, unknown> = {}) => ({
  id: `5a04${id.padStart(20, '0')}`,
  name: `Person ${id}`,
  slug: `person-${id}`,
  email: `person-${id}@example.test`,
  password: '$2b$10$secret',
  ...columns,
});

async function importTables(data: Record<string, unknown[]>, options: { dryRun?: boolean } = {}) {
  const file = path.join(folder, 'export.json');
  await writeFile(file, JSON.stringify({ db: [{ meta: { exported_on: 1, version: '6.65.0' }, data }] }));
  return importGhost({ file, services: house.services, ...options });
}

async function findPost(sourceId: string) {
  const { docs } = await house.payload.find({ collection: 'posts', where: { sourceId: { equals: sourceId } }, depth: 0, draft: true });
  const [doc] = docs;
  if (!doc) throw new Error(`no post ${sourceId}`);
  return doc;
}

test('a post comes with its author, tags in order and dates; again it is unchanged', async () => {
  const data = {
    posts: [post('1')],
    users: [staff('1')],
    roles: [{ id: 'r1', name: 'Owner' }],
    roles_users: [{ id: 'ru1', role_id: 'r1', user_id: staff('1').id }],
    tags: [
      { id: '7a04000000000000000000a1', name: 'One', slug: 'one' },
      { id: '7a04000000000000000000a2', name: '#two', slug: 'hash-two' },
    ],
    posts_tags: [
      { id: 'pt1', post_id: post('1').id, tag_id: '7a04000000000000000000a1', sort_order: 1 },
      { id: 'pt2', post_id: post('1').id, tag_id: '7a04000000000000000000a2', sort_order: 0 },
    ],
    posts_authors: [{ id: 'pa1', post_id: post('1').id, author_id: staff('1').id, sort_order: 0 }],
  };
  const first = await importTables(data);
  expect(first.skipped).toEqual([]);
  expect(first.written).toEqual({ users: 1, roles_users: 1, tags: 2, posts: 1, posts_tags: 2, posts_authors: 1 });
  const doc = await findPost(`ghost:posts:${post('1').id}`);
  expect(doc).toMatchObject({
    title: 'Post 1',
    slug: 'post-1',
    _status: 'published',
    publishedAt: '2021-05-01T12:00:00.000Z',
    visibility: 'public',
  });
  const { docs: tags } = await house.payload.find({ collection: 'tags', where: { id: { in: doc.tags as string[] } }, pagination: false });
  expect((doc.tags as string[]).map((id) => tags.find((tag) => tag.id === id)?.name)).toEqual(['#two', 'One']);
  const author = await house.payload.findByID({ collection: 'users', id: String(doc.authors?.[0]), showHiddenFields: true });
  expect(author).toMatchObject({ email: 'person-1@example.test', roles: ['editor'], status: 'invited' });
  expect((author as { hash?: string }).hash ?? null).toBeNull();

  const second = await importTables(data);
  expect(second.written).toEqual({});
  expect(second.unchanged).toEqual(first.written);
});

test('each imported post has one version and one activity, marked as imported', async () => {
  await importTables({ posts: [post('20')] });
  const doc = await findPost(`ghost:posts:${post('20').id}`);
  const versions = await house.payload.findVersions({ collection: 'posts', where: { parent: { equals: doc.id } } });
  expect(versions.totalDocs).toBe(1);
  const { docs } = await house.payload.find({ collection: 'activities', where: { objectId: { equals: doc.id } } });
  expect(docs.map(({ type, imported }) => ({ type, imported }))).toEqual([{ type: 'Publish', imported: true }]);
});

test('what changed at the source is written; what was edited here is left and said', async () => {
  await importTables({ posts: [post('30'), post('31')] });
  const edited = await findPost(`ghost:posts:${post('31').id}`);
  await house.payload.update({ collection: 'posts', id: edited.id, data: { title: 'Edited here' } });
  const report = await importTables({ posts: [post('30', { title: 'Changed there' }), post('31', { title: 'Changed there too' })] });
  expect(report.written).toEqual({ posts: 1 });
  expect(report.unchanged).toEqual({ posts: 1 });
  expect(report.warnings.map((warning) => warning.id)).toContain(post('31').id);
  expect((await findPost(`ghost:posts:${post('30').id}`)).title).toBe('Changed there');
  expect((await findPost(`ghost:posts:${post('31').id}`)).title).toBe('Edited here');
});

test('an autosaved draft counts as an edit', async () => {
  await importTables({ posts: [post('35')] });
  const doc = await findPost(`ghost:posts:${post('35').id}`);
  await house.payload.update({ collection: 'posts', id: doc.id, data: { title: 'Half written' }, draft: true, autosave: true });
  const report = await importTables({ posts: [post('35', { title: 'Changed there' })] });
  expect(report.unchanged).toEqual({ posts: 1 });
  expect((await findPost(`ghost:posts:${post('35').id}`)).title).toBe('Half written');
});

test('drafts stay drafts, a scheduled post waits for its job, a sent one is for mail only', async () => {
  const report = await importTables({
    posts: [
      post('40', { status: 'draft', published_at: null }),
      post('41', { status: 'scheduled', published_at: '2099-06-01 08:00:00' }),
      post('42', { status: 'sent' }),
      post('43', { status: 'scheduled', published_at: '2020-06-01 08:00:00' }),
      post('44', { type: 'page' }),
    ],
  });
  expect(report.written).toEqual({ posts: 5 });
  expect(await findPost(`ghost:posts:${post('40').id}`)).toMatchObject({ _status: 'draft', publishedAt: null });
  const scheduled = await findPost(`ghost:posts:${post('41').id}`);
  expect(scheduled).toMatchObject({ _status: 'draft', publishedAt: '2099-06-01T08:00:00.000Z' });
  expect(await findPost(`ghost:posts:${post('42').id}`)).toMatchObject({ _status: 'published', emailOnly: true });
  expect(await findPost(`ghost:posts:${post('43').id}`)).toMatchObject({ _status: 'draft' });
  const { docs: jobs } = await house.payload.find({ collection: 'payload-jobs', pagination: false });
  expect(jobs.map((job) => ({ input: job.input, waitUntil: job.waitUntil }))).toEqual([
    {
      input: expect.objectContaining({ type: 'publish', doc: { relationTo: 'posts', value: scheduled.id } }),
      waitUntil: '2099-06-01T08:00:00.000Z',
    },
  ]);
  const pages = await house.payload.find({ collection: 'pages', where: { sourceId: { equals: `ghost:posts:${post('44').id}` } } });
  expect(pages.totalDocs).toBe(1);

  // Moved to another day: the old job goes.
  await importTables({ posts: [post('41', { status: 'scheduled', published_at: '2098-01-01 08:00:00' })] });
  const after = await house.payload.find({ collection: 'payload-jobs', pagination: false });
  expect(after.docs.map((job) => job.waitUntil)).toEqual(['2098-01-01T08:00:00.000Z']);
});

test('one bad record of a batch is reported, the others are written', async () => {
  const report = await importTables({
    posts: [
      post('50'),
      post('51', { title: 42 }),
      post('52', { slug: 'post-50' }),
      post('53', { title: 'x'.repeat(10_000_000) }),
      'no row',
      post('50'),
    ],
    users: [staff('50', { email: 'not an address' }), staff('51'), staff('52', { email: 'PERSON-51@example.test' })],
  });
  expect(report.written).toEqual({ posts: 2, users: 1 });
  expect(report.skipped.map(({ table, reason }) => `${table}: ${reason}`)).toEqual([
    'posts: The row is not a record with columns.',
    'users: Its e-mail address is none.',
    'users: Its e-mail address stands in the file twice; the first was taken.',
    'posts: title is a number, not text.',
    'posts: title is longer than 2000 characters.',
    'posts: The same id stands in the file twice; the first was taken.',
  ]);
  expect((await findPost(`ghost:posts:${post('52').id}`)).slug).toBe('post-50-2');
  expect(report.warnings.some((warning) => warning.message.includes('post-50-2'))).toBe(true);
});

test('a record that the database refuses takes no other one of its batch with it', async () => {
  const refused = sql`alter table posts add constraint test_refusal check (title <> 'Refused')`;
  await toExecutor(house.payload).execute(refused);
  const report = await importTables({ posts: [post('60'), post('61', { title: 'Refused' }), post('62')] });
  await toExecutor(house.payload).execute(sql`alter table posts drop constraint test_refusal`);
  expect(report.written).toEqual({ posts: 2 });
  expect(report.skipped).toEqual([{ table: 'posts', id: post('61').id, reason: expect.stringContaining('test_refusal') }]);
  for (const id of ['60', '62']) {
    const doc = await findPost(`ghost:posts:${post(id).id}`);
    const { docs } = await house.payload.find({ collection: 'activities', where: { objectId: { equals: doc.id } } });
    expect(docs).toHaveLength(1);
  }

  // The next run brings what was missing.
  const again = await importTables({ posts: [post('60'), post('61', { title: 'Refused' }), post('62')] });
  expect([again.written, again.unchanged, again.skipped]).toEqual([{ posts: 1 }, { posts: 2 }, []]);
});

test('bodies of every age come along: HTML, Mobiledoc, the Markdown of 0.x', async () => {
  const mobiledoc = JSON.stringify({
    version: '0.3.1',
    atoms: [],
    cards: [['code', { code: 'x = 1' }]],
    markups: [['strong']],
    sections: [
      [1, 'p', [[0, [0], 1, 'Mobile']]],
      [10, 0],
    ],
  });
  const report = await importTables({
    posts: [
      post('65', { lexical: null, html: '<p>From <b>HTML</b></p><hr>' }),
      post('66', { lexical: null, mobiledoc }),
      post('67', { lexical: null, markdown: '# Down\n\n*mark*', html: '<h1>Down</h1>' }),
      post('68', { lexical: '{"broken', html: '<p>Rescued</p>' }),
    ],
  });
  expect(report.written).toEqual({ posts: 4 });
  expect(report.warnings.map((warning) => warning.id)).toEqual([post('68').id]);
  const html = async (id: string) => toHtml((await findPost(`ghost:posts:${post(id).id}`)).body as Body);
  expect(await html('65')).toBe('<p>From <strong>HTML</strong></p><hr>');
  expect(await html('66')).toBe('<p><strong>Mobile</strong></p><pre tabindex="0"><code>x = 1</code></pre>');
  expect(await html('67')).toContain('<em>mark</em>');
  expect(await html('68')).toBe('<p>Rescued</p>');
});

test('text that Postgres cannot keep is cleaned, and said', async () => {
  const hostile = post('70', {
    title: 'NUL \u0000 and half \ud800 a pair',
    lexical: `{"root":{"type":"root","children":[{"type":"paragraph","children":[{"type":"text","text":"a\\u0000b\\udc00c"}]},{"type":"sp\\u0000oof","x":"\\u0000"}]}}`,
  });
  const report = await importTables({ posts: [hostile] });
  expect(report.written).toEqual({ posts: 1 });
  const doc = await findPost(`ghost:posts:${hostile.id}`);
  expect(doc.title).toBe('NUL  and half \ufffd a pair');
  expect(JSON.stringify(doc.body)).toContain('ab\ufffdc');
  expect(JSON.stringify(doc.body)).toContain('ghost-card');
});

test('an account that is here keeps its rights, whatever a file says', async () => {
  const admin = await house.payload.create({
    collection: 'users',
    data: { name: 'Admin', email: 'admin@example.test', roles: ['admin'], status: 'active', password: 'a long enough one' },
  });
  const report = await importTables({
    users: [staff('80', { email: 'Admin@example.test', name: 'Somebody else' })],
    posts: [post('80')],
    posts_authors: [{ id: 'pa', post_id: post('80').id, author_id: staff('80').id }],
  });
  expect(report.unchanged.users).toBe(1);
  expect(await house.payload.findByID({ collection: 'users', id: admin.id })).toMatchObject({ name: 'Admin', roles: ['admin'] });
  expect((await findPost(`ghost:posts:${post('80').id}`)).authors).toEqual([admin.id]);
});

test('a dry run says the same and writes nothing', async () => {
  const data = {
    posts: [post('90')],
    users: [staff('90')],
    posts_authors: [{ id: 'pa', post_id: post('90').id, author_id: staff('90').id }],
  };
  const dry = await importTables(data, { dryRun: true });
  expect(dry.written).toEqual({ users: 1, posts: 1, posts_authors: 1 });
  const { totalDocs } = await house.payload.count({ collection: 'posts', where: { slug: { equals: 'post-90' } } });
  expect(totalDocs).toBe(0);
  expect(await importTables(data)).toEqual(dry);
});

test('what a visitor may not read is in no public field', async () => {
  const gated = post('95', {
    visibility: 'paid',
    lexical: JSON.stringify({
      root: {
        type: 'root',
        children: [
          { type: 'paragraph', children: [{ type: 'text', text: 'above the wall' }] },
          { type: 'paywall', version: 1 },
          { type: 'paragraph', children: [{ type: 'text', text: 'secret-words' }] },
        ],
      },
    }),
  });
  await importTables({ posts: [gated] });
  const { docs } = await house.payload.find({
    collection: 'posts',
    where: { slug: { equals: 'post-95' } },
    overrideAccess: false,
    depth: 0,
  });
  expect(JSON.stringify(docs[0]?.publicBody)).toContain('above the wall');
  expect(JSON.stringify(docs)).not.toContain('secret-words');
});
