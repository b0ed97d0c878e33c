import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toBody } from './bodies.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
beforeAll(async () => {
  house = await bootTest();
});
afterAll(() => house.close());
beforeEach(() =>
  house.payload.db.pool.query(
    "delete from comments; delete from posts; delete from pages; delete from tags; delete from tag_groups; delete from users where email like '%@lists.example'",
  ),
);

type Data = { visibility?: 'public' | 'members'; tags?: string[]; authors?: string[]; text?: string; _status?: 'draft' | 'published' };
const make = (collection: 'posts' | 'pages', title: string, { text = 'Words.', ...data }: Data = {}) =>
  house.payload.create({
    collection,
    data: { title, slug: '', visibility: 'public', _status: 'published', body: toBody(text), ...data },
  });
const makePerson = async (name: string, slug: string) =>
  (
    await house.payload.create({
      collection: 'users',
      data: { email: `${name}@lists.example`, password: 'a long pass phrase', name, slug, roles: ['author'], status: 'active' },
    })
  ).id;
const makeTag = async (name: string, more: { group?: string; internal?: boolean } = {}) =>
  (await house.payload.create({ collection: 'tags', data: { name, slug: '', ...more } })).id;

test('somebody who has signed a page has a page of their own, as the map of the site says', async () => {
  const [ana, ben] = [await makePerson('Ana', 'ana'), await makePerson('Ben', 'ben')];
  await make('pages', 'About', { authors: [ana] });
  await make('posts', 'Not out', { authors: [ben], _status: 'draft' });
  expect((await house.services.blog.findAuthor('ana'))?.name).toBe('Ana');
  expect(await house.services.blog.findAuthor('ben')).toBeNull();
});

test('a page of a search past its end says how much was found, and corrects nothing', async () => {
  await make('posts', 'Quinces in autumn');
  const found = await house.services.blog.search({ q: 'quinces', page: 4 });
  expect(found).toMatchObject({ items: [], total: 1, pages: 1, corrected: null });
  expect((await house.services.blog.search({ q: 'quinces' })).items.map(({ title }) => title)).toEqual(['Quinces in autumn']);
});

describe('comments', () => {
  const say = (post: string, more: { author?: string } = {}) =>
    house.payload.create({ collection: 'comments', data: { text: 'Yes', post, status: 'published', authorName: 'Somebody', ...more } });

  test('below a gated post are counted nowhere that everybody sees', async () => {
    const [open, gated] = [await make('posts', 'Open'), await make('posts', 'Gated', { visibility: 'members' })];
    await say(open.id);
    await say(gated.id);
    const counts = (cards: readonly { title: string; comments: number }[]) =>
      Object.fromEntries(cards.map(({ title, comments }) => [title, comments]));
    expect(counts((await house.services.blog.listPosts({})).items)).toEqual({ Open: 1, Gated: 0 });
    expect(counts(await house.services.blog.listFeed({}))).toEqual({ Open: 1, Gated: 0 });
    expect((await house.services.blog.listComments({ postId: gated.id, access: 'member' })).count).toBe(1);
  });

  test('name the people who wrote them, so that a new name reaches the page', async () => {
    const ana = await makePerson('Ana', 'ana');
    const post = await make('posts', 'Talked about');
    await say(post.id, { author: ana });
    await say(post.id, { author: ana });
    await say(post.id);
    const { tags } = await house.services.blog.listComments({ postId: post.id, access: 'guest' });
    expect(tags).toEqual([`users:${ana}`]);
  });
});

test('the map leads to groups that have something to show, and to no other', async () => {
  const group = async (name: string) => (await house.payload.create({ collection: 'tag-groups', data: { name, slug: '' } })).id;
  const [used, drafts, internal] = [await group('Used'), await group('Drafts'), await group('Internal')];
  await group('Empty');
  await make('posts', 'Out', {
    tags: [await makeTag('Soil', { group: used }), await makeTag('Hidden', { group: internal, internal: true })],
  });
  await make('posts', 'Draft', { tags: [await makeTag('Bees', { group: drafts })], _status: 'draft' });
  const paths = (await house.services.blog.listSitemap({ kind: 'general', page: 1 })).map(({ path }) => path);
  expect(paths).toEqual(['/', '/archive/', '/group/used/']);
});

test('a group lists the posts of all its tags, however many, and of none that is internal', async () => {
  const { id: group } = await house.payload.create({ collection: 'tag-groups', data: { name: 'The land', slug: '' } });
  await house.payload.db.pool.query(
    `insert into tags (name, slug, group_id, internal, updated_at, created_at)
     select 'Tag ' || lpad(n::text, 3, '0'), 'tag-' || lpad(n::text, 3, '0'), $1, false, now(), now() from generate_series(1, 120) n`,
    [group],
  );
  const { docs } = await house.payload.find({ collection: 'tags', where: { slug: { equals: 'tag-120' } } });
  await make('posts', 'Of the last', { tags: [String(docs[0]?.id)] });
  await make('posts', 'Hidden', { tags: [await makeTag('Secret', { group, internal: true })] });
  const { items, total } = await house.services.blog.listPosts({ group: 'the-land' });
  expect([items.map(({ title }) => title), total]).toEqual([['Of the last'], 1]);
});

test('a post whose first author has no address stands at one address, whoever is asked', async () => {
  await house.payload.updateGlobal({ slug: 'site-settings', data: { permalink: '/{author}/{slug}/' } });
  const [nobody, ana] = [await makePerson('Nobody', 'nobody'), await makePerson('Ana', 'ana')];
  await house.payload.db.pool.query('update users set slug = null where id = $1', [nobody]);
  const post = await make('posts', 'Frost', { authors: [nobody, ana] });
  const other = await make('posts', 'Thaw');
  const { blog } = house.services;
  const path = '/ana/frost/';
  expect((await blog.listPosts({})).items.find(({ title }) => title === 'Frost')?.path).toBe(path);
  expect((await blog.findByPath({ path, access: 'guest' }))?.path).toBe(path);
  expect((await blog.listSitemap({ kind: 'posts', page: 1 })).map((entry) => entry.path)).toEqual(
    expect.arrayContaining([path, '/all/thaw/']),
  );
  expect((await blog.findSurroundings({ id: other.id })).previous).toEqual({ id: post.id, title: 'Frost', path });
  await house.payload.updateGlobal({ slug: 'site-settings', data: { permalink: '/{slug}/' } });
});
