import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MenuEntry } from '../../contracts/blog-pages.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
beforeAll(async () => {
  house = await bootTest();
});
afterAll(() => house.close());
beforeEach(() => house.payload.db.pool.query('delete from menu_nodes; delete from relations; delete from pages'));

const makePage = (title: string, more: { inMenu?: boolean; _status?: 'draft' | 'published' } = {}) =>
  house.payload.create({ collection: 'pages', data: { title, slug: '', visibility: 'public', _status: 'published', ...more } });

type Container = { relationTo: 'pages' | 'tags' | 'tag-groups' | 'posts'; value: string };
async function makeEntry(data: {
  label?: string;
  href?: string;
  container?: Container;
  parent?: string;
  position?: number;
  menu?: 'footer';
}) {
  const { id } = await house.payload.create({ collection: 'menu-nodes', data: { menu: 'header', position: 0, ...data } });
  return id;
}
const say = (entries: readonly MenuEntry[]): string =>
  entries.map(({ label, href, children }) => `${label} ${href}${children.length > 0 ? ` (${say(children)})` : ''}`).join(', ');

test('without an entry the house shows its sites and the pages that are ticked', async () => {
  await makePage('About us', { inMenu: true });
  await makePage('Not yet', { inMenu: true, _status: 'draft' });
  const { header, footer, tags } = await house.services.blog.getNavigation();
  expect(say(header)).toBe('Journal blog:/, Market market:/, Events events:/, Fediverse federation:/, About us blog:/about-us/');
  expect({ footer, tags }).toEqual({ footer: [], tags: ['menu'] });
});

test('entries stand in their order, three levels deep, and a path without a site is the blog’s', async () => {
  await makeEntry({ label: 'Market', href: 'market:/', position: 1 });
  const journal = await makeEntry({ label: 'Journal', href: 'blog:/', position: 0 });
  const more = await makeEntry({ label: 'More', href: '', parent: journal, position: 1 });
  await makeEntry({ label: 'Archive', href: '/archive/', parent: journal, position: 0 });
  await makeEntry({ label: 'Elsewhere', href: 'https://elsewhere.example/', parent: more });
  await makeEntry({ label: 'Rules', href: '/rules/', menu: 'footer' });
  const { header, footer } = await house.services.blog.getNavigation();
  expect(say(header)).toBe('Journal blog:/ (Archive blog:/archive/, More  (Elsewhere https://elsewhere.example/)), Market market:/');
  expect(say(footer)).toBe('Rules blog:/rules/');
});

test('an entry follows the title and the address of what it leads to, and goes when that goes', async () => {
  const page = await makePage('About us');
  const entry = await makeEntry({ container: { relationTo: 'pages', value: page.id } });
  await makeEntry({ label: 'Below', href: '/below/', parent: entry });
  await makeEntry({ label: 'Stays', href: '/stays/', position: 1 });
  const read = async () => say((await house.services.blog.getNavigation()).header);
  expect(await read()).toBe('About us blog:/about-us/ (Below blog:/below/), Stays blog:/stays/');
  await house.payload.update({ collection: 'pages', id: page.id, data: { title: 'Who we are', slug: 'who' } });
  expect(await read()).toBe('Who we are blog:/who/ (Below blog:/below/), Stays blog:/stays/');
  expect((await house.services.blog.getNavigation()).tags).toContain(`pages:${page.id}`);
  await house.payload.update({ collection: 'pages', id: page.id, data: { _status: 'draft' } });
  expect(await read()).toBe('Stays blog:/stays/');
});

test('what is attached to a thing stands below its entry, until it is detached', async () => {
  const { payload, services } = house;
  const [page, child] = [await makePage('Garden'), await makePage('Seeds')];
  await makeEntry({ container: { relationTo: 'pages', value: page.id } });
  const relation = await payload.create({
    collection: 'relations',
    data: { parentType: 'pages', parentId: page.id, childType: 'pages', childId: child.id, position: 0 },
  });
  await payload.create({
    collection: 'relations',
    data: { parentType: 'pages', parentId: page.id, childType: 'pages', childId: 'no id at all', position: 1 },
  });
  const read = async () => say((await services.blog.getNavigation()).header);
  expect(await read()).toBe('Garden blog:/garden/ (Seeds blog:/seeds/)');
  await payload.update({ collection: 'relations', id: relation.id, data: { detachedAt: new Date().toISOString() } });
  expect(await read()).toBe('Garden blog:/garden/');
  const { rows } = await payload.db.pool.query("select data from activities where object_type = 'relations' order by seq desc limit 1");
  expect(rows[0]?.data.tags).toContain('menu');
});

test('a heading with nothing left under it is not shown', async () => {
  const page = await makePage('Draft', { _status: 'draft' });
  const heading = await makeEntry({ label: 'Things', href: '' });
  await makeEntry({ container: { relationTo: 'pages', value: page.id }, parent: heading });
  expect((await house.services.blog.getNavigation()).header).toEqual([]);
});

test('tags and groups have their addresses', async () => {
  const group = await house.payload.create({ collection: 'tag-groups', data: { name: 'Garden', slug: '' } });
  const tag = await house.payload.create({ collection: 'tags', data: { name: 'Soil', slug: '' } });
  await makeEntry({ container: { relationTo: 'tag-groups', value: group.id } });
  await makeEntry({ container: { relationTo: 'tags', value: tag.id }, position: 1 });
  expect(say((await house.services.blog.getNavigation()).header)).toBe('Garden blog:/group/garden/, Soil blog:/tag/soil/');
});
