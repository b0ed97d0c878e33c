import { existsSync } from 'node:fs';
import path from 'node:path';
import { editorConfigFactory, getEnabledNodes } from '@payloadcms/richtext-lexical';
import { createHeadlessEditor } from '@payloadcms/richtext-lexical/lexical/headless';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyEditor } from '../../collections/shared/editor.ts';
import { toHtml } from '../../core/richtext/to-html.ts';
import type { Body } from '../../core/richtext/types.ts';
import { importGhost } from '../../plugins/ghost-import/index.ts';
import { UnreadableExport } from '../../plugins/ghost-import/report.ts';
import { bootTest, type TestBoot } from '../integration/harness.ts';

const corpus = path.resolve(import.meta.dirname, '../../../shared/fixtures/ghost');
const isThere = existsSync(corpus);
if (!isThere) console.warn(`The corpus of Ghost exports is not at ${corpus}: its checks did not run.`);

describe.runIf(isThere)('real exports', () => {
  let house: TestBoot;
  beforeAll(async () => {
    house = await bootTest();
  });
  afterAll(() => house.close());

  const importFile = (name: string) => importGhost({ file: path.join(corpus, name), services: house.services });
  const listAll = async (collection: 'posts' | 'pages') =>
    (await house.payload.find({ collection, pagination: false, depth: 0, draft: true, limit: 0 })).docs;

  test('a whole site of Ghost 6: 37 posts and pages with the right fields; again all unchanged', async () => {
    const report = await importFile('export.json');
    expect(report.skipped).toEqual([]);
    expect(report.found).toMatchObject({ posts: 37, users: 4, tags: 7, settings: 99, offers: 1 });
    expect(report.written).toEqual({
      users: 4,
      roles_users: 4,
      tags: 7,
      posts: 37,
      posts_tags: 30,
      posts_authors: 38,
      posts_meta: 2,
      posts_products: 2,
    });
    for (const table of [
      'newsletters',
      'settings',
      'products',
      'offers',
      'benefits',
      'products_benefits',
      'snippets',
      'custom_theme_settings',
    ]) {
      expect(report.warnings.filter((warning) => warning.table === table && warning.id === '')).toHaveLength(1);
    }
    const posts = await listAll('posts');
    const pages = await listAll('pages');
    expect([posts.length, pages.length]).toEqual([35, 2]);
    const bySlug = new Map(posts.map((post) => [post.slug, post]));
    expect(bySlug.get('everything')).toMatchObject({
      title: 'Everything — “smart” & <b>html</b> 日本',
      _status: 'published',
      publishedAt: '2019-03-31T01:30:00.000Z',
      visibility: 'paid',
      featured: true,
      emailOnly: false,
      excerpt: 'Excerpt & "q"',
      metaTitle: 'MT',
      featureImageAlt: 'FA',
      canonicalUrl: 'https://elsewhere.example/everything/',
    });
    expect(bySlug.get('tier-only')).toMatchObject({ visibility: 'tiers', tiers: ['gold', 'secret-tier'] });
    expect(bySlug.get('members-only')).toMatchObject({ visibility: 'members', _status: 'published' });
    expect(bySlug.get('draft')).toMatchObject({ _status: 'draft', publishedAt: null });
    expect(bySlug.get('scheduled-far')).toMatchObject({ _status: 'draft', publishedAt: '2031-06-01T08:00:00.000Z' });
    expect(bySlug.get('email-only')).toMatchObject({ _status: 'published', emailOnly: true });
    expect(bySlug.get('two-authors')?.authors).toHaveLength(2);
    expect(pages.map((page) => page.slug).toSorted()).toEqual(['about', 'landing']);
    const kept = JSON.stringify(posts).match(/"blockType":"ghost-card"/g) ?? [];
    expect(kept).toEqual([]);

    const again = await importFile('export.json');
    expect(again.written).toEqual({});
    expect(again.unchanged).toEqual(report.written);
    expect(again.skipped).toEqual([]);
    const versions = await house.payload.countVersions({ collection: 'posts' });
    expect(versions.totalDocs).toBe(35);
  });

  test('the admin’s editor opens every body and changes nothing in it', async () => {
    const { config } = house.payload;
    const editorConfig = await editorConfigFactory.fromEditor({ config, editor: bodyEditor });
    const editor = createHeadlessEditor({ nodes: getEnabledNodes({ editorConfig }) });
    const docs = [...(await listAll('posts')), ...(await listAll('pages'))];
    expect(docs).toHaveLength(37);
    for (const { slug, body } of docs) {
      const state = editor.parseEditorState(JSON.stringify(body));
      expect(toHtml(JSON.parse(JSON.stringify(state.toJSON())) as Body, { reader: 'staff' }), slug ?? '').toBe(
        toHtml(body as Body, { reader: 'staff' }),
      );
    }
  });

  test('the same site with its members: they are members, nothing else changes', async () => {
    const report = await importFile('export-with-includes.json');
    expect(report.written).toEqual({ members: 4 });
    expect(report.skipped).toEqual([]);
  });

  test('nothing secret was kept anywhere', async () => {
    const dump = JSON.stringify([
      await listAll('posts'),
      await listAll('pages'),
      (await house.payload.find({ collection: 'users', pagination: false, showHiddenFields: true })).docs,
    ]);
    expect(dump).not.toContain('$2b$10$');
  });

  test.each([
    'v3.json',
    'v0-export-003.json',
    'v0-export-003-duplicate-posts.json',
    'v0-export-003-mu.json',
    'v0-export-004.json',
    'fresh-6.65.json',
  ])('%s is in', async (name) => {
    const report = await importFile(name);
    expect(report.skipped).toEqual([]);
    expect((report.written.posts ?? 0) + (report.unchanged.posts ?? 0)).toBe(report.found.posts);
    const again = await importFile(name);
    expect(again.written).toEqual({});
  });

  test('a tag without a name is skipped with its links, the post comes', async () => {
    const report = await importFile('v0-export-003-nullTags.json');
    expect((report.written.posts ?? 0) + (report.unchanged.posts ?? 0)).toBe(1);
    expect(report.skipped.map(({ table, id }) => `${table} ${id}`)).toEqual(['tags 2', 'posts_tags 2']);
  });

  test.each(['admin-posts.json', 'members.csv', 'rss.xml', 'routes.yaml', 'no-such-file.json'])(
    '%s is refused in one sentence',
    async (name) => {
      await expect(importFile(name)).rejects.toThrow(UnreadableExport);
    },
  );
});
