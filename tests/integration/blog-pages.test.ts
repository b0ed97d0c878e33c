import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareQueue } from '../../platform/queue.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { toLexical } from '../../samples/lexical.ts';
import { drawSharePicture, orderSharePictures } from '../../services/blog/share-picture.job.ts';
import { toBody } from './bodies.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
beforeAll(async () => {
  house = await bootTest();
});
afterAll(() => house.close());
beforeEach(() =>
  house.payload.db.pool.query(
    'delete from comments; delete from redirects; delete from posts; delete from pages; delete from tags; delete from tag_groups',
  ),
);

type Post = {
  slug?: string;
  publishedAt?: string;
  visibility?: 'public' | 'members' | 'paid';
  tags?: string[];
  series?: string;
  text?: string;
  authors?: string[];
  _status?: 'draft' | 'published';
};
async function makePost(title: string, { text = 'Words.', slug = '', visibility = 'public', _status = 'published', ...more }: Post = {}) {
  return house.payload.create({ collection: 'posts', data: { title, slug, visibility, _status, body: toBody(text), ...more } });
}
const makeTag = async (name: string, more: { group?: string; internal?: boolean } = {}) =>
  (await house.payload.create({ collection: 'tags', data: { name, slug: '', ...more } })).id;
const setPermalink = (permalink: string) =>
  house.payload.updateGlobal({ slug: 'site-settings', data: { permalink, timeZone: 'Europe/London' } });

describe('addresses', () => {
  const pathOf = async (path: string) => (await house.services.blog.findByPath({ path, access: 'guest' }))?.path ?? null;
  afterAll(() => setPermalink('/{slug}/'));

  test('a post stands where the settings say, everywhere; its other addresses lead there', async () => {
    const { blog } = house.services;
    const tag = await makeTag('Soil');
    const post = await makePost('Frost', { publishedAt: '2025-12-31T23:30:00.000Z', tags: [tag] });
    await makePost('Link', { text: 'See the other.' });
    expect(await pathOf('/frost/')).toBe('/frost/');
    await setPermalink('/{year}/{month}/{day}/{slug}/');
    const dated = '/2025/12/31/frost/';
    for (const path of [dated, '/frost/', '/2024/01/01/frost/', '/soil/frost/']) expect([path, await pathOf(path)]).toEqual([path, dated]);
    expect(await pathOf('/elsewhere/frost/')).toBeNull();
    expect((await blog.listPosts({ tag: 'soil' })).items[0]?.path).toBe(dated);
    expect((await blog.listFeed({ tag: 'soil' }))[0]?.path).toBe(dated);
    expect((await blog.listSitemap({ kind: 'posts', page: 1 })).map(({ path }) => path)).toContain(dated);
    expect((await blog.findPublicPost({ id: post.id }))?.path).toBe(dated);
    await setPermalink('/{primary_tag}/{slug}/');
    expect([await pathOf('/frost/'), await pathOf(dated)]).toEqual(['/soil/frost/', '/soil/frost/']);
    expect((await blog.listSitemap({ kind: 'posts', page: 1 })).map(({ path }) => path).sort()).toEqual(['/all/link/', '/soil/frost/']);
    await setPermalink('/{slug}/');
  });

  test('a post that was renamed is found under its old name, a draft’s names are nobody’s', async () => {
    const post = await makePost('Old name');
    await house.payload.update({ collection: 'posts', id: post.id, data: { slug: 'new-name' } });
    expect(await pathOf('/old-name/')).toBe('/new-name/');
    await house.payload.update({ collection: 'posts', id: post.id, draft: true, data: { slug: 'only-a-draft', _status: 'draft' } });
    expect(await pathOf('/only-a-draft/')).toBeNull();
    await house.payload.update({ collection: 'posts', id: post.id, data: { _status: 'draft' } });
    expect(await pathOf('/old-name/')).toBeNull();
  });

  test('a page stands at its slug alone', async () => {
    await house.payload.create({ collection: 'pages', data: { title: 'About', slug: '', visibility: 'public', _status: 'published' } });
    expect([await pathOf('/about/'), await pathOf('/2025/about/'), await pathOf('/')]).toEqual(['/about/', null, null]);
  });
});

describe('redirects', () => {
  const save = (data: { from: string; to: string; pattern?: boolean }) => house.payload.create({ collection: 'redirects', data });
  const ask = (path: string, search = '') => house.services.blog.findRedirect({ path, search });

  test('the first in the editors’ order is taken, and the query goes along', async () => {
    await save({ from: '^/tag/(.*)/amp/?$', to: '/tag/$1/', pattern: true });
    await save({ from: '/tag/soil/amp/', to: '/elsewhere/' });
    expect(await ask('/tag/soil/amp/', '?x=1')).toEqual({ to: '/tag/soil/?x=1', permanent: true });
    expect(await ask('/nothing/')).toBeNull();
  });

  test.each([
    [{ from: '/a/', to: '/a' }, 'itself'],
    [{ from: '^/a(?=b)', to: '/b/', pattern: true }, 'look ahead'],
    [{ from: '^/(a', to: '/b/', pattern: true }, 'not closed'],
    [{ from: '/b/', to: '/known/' }, 'round for ever'],
  ])('%j is refused with a sentence', async (wrong, sentence) => {
    await save({ from: '/known/', to: '/b/' });
    const error = await save(wrong).then(
      () => null,
      (refusal: unknown) => refusal,
    );
    expect(JSON.stringify(error)).toContain(sentence);
  });
});

describe('what stands around a post', () => {
  test('the posts before and after it, and its series with its place in it', async () => {
    const series = await makeTag('The weather book');
    const day = (at: number) => `2026-01-0${at}T09:00:00.000Z`;
    const one = await makePost('One', { publishedAt: day(1), series });
    const two = await makePost('Two', { publishedAt: day(2) });
    const three = await makePost('Three', { publishedAt: day(3), series });
    await makePost('Later', { publishedAt: '2099-01-01T00:00:00.000Z', series });
    await makePost('Draft', { publishedAt: day(4), series, _status: 'draft' });
    const around = await house.services.blog.findSurroundings({ id: three.id });
    expect([around.previous?.title, around.next]).toEqual(['Two', null]);
    expect(around.series).toMatchObject({ tag: { name: 'The weather book' }, at: 2, parts: [{ title: 'One' }, { title: 'Three' }] });
    const middle = await house.services.blog.findSurroundings({ id: two.id });
    expect([middle.previous?.id, middle.next?.id, middle.series]).toEqual([one.id, three.id, null]);
  });

  test('what shares its subjects, a rare one before a common one, then what speaks of its title; nothing gated is compared', async () => {
    const [common, rare, hidden] = [await makeTag('Common'), await makeTag('Rare'), await makeTag('Hidden', { internal: true })];
    const post = await makePost('Beetroot and frost', { tags: [common, rare, hidden] });
    for (const name of ['a', 'b', 'c', 'd', 'e']) await makePost(`Common ${name}`, { tags: [common] });
    await makePost('Rare one', { tags: [rare], publishedAt: '2020-01-01T00:00:00.000Z' });
    await makePost('Hidden one', { tags: [hidden] });
    const { related } = await house.services.blog.findSurroundings({ id: post.id });
    expect(related[0]?.title).toBe('Rare one');
    expect(related.map(({ title }) => title)).not.toContain('Hidden one');

    const alone = await makePost('Quinces');
    await makePost('In the box', { text: 'There are quinces in it.' });
    await makePost('For members', { text: 'Open.\n\n=== members ===\n\nQuinces and quinces.', visibility: 'members' });
    const words = await house.services.blog.findSurroundings({ id: alone.id });
    expect(words.related.map(({ title }) => title)).toEqual(['In the box']);
  });
});

describe('comments', () => {
  const say = (post: string, text: string, more: { status?: 'published' | 'pending' | 'deleted'; parent?: string; html?: string } = {}) =>
    house.payload.create({ collection: 'comments', data: { text, post, status: 'published', authorName: 'Ana', ...more } });

  test('are read in two levels, safe, counted on the card', async () => {
    const post = await makePost('Talked about');
    const first = await say(post.id, 'First');
    await say(post.id, 'x', { parent: first.id, html: '<p>Yes<script>alert(1)</script> <a href="https://a.example">there</a></p>' });
    await say(post.id, 'Waits', { status: 'pending' });
    const { count, comments } = await house.services.blog.listComments({ postId: post.id, access: 'guest' });
    expect(count).toBe(2);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.replies[0]?.html).toBe('<p>Yes <a href="https://a.example" rel="nofollow ugc noopener">there</a></p>');
    expect((await house.services.blog.listPosts({})).items[0]?.comments).toBe(2);
  });

  test('below a gated post are for whoever may read it; below a draft for nobody', async () => {
    const gated = await makePost('Gated', { visibility: 'members' });
    const draft = await makePost('Draft', { _status: 'draft' });
    await say(gated.id, 'Inside');
    await say(draft.id, 'Early');
    const count = async (postId: string, access: 'guest' | 'member' | 'staff') =>
      (await house.services.blog.listComments({ postId, access })).count;
    expect([await count(gated.id, 'guest'), await count(gated.id, 'member'), await count(draft.id, 'staff')]).toEqual([0, 1, 0]);
  });
});

test('the archive counts by the calendar on the wall, and lists what it counted', async () => {
  const { blog } = house.services;
  await house.payload.updateGlobal({ slug: 'site-settings', data: { timeZone: 'Pacific/Auckland' } });
  await makePost('New year there', { publishedAt: '2025-12-31T12:00:00.000Z' });
  await makePost('Old year', { publishedAt: '2025-12-30T12:00:00.000Z' });
  expect(await blog.listArchive()).toEqual([
    { year: 2026, month: 1, posts: 1 },
    { year: 2025, month: 12, posts: 1 },
  ]);
  const titles = async (asked: { year: number; month?: number }) => (await blog.listPosts(asked)).items.map(({ title }) => title);
  expect(await titles({ year: 2026 })).toEqual(['New year there']);
  expect(await titles({ year: 2025, month: 12 })).toEqual(['Old year']);
  await house.payload.updateGlobal({ slug: 'site-settings', data: { timeZone: 'Europe/London' } });
});

test('a group has its tags and each of their posts once', async () => {
  const { id: group } = await house.payload.create({ collection: 'tag-groups', data: { name: 'The land', slug: '' } });
  const [soil, bees] = [await makeTag('Soil', { group }), await makeTag('Bees', { group })];
  await makeTag('Secret', { group, internal: true });
  await makePost('Both', { tags: [soil, bees] });
  await makePost('Neither');
  const found = await house.services.blog.findTagGroup('the-land');
  expect(found?.tags.map(({ name }) => name)).toEqual(['Bees', 'Soil']);
  const { items, total } = await house.services.blog.listPosts({ group: 'the-land' });
  expect([items.map(({ title }) => title), total]).toEqual([['Both'], 1]);
  expect((await house.services.blog.findTag('soil'))?.group).toEqual({ slug: 'the-land', name: 'The land' });
  expect((await house.services.blog.listPosts({ group: 'none' })).total).toBe(0);
});

test('an announcement is for those whom it was written for', async () => {
  const { blog } = house.services;
  const save = (announcementFor: ('guests' | 'members' | 'paid')[]) =>
    house.payload.updateGlobal({ slug: 'site-settings', data: { announcement: 'Come [here](/about/)', announcementFor } });
  await save(['guests']);
  expect((await blog.findAnnouncement('guests'))?.html).toMatch(/^Come <a href="http:\/\/blog\.[^"]+\/about\/">here<\/a>$/);
  expect(await blog.findAnnouncement('members')).toBeNull();
  await house.payload.updateGlobal({ slug: 'site-settings', data: { announcement: '' } });
  expect(await blog.findAnnouncement('guests')).toBeNull();
});

test('code is on a page only while it is switched on', async () => {
  await makePost('With code');
  const save = (codeOn: boolean) =>
    house.payload.updateGlobal({
      slug: 'site-settings',
      data: { codeOn, codeHead: '<script>1</script>', codeOrigins: ['https://stats.example.org/x', 'http://plain.example', 'nonsense'] },
    });
  const code = async () => (await house.services.blog.findPost({ slug: 'with-code', access: 'guest' }))?.code;
  await save(false);
  expect(await code()).toBeNull();
  await save(true);
  expect(await code()).toEqual({ head: '<script>1</script>', foot: '', origins: ['https://stats.example.org'] });
  await save(false);
});

test('a feed carries recordings along, and whole addresses', async () => {
  const audio = {
    type: 'block',
    version: 2,
    format: '',
    fields: { id: 'a', blockType: 'audio', src: '/files/song.mp3', title: 'Song', mimeType: 'audio/mpeg', duration: 61 },
  };
  const text = toLexical('See [prices](/prices/).', { media: () => '' });
  await house.payload.create({
    collection: 'posts',
    data: {
      title: 'Heard',
      slug: '',
      visibility: 'public',
      _status: 'published',
      body: { root: { ...text.root, children: [...text.root.children, audio] } } as never,
    },
  });
  const [post] = await house.services.blog.listFeed({});
  expect(post?.enclosures).toEqual([
    { url: expect.stringMatching(/^http:\/\/blog\..*\/files\/song\.mp3$/), type: 'audio/mpeg', length: 0, title: 'Song', seconds: 61 },
  ]);
  expect(post?.html).toMatch(/href="http:\/\/blog\.[^"]*\/prices\/"/);
});

test('the map has files of each kind that has something, and what is from elsewhere is not in it', async () => {
  const tag = await makeTag('Soil');
  await makeTag('Unused');
  await makePost('Ours', { tags: [tag] });
  const foreign = await makePost('Theirs');
  await house.payload.update({ collection: 'posts', id: foreign.id, data: { canonicalUrl: 'https://elsewhere.example/theirs' } });
  const files = await house.services.blog.listSitemaps();
  expect(files.map(({ kind, page }) => `${kind}-${page}`)).toEqual(['general-1', 'posts-1', 'tags-1']);
  const paths = async (kind: 'posts' | 'tags' | 'general') =>
    (await house.services.blog.listSitemap({ kind, page: 1 })).map(({ path }) => path);
  expect([await paths('posts'), await paths('tags'), await paths('general')]).toEqual([['/ours/'], ['/tag/soil/'], ['/', '/archive/']]);
  expect(await house.services.blog.listSitemap({ kind: 'posts', page: 2 })).toEqual([]);
});

describe('the card that other sites show', () => {
  const addressOf = async (slug: string) =>
    (await house.services.blog.findPost({ slug, access: 'guest' }))?.sharing.made?.picture.url ?? '';
  const ask = (address: string) => {
    const [, kind, id = '', version = ''] = /^\/share\/(posts|pages)\/([^/]+)\/(\w+)\.png$/.exec(address) ?? [];
    return house.services.blog.findSharePicture({ kind: kind === 'pages' ? 'pages' : 'posts', id, version });
  };

  test('is a PNG of the size that they ask for, at an address that changes with the title', async () => {
    const post = await makePost('Frost');
    const address = await addressOf('frost');
    const found = await ask(address);
    if (found.type !== 'ok') throw new Error(found.type);
    expect(await sharp(found.bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
    await house.payload.update({ collection: 'posts', id: post.id, data: { title: 'Hard frost' } });
    const next = await addressOf('frost');
    expect(next).not.toBe(address);
    expect(await ask(address)).toEqual({ type: 'moved', path: next });
  });

  test('is there only for what is out', async () => {
    const post = await makePost('Early');
    const address = await addressOf('early');
    await house.payload.update({ collection: 'posts', id: post.id, data: { _status: 'draft' } });
    expect(await ask(address)).toEqual({ type: 'gone' });
  });

  test('is ordered when a post comes out, and not for a draft or an import', async () => {
    const { payload } = house;
    await prepareQueue(payload, [drawSharePicture]);
    const activity = {
      id: '1',
      seq: 1n,
      createdAt: '',
      type: 'Publish',
      object: { type: 'posts', id: 'x' },
      visibility: 'public',
    } as const;
    const order = (more: object) => inTransaction(payload, (tx) => orderSharePictures.handle({ tx, activity: { ...activity, ...more } }));
    const count = async () =>
      Number((await payload.db.pool.query("select count(*) from pgboss.job where name = 'blog.share-picture'")).rows[0]?.count);
    await order({ imported: true });
    await order({ data: { draft: true } });
    expect(await count()).toBe(0);
    await order({});
    await order({});
    expect(await count()).toBe(1);
  });
});
